import { internalId } from '@g5/contracts'
import { findTenant, type Orm, systemTenantId, type TenantScope } from '@g5/db'
import { HttpProblem } from '../problem.ts'
import type { Tenancy } from '../route.ts'
import type { Principal } from './principal.ts'

/**
 * In which tenant a request acts. A tenant's credential acts in its own, and another's name is unknown to it; a
 * deployment's names one with `X-Tenant-Id`: id, uid or slug.
 * @throws {HttpProblem} `not_found`, `tenant_context_required`
 */
export async function tenantScopeOf(
  orm: Orm,
  principal: Principal,
  named: string | undefined,
  tenancy: Tenancy,
): Promise<TenantScope | undefined> {
  if (tenancy === 'none') return undefined
  if (named === undefined) {
    if (principal.tenantId !== null) return { tenantId: principal.tenantId }
    if (tenancy === 'own') return { tenantId: systemTenantId }
    if (tenancy === 'required') throw new HttpProblem('tenant_context_required')
    return { allTenants: true }
  }
  const id = internalId('tenant', named)
  if (id !== undefined && id === principal.tenantId) return { tenantId: id }
  const tenant = await findTenant(orm, id === undefined ? { name: named } : { id })
  if (!tenant || (principal.tenantId !== null && principal.tenantId !== tenant.id))
    throw new HttpProblem('not_found', { detail: 'There is no such tenant.' })
  return { tenantId: tenant.id }
}
