import { deliveryId } from '@g5/core'
import { lockEndpoint } from '@g5/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

interface Posted {
  id: string
  type: string
  createdAt: string
  deliveries: number
}

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const post = (raw: string, headers: Record<string, string> = {}, as?: string) =>
  api.call<Posted>('POST', '/v1/events', { raw, headers, ...(as && { as }) })

async function addEndpoint(over: Record<string, unknown>, as?: string): Promise<string> {
  const body = { url: 'http://127.0.0.1:8080/hook', ...over }
  const made = await api.call<{ id: string }>('POST', '/v1/webhooks/endpoints', { body, ...(as && { as }) })
  expect(made.status).toBe(201)
  return made.body.id
}

const countsOf = async (id: string) =>
  (await api.call<{ deliveries: Record<string, number> }>('GET', `/v1/events/${id}`)).body.deliveries

test('what was answered with 202 is in the database, byte for byte as it was written', async () => {
  const payload = '{ "z" :12345678901234567890,"a":1.10,"s":"\\u0000\\u00e9\\/","e":1e2,\n\t"n":{"payload":[]} }'
  const posted = await post(`{"payload":${payload}\n,"type":"bytes.kept"}`)
  expect(posted.status).toBe(202)
  expect(posted.body).toMatchObject({ type: 'bytes.kept', deliveries: 0 })
  const [row] = await api.db.sql`select payload from events where type = 'bytes.kept'`
  expect(row?.['payload']).toBe(payload)
  const shown = await api.call('GET', `/v1/events/${posted.body.id}`)
  expect(shown.text).toContain(`"payload":${payload}`)
})

test('a payload nested a hundred thousand deep is taken and shown', async () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  const posted = await post(`{"type":"deep","payload":${deep}}`)
  expect(posted.status).toBe(202)
  const shown = await api.server.inject({
    url: `/v1/events/${posted.body.id}`,
    headers: { authorization: `Bearer ${api.tenant.key}` },
  })
  expect(shown.statusCode).toBe(200)
  expect(shown.payload).toContain(deep)
})

test('each kind of JSON is a payload, null too, but nothing at all is none', async () => {
  for (const payload of ['null', '0', '""', '[]', 'false'])
    expect((await post(`{"type":"a","payload":${payload}}`)).status).toBe(202)
  const missing = await api.refused('POST', '/v1/events', { body: { type: 'a' } })
  expect(missing.body).toMatchObject({ status: 422, errors: [{ pointer: '/payload', detail: 'is required' }] })
})

test('only the endpoints that want an event get it', async () => {
  const tenant = await api.addTenant('matching')
  const invoices = await addEndpoint({ eventTypes: ['invoice.*'], uid: 'invoices' }, tenant.key)
  await addEndpoint({ channels: ['eu'] }, tenant.key)
  await addEndpoint({ eventTypes: ['other'] }, tenant.key)
  const body = (over: object) => JSON.stringify({ type: 'invoice.paid', payload: {}, ...over })
  const deliveries = async (over: object) => (await post(body(over), {}, tenant.key)).body.deliveries
  expect(await deliveries({})).toBe(1)
  expect(await deliveries({ channels: ['eu', 'us'] })).toBe(2)
  expect(await deliveries({ channels: ['eu'], endpointIds: [invoices] })).toBe(1)
  expect(await deliveries({ channels: ['eu'], endpointIds: ['invoices'] })).toBe(1)
  expect(await deliveries({ type: 'nothing', endpointIds: ['invoices'] })).toBe(0)
})

test('an endpoint that is named must be one, and one that was made a moment ago is', async () => {
  const tenant = await api.addTenant('naming')
  await post('{"type":"a","payload":1}', {}, tenant.key)
  const refused = await post('{"type":"a","payload":1,"endpointIds":["nobody"]}', {}, tenant.key)
  expect(refused.body).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/endpointIds/0' }] })
  await addEndpoint({ uid: 'nobody' }, tenant.key)
  const accepted = await post('{"type":"a","payload":1,"endpointIds":["nobody"]}', {}, tenant.key)
  expect(accepted.body).toMatchObject({ deliveries: 1 })
})

test('an event posted after the answer to a change of an endpoint obeys that change', async () => {
  const tenant = await api.addTenant('changing')
  const id = await addEndpoint({ eventTypes: ['a'] }, tenant.key)
  const one = () => post('{"type":"a","payload":1}', {}, tenant.key)
  const change = (body: object) =>
    api.call('PATCH', `/v1/webhooks/endpoints/${id}`, { body, as: tenant.key }).then(({ status }) => status)
  expect((await one()).body.deliveries).toBe(1)
  for (let round = 0; round < 5; round++) {
    expect(await change({ eventTypes: ['b'] })).toBe(200)
    expect((await one()).body.deliveries).toBe(0)
    expect(await change({ eventTypes: ['a'] })).toBe(200)
    expect((await one()).body.deliveries).toBe(1)
  }
})

