import { type DeliveryDetail, internalId } from '@g5/contracts'
import { deliveryId } from '@g5/core'
import { record } from '@g5/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let endpointId: string
beforeAll(async () => {
  api = await testApi()
  const body = { url: 'http://127.0.0.1:8080/hook' }
  const made = await api.call<{ id: string }>('POST', '/v1/webhooks/endpoints', { body })
  endpointId = internalId('endpoint', made.body.id) ?? ''
})
afterAll(() => api.close())

/** An event, and its one delivery, handed out. */
async function posted(): Promise<{ id: string; event: string; delivery: string }> {
  const { body } = await api.call<{ id: string }>('POST', '/v1/events', {
    body: { type: 'a', payload: { iban: 'DE' } },
  })
  const event = internalId('event', body.id) ?? ''
  const delivery = deliveryId(event, endpointId)
  await api.db.sql`update open_deliveries set state = 'queued', fence = 1, next_at = now() + interval '1 minute'
                   where id = ${delivery}`
  return { id: body.id, event, delivery }
}

function answered(deliveryId: string, verdict: 'delivered' | 'retry', fence = 1) {
  const attempt = { deliveryId, fence, verdict, waitMs: 60_000, status: verdict === 'delivered' ? 200 : 500 }
  const error = verdict === 'delivered' ? null : ('http_server_error' as const)
  const body = Buffer.from('thank you, DE')
  const about = { reason: null, error, detail: null, body, quiet: false, lane: 1, eventType: 'a' }
  return record(api.db.sql, [{ ...attempt, ...about, startedAgoMs: 2, durationMs: 1, timings: [null, null, null, 1] }])
}

const erase = (id: string, as = api.tenant.key) => api.call('DELETE', `/v1/events/${id}/payload`, { as })

async function bodies(delivery: string): Promise<(Buffer | null)[]> {
  const rows = await api.db.sql<{ body: Buffer | null }[]>`
    select body from attempts where delivery_id = ${delivery} order by fence`
  return rows.map(({ body }) => body)
}

test('erases the payload and the stored answers, once, and says so in the audit log', async () => {
  const { id, event, delivery } = await posted()
  await answered(delivery, 'delivered')
  expect(await bodies(delivery)).toEqual([Buffer.from('thank you, DE')])
  expect((await erase(id)).status).toBe(204)
  expect(await bodies(delivery)).toEqual([null])
  const { body } = await api.call('GET', `/v1/events/${id}`)
  expect(body).toMatchObject({ id, type: 'a' })
  expect(body).not.toHaveProperty('payload')
  expect((await erase(id)).status).toBe(404)
  const [audit] = await api.db.sql`select * from audit_log where target_id = ${event}`
  expect(audit).toMatchObject({ action: 'event.payload_erased', changes: { cancelled: 0 } })
})

test('cancels what is open, whatever its status', async () => {
  const { id, delivery } = await posted()
  await answered(delivery, 'retry')
  await erase(id)
  const { body } = await api.call<{ data: DeliveryDetail[] }>('GET', `/v1/webhooks/deliveries?eventId=${id}`)
  expect(body.data).toMatchObject([{ status: 'cancelled', reason: 'payload_erased', attempts: 1 }])
  const path = `/v1/webhooks/deliveries/${body.data[0]?.id}/retry`
  expect((await api.refused('POST', path)).body.code).toBe('payload_erased')
})

test('what a receiver answers to an attempt that was in flight is not stored', async () => {
  const { id, delivery } = await posted()
  await erase(id)
  await answered(delivery, 'retry')
  expect(await bodies(delivery)).toEqual([null])
})

test('nor what it answers to one that was in flight when the delivery had ended before', async () => {
  const { id, delivery } = await posted()
  await answered(delivery, 'delivered', 1)
  await erase(id)
  await answered(delivery, 'retry', 2)
  expect(await bodies(delivery)).toEqual([null, null])
})

test('nor what it answers while the erasing is under way', async () => {
  const { id, delivery } = await posted()
  await answered(delivery, 'delivered', 1)
  const { promise: locked, resolve } = Promise.withResolvers<void>()
  const { promise: recorded, resolve: go } = Promise.withResolvers<void>()
  const holding = api.db.sql.begin(async (tx) => {
    await tx`update events set payload = null where id = ${internalId('event', id) ?? ''}`
    resolve()
    await recorded
  })
  await locked
  const late = answered(delivery, 'retry', 2)
  await expect
    .poll(async () => {
      const [row] = await api.db.sql`
        select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and query like '%known as%'
          and datname = current_database()`
      return row?.['n']
    })
    .toBe(1)
  go()
  await Promise.all([holding, late])
  expect((await bodies(delivery))[1]).toBeNull()
})

test('needs the scope for it, and the event to be the tenant’s own', async () => {
  const { id } = await posted()
  const { secret } = await api.addKey(api.tenant.id, ['read', 'events:write'])
  expect((await erase(id, secret)).status).toBe(403)
  expect((await erase(id, (await api.addTenant('other')).key)).status).toBe(404)
  const [row] = await api.db.sql`select payload from events where id = ${internalId('event', id) ?? ''}`
  expect(row?.['payload']).toBe('{"iban":"DE"}')
})
