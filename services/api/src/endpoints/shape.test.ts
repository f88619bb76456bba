import { createHmac } from 'node:crypto'
import type { Endpoint, EndpointSecret, Problem, TestAttempt } from '@g5/contracts'
import { type Receiver, startReceiver } from '@g5/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let receiver: Receiver
beforeAll(async () => {
  api = await testApi()
  receiver = await startReceiver()
})
afterAll(async () => {
  await receiver.close()
  await api.close()
})

const path = '/v1/webhooks/endpoints'
const make = async (over: object = {}) =>
  (await api.call<Endpoint>('POST', path, { body: { url: `${receiver.url}/hook`, ...over } })).body
const preview = <T = { body: string; bytes: number; ms: number }>(id: string, body: object, as?: string) =>
  api.call<T>('POST', `${path}/${id}/preview`, { body, ...(as && { as }) })

describe('transform and envelope', () => {
  test('are shown, changed and reset as any setting is', async () => {
    const plain = await make()
    expect(plain).toMatchObject({ transform: null, envelope: false })
    const made = await make({ transform: '{"a": payload.a}', envelope: true, uid: 'shaped' })
    expect(made).toMatchObject({ transform: '{"a": payload.a}', envelope: true })
    const patched = await api.call<Endpoint>('PATCH', `${path}/shaped`, { body: { transform: null } })
    expect(patched.body).toMatchObject({ transform: null, envelope: true })
    const put = await api.call<Endpoint>('PUT', `${path}/shaped`, { body: { url: made.url, transform: 'payload' } })
    expect(put.body).toMatchObject({ transform: 'payload', envelope: false })
  })

  test('that are written badly are refused with the place, by each route that takes them', async () => {
    await make({ uid: 'sound' })
    const url = `${receiver.url}/hook`
    const transform = '{"a": payload. }'
    const answers = [
      await api.refused('POST', path, { body: { url, transform } }),
      await api.refused('PUT', `${path}/sound`, { body: { url, transform } }),
      await api.refused('PATCH', `${path}/sound`, { body: { transform } }),
      await api.refused('POST', `${path}/sound/preview`, { body: { transform } }),
    ]
    for (const { status, body } of answers)
      expect([status, body.errors]).toEqual([
        422,
        [{ pointer: '/transform', detail: expect.stringMatching(/^at offset 16: /) }],
      ])
    const evil = await api.refused('PATCH', `${path}/sound`, { body: { transform: '$eval("1")' } })
    expect(evil.body.errors).toMatchObject([{ pointer: '/transform', detail: expect.stringContaining('$eval') }])
    const long = await api.refused('PATCH', `${path}/sound`, { body: { transform: '1'.repeat(16_385) } })
    expect(long.body.errors).toMatchObject([{ pointer: '/transform' }])
    expect((await api.call<Endpoint>('GET', `${path}/sound`)).body.transform).toBeNull()
  })

  test('say in the audit log that they changed, and not what they say', async () => {
    await make({ uid: 'audited', transform: '{"token": "t0ps"}' })
    const [row] = await api.db.sql`select changes from audit_log where action = 'endpoint.created' order by id desc`
    expect(row?.['changes']).toMatchObject({ transform: { to: expect.stringMatching(/^17 characters/) } })
    expect(JSON.stringify(row)).not.toContain('t0ps')
  })
})

