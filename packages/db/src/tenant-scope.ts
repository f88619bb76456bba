import { and, eq, inArray, type SQL } from 'drizzle-orm'
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

/**
 * @param ofEndpoints which of the rows are of these endpoints: the column that names a row's endpoint, or a condition.
 * Rows of which that can't be said are not for a scope of some endpoints.
 * @throws when they are asked for by such a scope
 */
export function within(
  scope: TenantScope,
  tenant: AnyPgColumn,
  ofEndpoints?: AnyPgColumn | ((endpointIds: readonly string[]) => SQL),
): SQL | undefined {
  if (!('tenantId' in scope)) return undefined
  const own = eq(tenant, scope.tenantId)
  const { endpointIds } = scope
  if (!endpointIds) return own
  if (!ofEndpoints) throw new Unnarrowable()
  return and(own, typeof ofEndpoints === 'function' ? ofEndpoints(endpointIds) : inArray(ofEndpoints, [...endpointIds]))
}

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** The same for a statement by hand, and as one condition. @throws as {@link within} */
export function withinBy(
  sql: Sql,
  scope: TenantScope,
  tenant: Fragment,
  ofEndpoints?: (endpointIds: string[]) => Fragment,
): Fragment {
  if (!('tenantId' in scope)) return sql`true`
  const { tenantId, endpointIds } = scope
  if (!endpointIds) return sql`${tenant} = ${tenantId}`
  if (!ofEndpoints) throw new Unnarrowable()
  return sql`(${tenant} = ${tenantId} and ${ofEndpoints([...endpointIds])})`
}

class Unnarrowable extends Error {
  override name = 'Unnarrowable'
  constructor() {
    super('a query that knows no endpoints was asked by a scope of some endpoints')
  }
}
