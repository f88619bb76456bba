import { eq, type SQL } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'

/**
 * Whose rows a read may see. Every query of tenant data takes one first, so that none can forget it.
 * Writes take a tenant's id: nothing is written across tenants.
 */
export type TenantScope = { tenantId: string } | { allTenants: true }

export function within(scope: TenantScope, column: AnyPgColumn): SQL | undefined {
  return 'tenantId' in scope ? eq(column, scope.tenantId) : undefined
}
