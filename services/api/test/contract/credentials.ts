import { type Me, type Role, roleScopes } from '@g5/contracts'
import type { BodyOf } from '@g5/sdk'
import type { Access, Route } from '../../src/route.ts'
import type { TestApi, TestTenant } from '../test-api.ts'

export interface TestCredential {
  title: string
  token: string
  /** As it says of itself. */
  scopes: readonly string[]
  /** It is kept to some endpoints. */
  narrow: boolean
}

const password = 'correct horse battery staple'
const roles = (Object.keys(roleScopes) as Role[]).filter((role) => role !== 'operator')

/** Of a tenant, one of every role and every kind: users, keys, and portal sessions of all and of some endpoints. */
export async function credentialsOf(api: TestApi, tenant: TestTenant): Promise<TestCredential[]> {
  const told = async (title: string, token: string): Promise<TestCredential> => {
    const { body } = await api.call<Me>('GET', '/v1/me', { as: token })
    return { title, token, scopes: body.scopes, narrow: body.endpointIds !== null }
  }
  const all: TestCredential[] = []
  for (const role of roles) {
    const email = `${role}@${tenant.slug}.test`
    await api.addUser(tenant.id, email, role, password)
    const client = api.client(null)
    const { accessToken } = await client.auth.login({ email, password })
    all.push(await told(`${role}, a user`, accessToken))
    all.push(await told(`${role}, a key`, (await api.addKey(tenant.id, [...roleScopes[role]])).secret))
  }
  const everything: BodyOf<'portalSessions.create'> = { capabilities: ['view', 'endpoints', 'secrets', 'send'] }
  const { id } = await api.client(tenant.key).endpoints.create({ url: 'http://127.0.0.1:8080/portal' })
  all.push(await told('a portal session', await enter(api, tenant, everything)))
  all.push(await told('a portal session that looks', await enter(api, tenant, { capabilities: ['view'] })))
  const some = { ...everything, endpointIds: [id] }
  all.push(await told('a portal session of one endpoint', await enter(api, tenant, some)))
  return all
}

/** The token of a portal session. */
export async function enter(api: TestApi, tenant: TestTenant, body: BodyOf<'portalSessions.create'>): Promise<string> {
  const { url } = await api.client(api.operatorKey).portalSessions.create(tenant.publicId, body)
  const code = new URLSearchParams(new URL(url).hash.slice(1)).get('code') ?? ''
  return (await api.client(null).auth.exchangePortalCode({ code })).accessToken
}

/** May it ask that route at all? */
export function mayAsk({ scopes, narrow }: TestCredential, route: Route): boolean {
  return (route.scope === 'any' || scopes.includes(route.scope)) && (!narrow || route.narrow !== undefined)
}

/** Has a role what a route needs? */
export function mayDo(role: Role, access: Access): boolean {
  const has: readonly string[] = roleScopes[role]
  return access === 'any' || access === 'public' || has.includes(access)
}
