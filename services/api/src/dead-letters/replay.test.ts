import { type Delivery, publicId } from '@g5/contracts'
import { uuidv7 } from '@g5/core'
import { listenForWakes, record, type Wake } from '@g5/db'
import { until } from '@g5/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
  await api.call('POST', '/v1/webhooks/endpoints', { body: { url: 'http://127.0.0.1:8080/hook', uid: 'e' } })
})
afterAll(() => api.close())

/** An event whose delivery came to its end. */
async function deadLetter(): Promise<{ id: string; delivery: string; event: string }> {
  const posted = await api.call<{ id: string }>('POST', '/v1/events', { body: { type: 'a', payload: {} } })
  const listed = await api.call<{ data: Delivery[] }>('GET', `/v1/webhooks/deliveries?eventId=${posted.body.id}`)
  const [delivery] = listed.body.data
  const [row] = await api.db.sql`
    update open_deliveries set state = 'queued', fence = fence + 1, next_at = now() + interval '1 minute'
      where id = (select id from open_deliveries order by id desc limit 1) returning id, fence, lane`
  await record(api.db.sql, [
    {
      ...{ deliveryId: row?.['id'], fence: row?.['fence'], lane: row?.['lane'], eventType: 'a' },
      ...{ verdict: 'dead', waitMs: 0, reason: 'retries_exhausted' },
      ...{ error: 'http_server_error', detail: null, status: 500, startedAgoMs: 12, durationMs: 12 },
      ...{ timings: [null, null, null, 1], body: null, quiet: false },
    },
  ])
  return { id: row?.['id'], delivery: delivery?.id ?? '', event: posted.body.id }
}

const replay = (id: string, headers = {}) =>
  api.call<Omit<Delivery, 'status'> & { status: string | number; code?: string }>(
    'POST',
    `/v1/webhooks/dlq/${id}/replay`,
    { headers },
  )

test('a dead letter is listed and read with its attempts, until it is replayed', async () => {
  const { delivery, event } = await deadLetter()
  const listed = await api.call<{ data: Delivery[] }>('GET', '/v1/webhooks/dlq?endpointId=e&reason=retries_exhausted')
  expect(listed.body.data[0]).toMatchObject({
    id: delivery,
    eventId: event,
    status: 'dead',
    eventType: 'a',
    attempts: 1,
  })
  const read = await api.call('GET', `/v1/webhooks/dlq/${delivery}`)
  expect(read.body).toMatchObject({
    ...{ status: 'dead', reason: 'retries_exhausted', errorCode: 'http_server_error', nextAttemptAt: null },
    log: [{ number: 1, outcome: 'failed', status: 500, durationMs: 12 }],
  })
  const replayed = await replay(delivery)
  expect([replayed.status, replayed.body.status, replayed.body.reason]).toEqual([202, 'pending', null])
  expect((await api.call('GET', `/v1/webhooks/dlq/${delivery}`)).status).toBe(404)
  const after = await api.call<Delivery>('GET', `/v1/webhooks/deliveries/${delivery}`)
  expect(after.body).toMatchObject({ status: 'pending', attempts: 1 })
})

test('of people who replay at once one does, and one audit row says who', async () => {
  const { id, delivery } = await deadLetter()
  const answers = await Promise.all([1, 2, 3, 4].map(() => replay(delivery)))
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409])
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('not_dead')
  const audits = await api.db.sql`select action, actor_name from audit_log where target_id = ${id}`
  expect(audits).toEqual([{ action: 'dead_letter.replayed', actor_name: 'test' }])
})

test('the dispatcher is told, after the commit', async () => {
  const heard: Wake[] = []
  const { promise: listening, resolve } = Promise.withResolvers<void>()
  const listener = await listenForWakes(api.db.sql, (wakes) => heard.push(...wakes), resolve)
  await listening
  const { delivery } = await deadLetter()
  heard.length = 0
  await replay(delivery)
  await until(() => heard.some(({ kind }) => kind === 'due'), { what: 'a word to the dispatcher' })
  await listener.stop()
})

test('what can not be sent is not replayed, and the reason is said', async () => {
  const erased = await deadLetter()
  await api.db
    .sql`update events set payload = null where id = (select event_id from open_deliveries where id = ${erased.id})`
  expect((await replay(erased.delivery)).body).toMatchObject({ status: 410, code: 'payload_erased' })
  const held = await deadLetter()
  await api.call('POST', '/v1/webhooks/endpoints/e/disable')
  expect((await replay(held.delivery)).body).toMatchObject({ status: 409, code: 'endpoint_disabled' })
  await api.call('POST', '/v1/webhooks/endpoints/e/enable')
  expect((await replay(publicId('delivery', uuidv7(Date.now())))).status).toBe(404)
})

test('an Idempotency-Key makes a replay that is asked for twice one replay, with one answer', async () => {
  const { delivery } = await deadLetter()
  const first = await replay(delivery, { 'idempotency-key': 'replay-1' })
  const again = await replay(delivery, { 'idempotency-key': 'replay-1' })
  expect([first.status, again.status]).toEqual([202, 202])
  expect(again.body).toEqual(first.body)
})

test('what is past retention is not sent again: 410, while it can still be read', async () => {
  const { id, delivery } = await deadLetter()
  await api.db.sql`update retained_from set id = (
    select (left(${id}::text, 13) || '-ffff-ffff-ffffffffffff')::uuid)`
  for (const path of [`dlq/${delivery}/replay`, `deliveries/${delivery}/retry`])
    expect((await api.refused('POST', `/v1/webhooks/${path}`)).body).toMatchObject({
      status: 410,
      code: 'past_retention',
    })
  const stranger = await api.addTenant('stranger-to-the-old')
  expect((await api.refused('POST', `/v1/webhooks/dlq/${delivery}/replay`, { as: stranger.key })).status).toBe(404)
  expect((await api.call('GET', `/v1/webhooks/dlq/${delivery}`)).status).toBe(200)
  expect((await api.call('DELETE', `/v1/webhooks/dlq/${delivery}`)).status).toBe(204)
  await api.db.sql`update retained_from set id = '00000000-0000-0000-0000-000000000000'`
})
