import { z } from 'zod'

/** What a credential may do. One mechanism: a role is a named set of scopes, a key has any subset of its maker's. */
export const scopes = [
  'read',
  'payloads:read',
  'deliveries:write',
  'events:write',
  'endpoints:write',
  'event-types:write',
  'secrets:read',
  'users:write',
  'keys:write',
  'audit:read',
  'data:erase',
  'tenants:write',
  'portal:create',
  'operate',
] as const
export const scope = z.enum(scopes)
export type Scope = z.infer<typeof scope>

const viewer = ['read'] as const satisfies Scope[]
const onCall = [...viewer, 'payloads:read', 'deliveries:write'] as const satisfies Scope[]
const developer = [
  ...onCall,
  'events:write',
  'endpoints:write',
  'event-types:write',
  'secrets:read',
] as const satisfies Scope[]
const admin = [...developer, 'users:write', 'keys:write', 'audit:read', 'data:erase'] as const satisfies Scope[]

export const roleScopes = {
  viewer,
  'on-call': onCall,
  developer,
  admin,
  /** A user without a tenant. */
  operator: scopes,
} as const satisfies Record<string, readonly Scope[]>

export const role = z.enum(Object.keys(roleScopes) as [Role, ...Role[]])
export type Role = keyof typeof roleScopes

/** What a portal session may be given: each is a named set of scopes too. */
export const capabilityScopes = {
  /** Endpoints, deliveries and what was sent. */
  view: ['read', 'payloads:read'],
  endpoints: ['endpoints:write'],
  secrets: ['secrets:read'],
  send: ['deliveries:write'],
} as const satisfies Record<string, readonly Scope[]>

export const capability = z.enum(Object.keys(capabilityScopes) as [Capability, ...Capability[]])
export type Capability = keyof typeof capabilityScopes

/** Of a portal session. What is no capability gives none. */
export function portalScopes(capabilities: readonly string[]): readonly Scope[] {
  return capability.options.filter((one) => capabilities.includes(one)).flatMap((one) => capabilityScopes[one])
}

/** `*` in a key means all that its maker could grant: a tenant admin's, or the deployment's. */
export function keyScopes(granted: readonly string[], tenant: boolean): readonly Scope[] {
  const most: readonly Scope[] = tenant ? admin : scopes
  return granted.includes('*') ? most : most.filter((one) => granted.includes(one))
}
