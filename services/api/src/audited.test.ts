import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, whoMay } from '../test/contract/ask.ts'
import { afresh, pathFor } from '../test/contract/makers.ts'
import { type ContractOperation, mediaOf, operations } from '../test/contract/operations.ts'
import { type TestApi, testApi } from '../test/test-api.ts'

/** What is no mutation in the sense of the audit log: traffic, which has a history of its own, and what only looks. */
const traffic = ['events.post', 'events.postBatch']
const looking = ['eventTypes.validate', 'endpoints.preview', 'endpoints.match']

interface Ask {
  path: string
  body?: object
  as?: string
}

let api: TestApi
beforeAll(async () => {
  api = await testApi({ resolve: async () => ['93.184.215.14'] })
})
afterAll(() => api.close())

const password = 'correct horse battery staple'
/** Deliveries in a state that they do not come to by themselves. */
async function delivery(state: 'pending' | 'dead'): Promise<string> {
  const body = { url: 'http://127.0.0.1:8080/hook' }
  const endpoint = await api.call<{ id: string }>('POST', '/v1/webhooks/endpoints', { body })
  const event = { type: 'a', payload: 1, endpointIds: [endpoint.body.id] }
  const { id } = (await api.call<{ id: string }>('POST', '/v1/events', { body: event })).body
  await api.db.sql`update open_deliveries set state = ${state}, next_at = case when ${state} = 'pending' then now() end`
  const { body: found } = await api.call<{ data: { id: string }[] }>('GET', `/v1/webhooks/deliveries?eventId=${id}`)
  return found.data[0]?.id ?? ''
}

async function session(): Promise<{ accessToken: string; refreshToken: string }> {
  const email = `${crypto.randomUUID()}@first.test`
  await api.addUser(api.tenant.id, email, 'admin', password)
  return (
    await api.call<{ accessToken: string; refreshToken: string }>('POST', '/v1/auth/login', {
      body: { email, password },
      as: null,
    })
  ).body
}
const refreshing = async () => ({ refreshToken: (await session()).refreshToken })

async function eventType(): Promise<string> {
  const name = `made.${crypto.randomUUID()}`
  await api.call('POST', '/v1/event-types', { body: { name } })
  return `/v1/event-types/${name}`
}

async function invited(): Promise<string> {
  const body = { email: `${crypto.randomUUID()}@first.test`, role: 'viewer' }
  const { inviteUrl } = (await api.call<{ inviteUrl: string }>('POST', '/v1/users', { body })).body
  return inviteUrl.split('token=')[1] ?? ''
}

async function portalCode(): Promise<string> {
  const path = `/v1/tenants/${api.tenant.publicId}/portal-sessions`
  const made = await api.call<{ url: string }>('POST', path, { as: api.operatorKey, body: { capabilities: ['view'] } })
  return made.body.url.split('code=')[1] ?? ''
}

/** Of mutations that the example of their documentation does not lead to. */
const asks: Record<string, () => Promise<Ask>> = {
  'deliveries.retry': async () => ({ path: `/v1/webhooks/deliveries/${await delivery('dead')}/retry` }),
  'deliveries.cancel': async () => ({ path: `/v1/webhooks/deliveries/${await delivery('pending')}/cancel` }),
  'deadLetters.replay': async () => ({ path: `/v1/webhooks/dlq/${await delivery('dead')}/replay` }),
  'deadLetters.discard': async () => ({ path: `/v1/webhooks/dlq/${await delivery('dead')}` }),
  'eventTypes.update': async () => ({ path: await eventType(), body: { description: 'changed' } }),
  'eventTypes.unarchive': async () => {
    const path = await eventType()
    await api.call('POST', `${path}/archive`)
    return { path: `${path}/unarchive` }
  },
  'users.put': async () => ({ path: '/v1/users/of-the-walk', body: { email: 'put@first.test', role: 'viewer' } }),
  'auth.login': async () => {
    await api.addUser(api.tenant.id, 'signs-in@first.test', 'admin', password)
    return { path: '/v1/auth/login', body: { email: 'signs-in@first.test', password } }
  },
  'auth.refresh': async () => ({ path: '/v1/auth/refresh', body: await refreshing() }),
  'auth.logout': async () => ({ path: '/v1/auth/logout', body: await refreshing() }),
  'auth.acceptInvite': async () => ({ path: '/v1/auth/accept-invite', body: { token: await invited(), password } }),
  'auth.exchangePortalCode': async () => ({ path: '/v1/auth/portal', body: { code: await portalCode() } }),
  'auth.changePassword': async () => ({
    path: '/v1/me',
    as: (await session()).accessToken,
    body: { currentPassword: password, password: `${password} 2` },
  }),
}

const mutations = operations.filter(({ route }) => route.mutates)

test.each(mutations.map((operation) => [operation.id, operation] as const))(
  '%s leaves one row in the audit log, which names the request and who made it',
  async (id, operation) => {
    const headers = { 'x-request-id': `walk-${id}` }
    const special = await asks[id]?.()
    const done = special
      ? await api.call(operation.method, special.path, { as: null, ...tenantsKey(operation), ...special, headers })
      : await byExample(operation, headers)
    expect([id, done.status < 300, done.text]).toEqual([id, true, done.text])
    const rows = await api.db.sql`
      select actor_kind, actor_name from audit_log where request_id = ${headers['x-request-id']}`
    expect(rows).toEqual([
      { actor_kind: expect.stringMatching(/user|api_key|operator|portal/), actor_name: expect.any(String) },
    ])
  },
)

const tenantsKey = ({ route }: ContractOperation) => (route.scope === 'public' ? {} : { as: api.tenant.key })

async function byExample(operation: ContractOperation, headers: Record<string, string>) {
  const asker = whoMay(api, operation, api.tenant)
  const example = mediaOf(operation)?.example
  return ask(api, operation, {
    ...asker,
    path: await pathFor(operation, api, api.tenant),
    ...(typeof example === 'object' && example !== null && operation.method === 'POST' && { body: afresh(example) }),
    headers: { ...asker.headers, ...headers },
  })
}

test('whatever else is no reading is traffic, or only looks', () => {
  const rest = operations.filter(({ method, route }) => method !== 'GET' && !route.mutates)
  expect(rest.map(({ id }) => id).sort()).toEqual([...traffic, ...looking].sort())
})
