import { keyScopes, portalScopes, type Role, roleScopes, type Scope } from '@g5/contracts'
import type { LiveKey, PortalSession, User } from '@g5/db'

/** Who asks. */
export interface Principal {
  kind: 'user' | 'api_key' | 'operator' | 'portal'
  /** The operator key has none. */
  id: string | null
  /** How people know it: an e-mail address, a key's name, a portal session's subject. */
  name: string
  role: Role | null
  /** Null: of the deployment. */
  tenantId: string | null
  scopes: readonly Scope[]
  /** What its requests are counted by. */
  countedAs: string
  /** Of a user: the family of refresh tokens that the session goes on by. */
  family?: string
  /** Of a portal session that sees these endpoints and nothing else. */
  endpointIds?: readonly string[]
  /** A key that was live lately and was not looked up for this request. */
  remembered?: boolean
}

export const operator: Principal = {
  kind: 'operator',
  id: null,
  name: 'operator key',
  role: null,
  tenantId: null,
  scopes: roleScopes.operator,
  countedAs: 'operator',
}

export function principalOfKey({ id, tenantId, name, scopes }: LiveKey): Principal {
  return {
    kind: 'api_key',
    id,
    name,
    role: null,
    tenantId,
    scopes: keyScopes(scopes, tenantId !== null),
    countedAs: `key:${id}`,
  }
}

/** A user without a tenant is an operator, whatever their role says; one whose role is unknown may do nothing. */
export function principalOfUser({ id, email, role, tenantId }: User): Principal {
  const known = tenantId === null ? 'operator' : isRole(role) && role !== 'operator' ? role : null
  return {
    kind: 'user',
    id,
    name: email,
    role: known,
    tenantId,
    scopes: known ? roleScopes[known] : [],
    countedAs: `user:${id}`,
  }
}

export function principalOfPortal({ id, tenantId, subject, capabilities, endpointIds }: PortalSession): Principal {
  return {
    kind: 'portal',
    id,
    name: subject ?? 'portal session',
    role: null,
    tenantId,
    scopes: portalScopes(capabilities),
    countedAs: `portal:${id}`,
    ...(endpointIds && { endpointIds }),
  }
}

function isRole(word: string): word is Role {
  return Object.hasOwn(roleScopes, word)
}
