import { type AttemptDetail, type Delivery, type DeliveryDetail, internalId } from '@g5/contracts'
import { deliveryId } from '@g5/core'
import { type AttemptRecord, record } from '@g5/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
const endpoints: string[] = []
/** Ids of deliveries by what became of them. */
const made = { failed: '', taken: '', refused: '', waiting: '' }
beforeAll(async () => {
  api = await testApi()
  for (const [uid, url] of [
    ['one', 'http://127.0.0.1:8080/hook'],
    ['two', 'http://127.0.0.2:9090/hook?key=1'],
  ]) {
    const body = { uid, url, headers: { 'x-api-key': 'geheim' }, eventTypes: [`${uid}.*`] }
    endpoints.push((await api.call<{ id: string }>('POST', '/v1/webhooks/endpoints', { body })).body.id)
  }
  made.failed = await delivered(0, 'one.a', [{ error: 'timeout' }, { error: 'connection_refused' }])
  made.taken = await delivered(0, 'one.b', [
    { status: 503, error: 'http_server_error' },
    { status: 200, verdict: 'delivered' },
  ])
  made.refused = await delivered(1, 'two.a', [{ status: 404, error: 'http_client_error' }])
  made.waiting = await delivered(1, 'two.b', [])
})
afterAll(() => api.close())

async function delivered(endpoint: number, type: string, attempts: Partial<AttemptRecord>[]): Promise<string> {
  const { body } = await api.call<{ id: string }>('POST', '/v1/events', { body: { type, payload: { n: 1 } } })
  const id = deliveryId(internalId('event', body.id) ?? '', internalId('endpoint', endpoints[endpoint] ?? '') ?? '')
  for (const [n, attempt] of attempts.entries()) {
    await api.db.sql`update open_deliveries set state = 'queued', fence = ${2 * n + 1} where id = ${id}`
    const none = { reason: null, error: null, detail: null, body: null, status: null, quiet: false, waitMs: 60_000 }
    const times = { lane: 1, eventType: type, startedAgoMs: 5, durationMs: 4, timings: [1, 2, null, 3] }
    await record(api.db.sql, [{ ...none, ...times, deliveryId: id, fence: 2 * n + 1, verdict: 'retry', ...attempt }])
  }
  const listed = await api.call<{ data: Delivery[] }>('GET', `/v1/webhooks/deliveries?eventId=${body.id}`)
  return listed.body.data[0]?.id ?? ''
}

async function found(query: string): Promise<string[]> {
  const { body } = await api.call<{ data: Delivery[] }>('GET', `/v1/webhooks/deliveries?${query}`)
  return body.data.map(({ id }) => id).sort()
}

describe('deliveries are found by', () => {
  test.each<[string, (keyof typeof made)[]]>([
    ['type=one.a', ['failed']],
    ['type=one.a&type=two.b', ['failed', 'waiting']],
    ['errorCode=connection_refused', ['failed']],
    ['errorCode=timeout', []],
    ['errorCode=http_client_error&errorCode=connection_refused', ['failed', 'refused']],
    ['statusClass=2xx', ['taken']],
    ['statusClass=5xx', []],
    ['statusClass=none', ['failed']],
    ['statusClass=4xx&statusClass=2xx', ['refused', 'taken']],
    ['host=127.0.0.1', ['failed', 'taken']],
    ['host=127.0.0.2:9090', ['refused', 'waiting']],
    ['host=127.0.0.2:80', []],
    ['host=127.0.0.1&endpointId=two', []],
    ['status=delivered', ['taken']],
    ['status=pending&type=two.a', ['refused']],
    ['status=pending&status=delivered', ['failed', 'taken', 'refused', 'waiting']],
  ])('%s', async (query, which) => {
    expect(await found(query)).toEqual(which.map((name) => made[name]).sort())
  })

  test.each(['errorCode=none', 'statusClass=6xx', 'host=a/b', 'type=%00'])('%s is refused by name', async (query) => {
    const refused = await api.refused('GET', `/v1/webhooks/deliveries?${query}`)
    expect(refused.status).toBe(422)
    expect(refused.body.errors?.[0]?.pointer).toMatch(`#/query/${query.split('=')[0]}`)
  })
})

describe('an attempt', () => {
  const attempt = (id: string, n: number | string, as = api.tenant.key) =>
    api.call<AttemptDetail>('GET', `/v1/webhooks/deliveries/${id}/attempts/${n}`, { as })

  test('is known by its rank, with its timings, in the delivery and by itself', async () => {
    const { body } = await api.call<DeliveryDetail>('GET', `/v1/webhooks/deliveries/${made.taken}`)
    const timings = { dnsMs: 1, connectMs: 2, tlsMs: null, firstByteMs: 3 }
    expect(body.log).toMatchObject([
      { number: 1, errorCode: 'http_server_error', timings },
      { number: 2, outcome: 'delivered', timings },
    ])
    const { status, body: second } = await attempt(made.taken, 2)
    expect(status).toBe(200)
    expect(second).toMatchObject({ ...body.log[1], deliveryId: made.taken, response: { status: 200 } })
    expect(second.traceId).toMatch(/^[0-9a-f]{32}$/)
  })

  test('shows what was sent, and no secret', async () => {
    const { body, text } = await attempt(made.refused, 1)
    expect(body.request).toEqual({
      url: 'http://127.0.0.2:9090/hook?key=1',
      headers: {
        'content-type': 'application/json',
        'webhook-id': expect.stringMatching(/^evt_/),
        'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
        'webhook-signature': '…',
        'x-api-key': '…',
      },
    })
    expect(text).not.toContain('geheim')
  })

  test('names no URL once the endpoint was changed: it might be another', async () => {
    const id = await delivered(1, 'two.c', [{ error: 'timeout' }])
    expect((await attempt(id, 1)).body.request?.url).not.toBeNull()
    await api.call('PATCH', '/v1/webhooks/endpoints/two', { body: { description: 'other' } })
    expect((await attempt(id, 1)).body).toMatchObject({ request: { url: null }, response: null })
  })

  test.each<[string, Buffer, object]>([
    ['text as text', Buffer.from('{"ok":"ü"}'), { body: '{"ok":"ü"}', encoding: 'utf8' }],
    ['bytes in base64', Buffer.from([0xff, 0, 1]), { body: '/wAB', encoding: 'base64' }],
    [
      'text that was cut within a character as text',
      Buffer.concat([Buffer.alloc(16_383, 'a'), Buffer.from('ü').subarray(0, 1)]),
      { body: 'a'.repeat(16_383), encoding: 'utf8' },
    ],
  ])('shows an answer that is %s', async (_what, body, shown) => {
    const id = await delivered(0, 'one.d', [{ status: 500, error: 'http_server_error', body }])
    expect((await attempt(id, 1)).body.response).toEqual({ status: 500, ...shown })
    const { secret } = await api.addKey(api.tenant.id, ['read'])
    expect((await attempt(id, 1, secret)).body.response).toEqual({ status: 500 })
  })

  test('that is not there is 404', async () => {
    for (const n of [3, 0, -1, 'x', '1e0', 9_999_999_999]) expect((await attempt(made.taken, n)).status).toBe(404)
    expect((await attempt(made.waiting, 1)).status).toBe(404)
    expect((await attempt(made.taken, 1, (await api.addTenant('other')).key)).status).toBe(404)
  })
})