test('an event gets in although its endpoints never stop changing, and matches what they then are', async () => {
  const tenant = await api.addTenant('restless')
  const id = await addEndpoint({}, tenant.key)
  let restless = true
  const changing = (async () => {
    while (restless) {
      const body = { metadata: { at: String(performance.now()) } }
      await api.call('PATCH', `/v1/webhooks/endpoints/${id}`, { body, as: tenant.key })
    }
  })()
  const posted = await Promise.all(Array.from({ length: 40 }, () => post('{"type":"a","payload":1}', {}, tenant.key)))
  restless = false
  await changing
  expect(posted.map(({ status, body }) => [status, body.deliveries])).toEqual(posted.map(() => [202, 1]))
})

test('an event does not wait for a change of its endpoints that has not been answered yet', async () => {
  const tenant = await api.addTenant('held-still')
  await addEndpoint({ uid: 'e' }, tenant.key)
  await post('{"type":"a","payload":1}', {}, tenant.key)
  const posted = await api.db.orm.transaction(async (tx) => {
    await lockEndpoint(tx, tenant.id, { uid: 'e' })
    return post('{"type":"a","payload":1}', {}, tenant.key) // Commits before the change does.
  })
  expect(posted.body.deliveries).toBe(1)
})

test('what is for a disabled endpoint is born held', async () => {
  const tenant = await api.addTenant('holding')
  await addEndpoint({ enabled: false }, tenant.key)
  const { body } = await post('{"type":"a","payload":1}', {}, tenant.key)
  const counts = (await api.call<{ deliveries: object }>('GET', `/v1/events/${body.id}`, { as: tenant.key })).body
  expect(counts.deliveries).toMatchObject({ held: 1, pending: 0, queued: 0 })
})

test('the same uid and body again answers with the first event; another body is a conflict', async () => {
  await addEndpoint({ eventTypes: ['dedup'] })
  const body = '{"type":"dedup","payload":1,"uid":"order-1"}'
  const first = await post(body)
  const again = await post(body)
  expect(again.body).toEqual(first.body)
  expect(first.headers['idempotent-replayed']).toBeUndefined()
  expect(again.headers['idempotent-replayed']).toBe('true')
  const other = await api.refused('POST', '/v1/events', { raw: '{"type":"dedup","payload":2,"uid":"order-1"}' })
  expect([other.status, other.body.code]).toEqual([409, 'event_uid_conflict'])
  const ofAnotherTenant = await api.addTenant('dedup')
  expect((await post(body, {}, ofAnotherTenant.key)).body.id).not.toBe(first.body.id)
})

test('an Idempotency-Key stands for a missing uid; another body is a mistake', async () => {
  const key = { 'idempotency-key': 'k-1' }
  const first = await post('{"type":"dedup","payload":1}', key)
  const again = await post('{"type":"dedup","payload":1}', key)
  expect(again.body).toEqual(first.body)
  expect(again.headers['idempotent-replayed']).toBe('true')
  const other = await api.refused('POST', '/v1/events', { raw: '{"type":"dedup","payload":2}', headers: key })
  expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
  const asUid = await post('{"type":"dedup","payload":1,"uid":"k-1"}')
  expect(asUid.body.id).not.toBe(first.body.id)
})

test('of forty twins at once one is the first, and all answer with it', async () => {
  const twins = await Promise.all(Array.from({ length: 40 }, () => post('{"type":"dedup","payload":1,"uid":"twins"}')))
  expect(new Set(twins.map(({ body }) => body.id)).size).toBe(1)
  expect(twins.filter(({ headers }) => headers['idempotent-replayed'] !== 'true')).toHaveLength(1)
  const [count] = await api.db.sql`select count(*)::int as n from events where uid = 'twins'`
  expect(count?.['n']).toBe(1)
})

