import { desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'

/**
 * Whose rows a read may see. Every query of tenant data takes one first, so that none can forget it.
 * Writes take a tenant's id: nothing is written across tenants.
 */
export type TenantScope = { tenantId: string } | { allTenants: true }

export function within(scope: TenantScope, column: AnyPgColumn): SQL | undefined {
  return 'tenantId' in scope ? eq(column, scope.tenantId) : undefined
}

/** No id is as high, and none lower. */
export const highestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
export const lowestId = '00000000-0000-0000-0000-000000000000'

/**
 * How a list walks down its ids from the cursor on. Within a tenant the order asked for is one that only the index of the
 * tenant's ids has, so that no plan walks through strangers' rows, however few the tenant's are.
 */
export function newestFirst(
  scope: TenantScope,
  { tenantId, id }: { tenantId: AnyPgColumn; id: AnyPgColumn },
  after: string | undefined,
): { below: SQL | undefined; order: SQL[] } {
  if (!('tenantId' in scope)) return { below: after ? lt(id, after) : undefined, order: [desc(id)] }
  const below = sql`(${tenantId}, ${id}) < (${scope.tenantId}, ${after ?? highestId})
    and (${tenantId}, ${id}) >= (${scope.tenantId}, ${lowestId})`
  return { below, order: [desc(tenantId), desc(id)] }
}
