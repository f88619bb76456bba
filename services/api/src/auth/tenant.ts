import { internalId } from '@g5/contracts'
import { findTenant, type OneTenant, type Orm, systemTenantId, type TenantScope } from '@g5/db'
import { HttpProblem } from '../problem.ts'
import type { Tenancy } from '../route.ts'
import type { Principal } from './principal.ts'

/**
 * In which tenant a request acts that names none: a tenant's credential in its own, a deployment's as the route says.
 * @throws {HttpProblem} `tenant_context_required`
 */
export function ownScope(principal: Principal, tenancy: Exclude<Tenancy, 'none'>): TenantScope {
  const { tenantId } = principal
  if (tenantId !== null) return inTenant(principal, tenantId)
  if (tenancy === 'own') return { tenantId: systemTenantId }
  if (tenancy === 'required') throw new HttpProblem('tenant_context_required')
  return { allTenants: true }
}

/**
 * The tenant that `X-Tenant-Id` names by id, uid or slug. To a tenant's credential another's name is unknown.
 * @throws {HttpProblem} `not_found`
 */
export async function namedScope(orm: Orm, principal: Principal, named: string): Promise<TenantScope> {
  const id = internalId('tenant', named)
  if (id !== undefined && id === principal.tenantId) return inTenant(principal, id)
  const tenant = await findTenant(orm, id === undefined ? { name: named } : { id })
  if (!tenant || (principal.tenantId !== null && principal.tenantId !== tenant.id))
    throw new HttpProblem('not_found', { detail: 'There is no such tenant.' })
  return inTenant(principal, tenant.id)
}

/** A session of some endpoints is one of those in whatever it asks. */
function inTenant({ endpointIds }: Principal, tenantId: string): OneTenant {
  return endpointIds ? { tenantId, endpointIds } : { tenantId }
}
