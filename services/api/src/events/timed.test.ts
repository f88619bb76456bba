import type { BatchResults, EventDetail } from '@g5/contracts'
import { elapse } from '@g5/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
const post = (over: object, as?: string) =>
  api.call<{ id: string }>('POST', '/v1/events', { body: { type: 'a.b', payload: {}, ...over }, ...(as && { as }) })
const refused = (over: object) => api.refused('POST', '/v1/events', { body: { type: 'a.b', payload: {}, ...over } })

async function endpoint(over: object = {}, as?: string): Promise<string> {
  const body = { url: 'http://127.0.0.1:8080/hook', ...over }
  return (await api.call<{ id: string }>('POST', '/v1/webhooks/endpoints', { body, ...(as && { as }) })).body.id
}

interface Row {
  id: string
  state: string
  late: number | null
  seq: number | null
}

/** Open deliveries of a tenant, and by how many seconds they miss the moment at which they should be due. */
const rowsOf = (tenantId: string, due: string) => api.db.sql<Row[]>`
  select id, state, extract(epoch from next_at - ${due}::text::timestamptz)::float8 as late, seq::int as seq
    from open_deliveries where tenant_id = ${tenantId} order by id`

test('what is to be delivered later waits for its moment, however idle all is, and the answer shows it', async () => {
  const tenant = await api.addTenant('later')
  await endpoint({ retrySchedule: [7] }, tenant.key)
  await api.openDoor()
  const [deliverAt, expiresAt] = [inSeconds(3 * 86_400), inSeconds(4 * 86_400)]
  const { body } = await post({ deliverAt, expiresAt }, tenant.key)
  const [row] = await rowsOf(tenant.id, deliverAt)
  expect(row).toMatchObject({ state: 'pending', late: 7 })
  const shown = (await api.call<EventDetail>('GET', `/v1/events/${body.id}`, { as: tenant.key })).body
  expect(shown).toMatchObject({ deliverAt, expiresAt })
  const listed = await api.call<{ data: EventDetail[] }>('GET', '/v1/events', { as: tenant.key })
  expect(listed.body.data[0]).toMatchObject({ deliverAt, expiresAt })
})

test('an event without times has none, and goes at once as before, in a batch with one that has', async () => {
  const tenant = await api.addTenant('mixed')
  await endpoint({}, tenant.key)
  await api.openDoor()
  const deliverAt = inSeconds(600)
  const events = [
    { type: 'now', payload: 1 },
    { type: 'later', payload: 2, deliverAt },
    { type: 'just.past', payload: 3, deliverAt: inSeconds(-30) },
  ]
  const { body } = await api.call<BatchResults>('POST', '/v1/events/batch', { body: { events }, as: tenant.key })
  expect(body.results.map((result) => 'id' in result)).toEqual([true, true, true])
  const rows = await rowsOf(tenant.id, deliverAt)
  const late = rows.filter(({ late }) => late === 0)
  expect(late).toMatchObject([{ state: 'pending' }])
  expect(rows.filter(({ state }) => state === 'queued')).toHaveLength(2)
  const [first] = body.results
  const shown = await api.call<EventDetail>('GET', `/v1/events/${first && 'id' in first ? first.id : ''}`, {
    as: tenant.key,
  })
  expect(shown.body).toMatchObject({ deliverAt: null, expiresAt: null })
})

test('a moment that can not be is refused with its pointer, in a batch too', async () => {
  expect((await refused({ deliverAt: inSeconds(-90) })).body).toMatchObject({
    status: 422,
    errors: [{ pointer: '/deliverAt' }],
  })
  expect((await refused({ deliverAt: 'tomorrow' })).body).toMatchObject({ errors: [{ pointer: '/deliverAt' }] })
  expect((await refused({ expiresAt: inSeconds(-1) })).body).toMatchObject({ errors: [{ pointer: '/expiresAt' }] })
  const both = await refused({ deliverAt: inSeconds(60), expiresAt: inSeconds(30) })
  expect(both.body).toMatchObject({ errors: [{ pointer: '/expiresAt', detail: 'must be later than deliverAt' }] })
  const events = [{ type: 'a', payload: 1, expiresAt: inSeconds(400 * 86_400) }]
  const { body } = await api.call<BatchResults>('POST', '/v1/events/batch', { body: { events } })
  expect(body.results).toMatchObject([{ problem: { status: 422, errors: [{ pointer: '/events/0/expiresAt' }] } }])
})

