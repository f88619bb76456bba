import { and, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type postgres from 'postgres'
import type { Sql } from './connect.ts'

/**
 * Whose rows a read may see. Every query of tenant data takes one first, so that none can forget it.
 * Writes take a tenant's id: nothing is written across tenants.
 */
export type TenantScope = OneTenant | { allTenants: true }

export interface OneTenant {
  tenantId: string
  /** Of what belongs to these endpoints alone. */
  endpointIds?: readonly string[]
}

/** Which rows are of these endpoints: the column that names a row's endpoint, or a condition. */
type OfEndpoints = AnyPgColumn | ((endpointIds: readonly string[]) => SQL)

/**
 * @param ofEndpoints rows of which that can't be said are not for a scope of some endpoints
 * @throws when they are asked for by such a scope
 */
export function within(scope: TenantScope, tenant: AnyPgColumn, ofEndpoints?: OfEndpoints): SQL | undefined {
  return 'tenantId' in scope ? and(eq(tenant, scope.tenantId), narrowed(scope, ofEndpoints)) : undefined
}

function narrowed({ endpointIds }: OneTenant, ofEndpoints: OfEndpoints | undefined): SQL | undefined {
  if (!endpointIds) return undefined
  if (!ofEndpoints) throw new Unnarrowable()
  return typeof ofEndpoints === 'function' ? ofEndpoints(endpointIds) : inArray(ofEndpoints, [...endpointIds])
}

type Fragment = postgres.PendingQuery<postgres.Row[]>
type OfEndpointsBy = (endpointIds: string[]) => Fragment

/** The same for a statement by hand, and as one condition. @throws as {@link within} */
export function withinBy(sql: Sql, scope: TenantScope, tenant: Fragment, ofEndpoints?: OfEndpointsBy): Fragment {
  if (!('tenantId' in scope)) return sql`true`
  return sql`(${tenant} = ${scope.tenantId} and ${narrowedBy(sql, scope, ofEndpoints)})`
}

/** For rows of which the tenant is known already. @throws as {@link within} */
export function narrowedBy(sql: Sql, scope: TenantScope, ofEndpoints?: OfEndpointsBy): Fragment {
  if (!('tenantId' in scope) || !scope.endpointIds) return sql`true`
  if (!ofEndpoints) throw new Unnarrowable()
  return ofEndpoints([...scope.endpointIds])
}

class Unnarrowable extends Error {
  override name = 'Unnarrowable'
  constructor() {
    super('a query that knows no endpoints was asked by a scope of some endpoints')
  }
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
  ofEndpoints?: OfEndpoints,
): { below: SQL | undefined; order: SQL[] } {
  if (!('tenantId' in scope)) return { below: after ? lt(id, after) : undefined, order: [desc(id)] }
  const below = sql`(${tenantId}, ${id}) < (${scope.tenantId}, ${after ?? highestId})
    and (${tenantId}, ${id}) >= (${scope.tenantId}, ${lowestId})`
  return { below: and(below, narrowed(scope, ofEndpoints)), order: [desc(tenantId), desc(id)] }
}