describe('a preview', () => {
  const payload = '{"n": 1.10, "n2":12345678901234567890}'

  async function posted(): Promise<{ id: string; createdAt: string }> {
    const raw = `{"type":"invoice.paid","payload":${payload},"metadata":{"region":"eu"},"channels":["eu"]}`
    return (await api.call<{ id: string; createdAt: string }>('POST', '/v1/events', { raw })).body
  }

  test('shows what would be sent of an event, byte for byte', async () => {
    const { id } = await make()
    const event = await posted()
    const plain = await preview(id, { eventId: event.id })
    expect(plain.body).toEqual({ body: payload, bytes: payload.length, ms: 0 })
    const wrapped = await preview(id, { eventId: event.id, envelope: true })
    expect(wrapped.body.body).toBe(
      `{"id":"${event.id}","type":"invoice.paid","timestamp":"${event.createdAt}","data":${payload}}`,
    )
    const transform = '[id, type, timestamp, payload.n, metadata.region, channels]'
    const made = JSON.stringify([event.id, 'invoice.paid', event.createdAt, 1.1, 'eu', 'eu'])
    expect((await preview(id, { eventId: event.id, transform })).body.body).toBe(made)
    const both = await preview(id, { eventId: event.id, transform, envelope: true })
    expect(both.body.body).toBe(
      `{"id":"${event.id}","type":"invoice.paid","timestamp":"${event.createdAt}","data":${made}}`,
    )
  })

  test('uses what the endpoint has unless it is told otherwise, and an event made up', async () => {
    const { id } = await make({ transform: '[type, payload.a]', eventTypes: ['order.paid'] })
    expect((await preview(id, { payload: { a: 1 } })).body.body).toBe('["order.paid",1]')
    expect((await preview(id, { payload: { a: 1 }, type: 'x', transform: null })).body.body).toBe('{"a":1}')
  })

  test('that fails says what failed', async () => {
    const { id } = await make()
    const failed = await preview<Problem>(id, { payload: { a: 't0ps' }, transform: 'payload.a + 1' })
    expect([failed.status, failed.body.code]).toEqual([422, 'transform_failed'])
    expect(failed.body.detail).toMatch(/T2001/)
    expect(failed.text).not.toContain('t0ps')
    const loop = await preview<Problem>(id, { transform: '($f := function($n) {$f($n + 1)}; $f(1))' })
    expect([loop.status, loop.body.detail]).toEqual([422, expect.stringContaining('took too long')])
  })

  test("of a stored event needs payloads:read; another tenant's, an erased and a nameless one are refused", async () => {
    const { id } = await make()
    const event = await posted()
    const key = await api.addKey(api.tenant.id, ['endpoints:write'])
    expect((await preview(id, { eventId: event.id }, key.secret)).status).toBe(403)
    expect((await preview(id, { payload: 1 }, key.secret)).status).toBe(200)
    const reader = await api.addKey(api.tenant.id, ['read', 'payloads:read'])
    expect((await preview(id, { payload: 1 }, reader.secret)).status).toBe(403)
    const stranger = await api.addTenant('preview-stranger')
    const theirs = await api.call<{ id: string }>('POST', '/v1/events', {
      body: { type: 'a', payload: 1 },
      as: stranger.key,
    })
    const unknown = await preview<Problem>(id, { eventId: theirs.body.id })
    expect([unknown.status, unknown.body.errors?.[0]?.pointer]).toEqual([422, '/eventId'])
    const mixed = await preview<Problem>(id, { eventId: event.id, payload: 1 })
    expect([mixed.status, mixed.body.errors?.[0]?.pointer]).toEqual([422, '/eventId'])
    await api.db.sql`update events set payload = null where tenant_id = ${api.tenant.id}`
    expect((await preview<Problem>(id, { eventId: event.id })).body.code).toBe('payload_erased')
  })
})

describe('a test send', () => {
  test('sends what a delivery would, and its signature is over that', async () => {
    const { id } = await make({ transform: '{"made": payload.a}', envelope: true, eventTypes: ['order.paid'] })
    const sent = await api.call<TestAttempt>('POST', `${path}/${id}/test`, { body: { payload: { a: 1 } } })
    expect(sent.body.outcome).toBe('delivered')
    const got = receiver.requests.at(-1)
    const body = got?.body.toString() ?? ''
    expect(body).toMatch(/^\{"id":"evt_\w+","type":"order.paid","timestamp":"[^"]+","data":\{"made":1\}\}$/)
    expect(sent.body.request.body).toBe(body)
    const { secret } = (await api.call<EndpointSecret>('GET', `${path}/${id}/secret`)).body
    const signed = `${got?.headers['webhook-id']}.${got?.headers['webhook-timestamp']}.${body}`
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    expect(got?.headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
  })

  test('sends nothing where the transform fails', async () => {
    const { id } = await make({ transform: 'payload.none' })
    const before = receiver.requests.length
    const sent = await api.refused('POST', `${path}/${id}/test`, { body: { payload: { a: 1 } } })
    expect([sent.status, sent.body.code]).toEqual([422, 'transform_failed'])
    expect(receiver.requests).toHaveLength(before)
  })
})