test('a batch takes each item or refuses it by itself', async () => {
  const tooLarge = JSON.stringify('x'.repeat(262_144))
  const raw = `{"events":[
    {"type":"batch.a","payload":{"n":1.10}}, {"type":"g5.own","payload":1}, {"type":"batch.a","payload":1,"payload":2},
    "nothing", {"type":"batch.a","payload":${tooLarge}}, {"type":"batch.a","payload":3,"uid":"batch-1"},
    {"type":"batch.a","payload":4,"uid":"batch-1"}, {"type":"batch.a","payload":3,"uid":"batch-1"},
    {"type":"batch.a","payload":1,"endpointIds":["nobody"]}, {"type":"batch.a","payload":1,"colour":"red"}]}`
  const { status, body } = await api.call<{
    results: { id?: string; problem?: { code: string; errors?: object[] } }[]
  }>('POST', '/v1/events/batch', { raw })
  expect(status).toBe(202)
  const { results } = body
  expect(results.map(({ id, problem }) => (id ? 'taken' : problem?.code))).toEqual([
    'taken',
    'validation_failed',
    'validation_failed',
    'validation_failed',
    'payload_too_large',
    'taken',
    'event_uid_conflict',
    'taken',
    'validation_failed',
    'validation_failed',
  ])
  expect(results[7]?.id).toBe(results[5]?.id)
  expect(results[9]?.problem?.errors).toEqual([{ pointer: '/events/9/colour', detail: 'is not known here' }])
  const shown = await api.call('GET', `/v1/events/${results[0]?.id}`)
  expect(shown.text).toContain('"payload":{"n":1.10}')
  expect(await countsOf(results[0]?.id ?? '')).toMatchObject({ pending: 0 })
})

test('a thousand events in one batch are all taken; one more is too many', async () => {
  const events = Array.from({ length: 1_000 }, (_, n) => ({ type: 'many', payload: { n } }))
  const { body } = await api.call<{ results: { id: string }[] }>('POST', '/v1/events/batch', { body: { events } })
  expect(new Set(body.results.map(({ id }) => id)).size).toBe(1_000)
  const over = await api.refused('POST', '/v1/events/batch', { body: { events: [...events, events[0]] } })
  expect(over.body).toMatchObject({ status: 422, errors: [{ pointer: '/events' }] })
})

test('an event of a suspended tenant is refused, and taken again once it is active', async () => {
  const tenant = await api.addTenant('suspended')
  const one = () => post('{"type":"a","payload":1}', {}, tenant.key)
  expect((await one()).status).toBe(202)
  await api.db
    .sql`update tenants set status = 'suspended', endpoints_version = endpoints_version + 1 where id = ${tenant.id}`
  expect((await one()).body).toMatchObject({ code: 'tenant_suspended' })
  await api.db
    .sql`update tenants set status = 'active', endpoints_version = endpoints_version + 1 where id = ${tenant.id}`
  expect((await one()).status).toBe(202)
})

test('a payload over the limit is refused by its own size, whatever else is in the body', async () => {
  const exactly = (bytes: number) => JSON.stringify('é'.repeat((bytes - 2) / 2))
  expect((await post(`{"type":"a","payload":${exactly(262_144)}}`)).status).toBe(202)
  const over = await post(`{"type":"a","payload":${exactly(262_146)}}`)
  expect(over.body).toMatchObject({ status: 413, code: 'payload_too_large' })
  const far = await post(`{"type":"a","payload":${exactly(2_000_000)}}`)
  expect(far.body).toMatchObject({ status: 413, code: 'payload_too_large' })
})

test('a trace goes on from the traceparent of the request, and always exists', async () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  const given = await post('{"type":"a","payload":1}', { traceparent: `00-${traceId}-00f067aa0ba902b7-01` })
  const own = await post('{"type":"a","payload":1}', { traceparent: 'nonsense', 'x-request-id': 'mine-1' })
  expect((await api.call('GET', `/v1/events/${given.body.id}`)).body['traceId']).toBe(traceId)
  const shown = (await api.call('GET', `/v1/events/${own.body.id}`)).body
  expect(shown['traceId']).toMatch(/^[0-9a-f]{32}$/)
  expect(shown['requestId']).toBe('mine-1')
})

test('while the door is open a delivery goes straight to the queue', async () => {
  const tenant = await api.addTenant('direct')
  const endpoint = await addEndpoint({}, tenant.key)
  await api.openDoor()
  const { body } = await post('{"type":"a","payload":1}', {}, tenant.key)
  await api.drain()
  const [delivery] = await api.db.sql`select id, event_id, endpoint_id, state, fence from open_deliveries
    where tenant_id = ${tenant.id}`
  expect(delivery).toMatchObject({ state: 'queued', fence: 1 })
  expect(delivery?.['id']).toBe(deliveryId(delivery?.['event_id'], delivery?.['endpoint_id']))
  const health = await api.call<{ queue: { waiting: Record<string, number> } }>('GET', '/v1/health')
  expect(health.body.queue.waiting['webhooks']).toBe(1)
  expect([body.deliveries, endpoint]).toEqual([1, expect.stringMatching(/^ep_/)])
})
