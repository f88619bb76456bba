import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, testApi } from '../test/test-api.ts'
import { routes } from './routes.ts'

/** Changes that are no mutation in the sense of the audit log: traffic, which has a history of its own. */
const traffic = ['events.post', 'events.postBatch']

interface Ask {
  path: string
  body?: object
  as?: string
}

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const password = 'correct horse battery staple'
const url = 'http://127.0.0.1:9/hook'
const from = '2020-01-01T00:00:00Z'

async function created(path: string, body: object, as = api.tenant.key): Promise<string> {
  const made = await api.call<{ id: string }>('POST', path, { body, as })
  expect([path, made.status < 300]).toEqual([path, true])
  return made.body.id
}
const endpoint = () => created('/v1/webhooks/endpoints', { url })
const ofEndpoint = async (path = '') => ({ path: `/v1/webhooks/endpoints/${await endpoint()}${path}` })

/** The newest delivery, in a state. */
async function delivery(state: 'pending' | 'dead'): Promise<string> {
  await endpoint()
  const event = await created('/v1/events', { type: 'a', payload: 1 })
  await api.db.sql`update open_deliveries set state = ${state}, next_at = case when ${state} = 'pending' then now() end`
  const { body } = await api.call<{ data: { id: string }[] }>('GET', `/v1/webhooks/deliveries?eventId=${event}`)
  return body.data[0]?.id ?? ''
}
const select = { status: ['dead'] }
const bulk = () => created('/v1/webhooks/bulk', { action: 'send', select })
const hold = () => created('/v1/holds', { type: 'a', reason: 'x' }, api.operatorKey)

async function session(): Promise<{ refreshToken: string }> {
  const email = `${crypto.randomUUID()}@first.test`
  await api.addUser(api.tenant.id, email, 'admin', password)
  return (await api.call<{ refreshToken: string }>('POST', '/v1/auth/login', { body: { email, password }, as: null }))
    .body
}
const refreshing = async () => ({ refreshToken: (await session()).refreshToken })

/** A request of each mutation that changes something. */
const asks: Record<string, () => Promise<Ask>> = {
  'endpoints.create': async () => ({ path: '/v1/webhooks/endpoints', body: { url } }),
  'endpoints.put': async () => ({ path: '/v1/webhooks/endpoints/by-uid', body: { url } }),
  'endpoints.update': async () => ({ ...(await ofEndpoint()), body: { description: 'changed' } }),
  'endpoints.delete': () => ofEndpoint(),
  'endpoints.enable': () => ofEndpoint('/enable'),
  'endpoints.disable': () => ofEndpoint('/disable'),
  'endpoints.test': () => ofEndpoint('/test'),
  'endpoints.getSecret': () => ofEndpoint('/secret'),
  'endpoints.rotateSecret': () => ofEndpoint('/secret/rotate'),
  'endpoints.recover': async () => ({ ...(await ofEndpoint('/recover')), body: { from } }),
  'endpoints.replayMissing': async () => ({ ...(await ofEndpoint('/replay-missing')), body: { from } }),
  'circuits.reset': async () => ({ path: `/v1/webhooks/circuits/${await endpoint()}/reset` }),
  'deliveries.retry': async () => ({ path: `/v1/webhooks/deliveries/${await delivery('dead')}/retry` }),
  'deliveries.cancel': async () => ({ path: `/v1/webhooks/deliveries/${await delivery('pending')}/cancel` }),
  'deadLetters.replay': async () => ({ path: `/v1/webhooks/dlq/${await delivery('dead')}/replay` }),
  'deadLetters.replayAll': async () => ({ path: '/v1/webhooks/dlq/replay', body: { select: {} } }),
  'deadLetters.discard': async () => ({ path: `/v1/webhooks/dlq/${await delivery('dead')}` }),
  'bulks.create': async () => ({ path: '/v1/webhooks/bulk', body: { action: 'send', select } }),
  'bulks.update': async () => ({ path: `/v1/webhooks/bulk/${await bulk()}`, body: { paused: true } }),
  'bulks.stop': async () => ({ path: `/v1/webhooks/bulk/${await bulk()}` }),
  'holds.create': async () => ({ path: '/v1/holds', body: { type: 'a', reason: 'x' }, as: api.operatorKey }),
  'holds.delete': async () => ({ path: `/v1/holds/${await hold()}`, as: api.operatorKey }),
  'queues.pause': async () => ({ path: '/v1/webhooks/queues/webhooks/pause', as: api.operatorKey }),
  'queues.resume': async () => ({ path: '/v1/webhooks/queues/webhooks/resume', as: api.operatorKey }),
  'operations.setLogLevel': async () => ({ path: '/v1/log-level', body: { level: 'info' }, as: api.operatorKey }),
  'auth.login': async () => {
    await api.addUser(api.tenant.id, 'signs-in@first.test', 'admin', password)
    return { path: '/v1/auth/login', body: { email: 'signs-in@first.test', password } }
  },
  'auth.refresh': async () => ({ path: '/v1/auth/refresh', body: await refreshing() }),
  'auth.logout': async () => ({ path: '/v1/auth/logout', body: await refreshing() }),
}

const mutations = routes.filter(({ mutates }) => mutates)

test.each(mutations.map(({ operationId, method }) => [operationId, method]))(
  '%s leaves one row in the audit log, which names the request and who made it',
  async (operationId, method) => {
    const ask = asks[operationId]
    if (!ask) throw new Error(`the test knows no request for ${operationId}`)
    const { path, ...asking } = await ask()
    const headers = { 'x-request-id': `walk-${operationId}` }
    const done = await api.call(method, path, { ...asking, headers })
    expect([operationId, done.status < 300]).toEqual([operationId, true])
    const rows = await api.db.sql`
      select actor_kind, actor_name from audit_log where request_id = ${headers['x-request-id']}`
    expect(rows).toEqual([
      { actor_kind: expect.stringMatching(/user|api_key|operator/), actor_name: expect.any(String) },
    ])
  },
)

test('whatever else is no reading is traffic', () => {
  const rest = routes.filter(({ method, mutates }) => method !== 'GET' && !mutates)
  expect(rest.map(({ operationId }) => operationId)).toEqual(traffic)
})
