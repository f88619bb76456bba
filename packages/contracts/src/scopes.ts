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

/** `*` in a key means all that its maker could grant: a tenant admin's, or the deployment's. */
export function keyScopes(granted: readonly string[], tenant: boolean): readonly Scope[] {
  const most: readonly Scope[] = tenant ? admin : scopes
  return granted.includes('*') ? most : most.filter((one) => granted.includes(one))
}
