import { type Role, roleScopes, type Scope, type Session } from '@g5/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { routes } from '../routes.ts'

/** The table of the contract. What a role's cell leaves empty, it may not do. */
const table: Record<Scope, readonly Role[]> = {
  read: ['viewer', 'on-call', 'developer', 'admin', 'operator'],
  'payloads:read': ['on-call', 'developer', 'admin', 'operator'],
  'deliveries:write': ['on-call', 'developer', 'admin', 'operator'],
  'events:write': ['developer', 'admin', 'operator'],
  'endpoints:write': ['developer', 'admin', 'operator'],
  'event-types:write': ['developer', 'admin', 'operator'],
  'secrets:read': ['developer', 'admin', 'operator'],
  'users:write': ['admin', 'operator'],
  'keys:write': ['admin', 'operator'],
  'audit:read': ['admin', 'operator'],
  'data:erase': ['admin', 'operator'],
  'tenants:write': ['operator'],
  'portal:create': ['operator'],
  operate: ['operator'],
}
const roles = ['viewer', 'on-call', 'developer', 'admin', 'operator'] as const satisfies Role[]
const password = 'correct horse battery staple'

const guarded = routes.flatMap(({ scope, ...route }) =>
  scope === 'public' || scope === 'any' ? [] : [{ ...route, scope }],
)
/** Of nothing that exists, and with a parameter that no route knows: nothing is changed, and nothing streams. */
const nowhere = (url: string) => `${url.replaceAll(/:\w+/g, 'ep_01jaaaaaaaaaaaaaaaaaaaaaaa')}?unknown=1`

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

test('a role has the scopes of its column, and no other', () => {
  for (const role of roles) {
    const column = Object.entries(table).flatMap(([scope, having]) => (having.includes(role) ? [scope] : []))
    expect([role, [...roleScopes[role]].sort()]).toEqual([role, column.sort()])
  }
})

test.each(roles)('%s may ask every route of its scopes, and is refused by every other', async (role) => {
  const tenantId = role === 'operator' ? null : api.tenant.id
  const email = `${role}@first.test`
  await api.addUser(tenantId, email, role, password)
  const { body } = await api.call<Session>('POST', '/v1/auth/login', { as: null, body: { email, password } })
  for (const { method, url, scope } of guarded) {
    const { status } = await api.call(method, nowhere(url), { as: body.accessToken })
    expect([method, url, status === 403]).toEqual([method, url, !table[scope].includes(role)])
  }
})

describe('what a credential lacks the scope for is refused before anything is looked up', () => {
  test.each(guarded.map(({ method, url, scope }) => [method, url, scope] as const))(
    '%s %s needs %s, and nothing less',
    async (method, url, scope) => {
      const without = await api.addKey(
        null,
        roleScopes.operator.filter((one) => one !== scope),
      )
      const refused = await api.refused(method, nowhere(url), {
        as: without.secret,
        headers: { 'x-tenant-id': 'nobody' },
      })
      expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
      const only = await api.addKey(null, [scope])
      const asked = await api.refused(method, nowhere(url), {
        as: only.secret,
        headers: { 'x-tenant-id': api.tenant.slug },
      })
      expect(asked.status).not.toBe(403)
    },
  )
})