test('at a strict endpoint what is for later takes no place in the order', async () => {
  const tenant = await api.addTenant('ordered')
  await endpoint({ ordering: 'strict' }, tenant.key)
  const deliverAt = inSeconds(600)
  await post({ deliverAt }, tenant.key)
  await post({}, tenant.key)
  const [later, now] = await rowsOf(tenant.id, deliverAt)
  expect(later).toMatchObject({ late: 0, seq: null })
  expect(now?.seq).toBeGreaterThan(0)
})

test('what is held, replayed or made up for does not leave before its moment, and what waits goes when it is told to', async () => {
  const tenant = await api.addTenant('held')
  const id = await endpoint({ enabled: false }, tenant.key)
  const deliverAt = inSeconds(600)
  await post({ deliverAt }, tenant.key)
  const call = (method: string, path: string, body?: object) =>
    api.call(method, path, { as: tenant.key, ...(body && { body }) })
  await call('POST', `/v1/webhooks/endpoints/${id}/enable`)
  const [held] = await api
    .call<{ data: { id: string }[] }>('GET', '/v1/webhooks/deliveries', { as: tenant.key })
    .then(({ body }) => body.data)
  const retried = await call('POST', `/v1/webhooks/deliveries/${held?.id}/retry`)
  expect([retried.status, retried.body['nextAttemptAt']]).toEqual([202, deliverAt])
  expect(await rowsOf(tenant.id, deliverAt)).toMatchObject([{ state: 'pending', late: 0 }])
  await call('POST', `/v1/webhooks/deliveries/${held?.id}/cancel`)
  expect((await call('POST', `/v1/webhooks/deliveries/${held?.id}/retry`)).status).toBe(202)
  expect(await rowsOf(tenant.id, deliverAt)).toMatchObject([{ state: 'pending', late: 0 }])
  expect((await call('POST', `/v1/webhooks/deliveries/${held?.id}/retry`)).status).toBe(202)
  const [told] = await rowsOf(tenant.id, deliverAt)
  expect(told?.late).toBeLessThan(-500)
})

test('what has expired can not be sent again: 410', async () => {
  const tenant = await api.addTenant('expired')
  await endpoint({}, tenant.key)
  await post({ expiresAt: inSeconds(60) }, tenant.key)
  await api.db.sql`update open_deliveries set state = 'dead', next_at = null where tenant_id = ${tenant.id}`
  const { body } = await api.call<{ data: { id: string }[] }>('GET', '/v1/webhooks/dlq', { as: tenant.key })
  const id = body.data[0]?.id
  await elapse(api.db.sql, 61)
  for (const path of [`/v1/webhooks/dlq/${id}/replay`, `/v1/webhooks/deliveries/${id}/retry`]) {
    const answer = await api.refused('POST', path, { as: tenant.key })
    expect([answer.status, answer.body.code]).toEqual([410, 'event_expired'])
  }
})

test('a time of its own lies within the days that events are kept, as they are set', async () => {
  const [within, beyond] = [inSeconds(89 * 86_400), inSeconds(91 * 86_400)]
  expect((await post({ deliverAt: within })).status).toBe(202)
  expect((await refused({ deliverAt: beyond })).body).toMatchObject({
    errors: [{ pointer: '/deliverAt', detail: 'lies later than events are kept: 90 days' }],
  })
  const short = await testApi({ env: { EVENT_RETENTION_DAYS: '7' } })
  try {
    const body = { type: 'a.b', payload: {}, expiresAt: inSeconds(8 * 86_400) }
    expect((await short.refused('POST', '/v1/events', { body })).body).toMatchObject({ code: 'validation_failed' })
  } finally {
    await short.close()
  }
})
