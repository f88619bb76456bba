import type { Bulk, Delivery, Problem } from '@g5/contracts'
import { internalId } from '@g5/contracts'
import { type AttemptRecord, record } from '@g5/db'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())
beforeEach(async () => {
  await api.db.sql`truncate open_deliveries, settled_deliveries, bulks`
  await api.call('PUT', '/v1/webhooks/endpoints/e', { body: { url: 'http://127.0.0.1:8080/hook' } })
})

type State = 'pending' | 'queued' | 'held' | 'dead'

/** A delivery in a state. */
async function delivery(state: State): Promise<string> {
  const posted = await api.call<{ id: string }>('POST', '/v1/events', { body: { type: 'a', payload: {} } })
  const [row] = (await api.call<{ data: Delivery[] }>('GET', `/v1/webhooks/deliveries?eventId=${posted.body.id}`)).body
    .data
  if (!row) throw new Error('the event made no delivery')
  await api.db.sql`
    update open_deliveries set state = ${state}::text::open_state, step = 3, fence = 4,
        next_at = case ${state}::text when 'pending' then now() + interval '1 hour' when 'queued' then now() + interval '1 minute' end
      where id = ${internalId('delivery', row.id) ?? ''}`
  return row.id
}

const post = (path: string, body?: object, as?: string) =>
  api.call<Bulk & { matched: number; code?: Problem['code'] }>('POST', path, {
    ...(body && { body }),
    ...(as && { as }),
  })
const read = async (id: string) => (await api.call<Delivery>('GET', `/v1/webhooks/deliveries/${id}`)).body
const row = async (id: string) =>
  (await api.db.sql`select * from open_deliveries where id = ${internalId('delivery', id) ?? ''}`)[0]

/** A late answer to the hand-out of this fence. */
async function answered(id: string, fence: number, verdict: AttemptRecord['verdict']): Promise<string | undefined> {
  const deliveryId = internalId('delivery', id) ?? ''
  const attempt = { deliveryId, fence, verdict, waitMs: 0, reason: null, error: null, detail: null, status: 200 }
  const [recorded] = await record(api.db.sql, [
    { ...attempt, lane: 1, eventType: 'a', startedAgoMs: 1, durationMs: 1, timings: [], body: null, quiet: false },
  ])
  return recorded
}

describe('retrying one delivery', () => {
  test.each(['dead', 'held'] as const)('from %s starts its schedule anew', async (state) => {
    const id = await delivery(state)
    const retried = await post(`/v1/webhooks/deliveries/${id}/retry`)
    expect([retried.status, retried.body.status]).toEqual([202, 'pending'])
    expect(await row(id)).toMatchObject({ state: 'pending', step: 0, fence: 5, replay_fence: 5 })
  })

  test('that is pending means now, and counts on', async () => {
    const id = await delivery('pending')
    expect((await post(`/v1/webhooks/deliveries/${id}/retry`)).status).toBe(202)
    expect(await row(id)).toMatchObject({ state: 'pending', step: 3, fence: 4 })
    const [due] = await api.db.sql`select next_at <= now() as now from open_deliveries`
    expect(due?.['now']).toBe(true)
  })

  test('that is on its way is refused', async () => {
    const refused = await post(`/v1/webhooks/deliveries/${await delivery('queued')}/retry`)
    expect([refused.status, refused.body.code]).toEqual([409, 'already_queued'])
  })

  test('that was delivered or cancelled opens it again; a late answer from before settles nothing', async () => {
    const id = await delivery('queued')
    expect(await answered(id, 4, 'delivered')).toBe('delivered')
    expect((await post(`/v1/webhooks/deliveries/${id}/retry`)).status).toBe(202)
    expect(await read(id)).toMatchObject({ status: 'pending', attempts: 1 })
    expect(await answered(id, 3, 'delivered')).toBe('unchanged')
    expect((await post(`/v1/webhooks/deliveries/${id}/cancel`)).status).toBe(200)
    expect((await post(`/v1/webhooks/deliveries/${id}/retry`)).status).toBe(202)
    expect((await read(id)).status).toBe('pending')
  })

  test('twice at once opens it once', async () => {
    const id = await delivery('dead')
    await Promise.all([1, 2, 3].map(() => post(`/v1/webhooks/deliveries/${id}/retry`)))
    expect(await row(id)).toMatchObject({ state: 'pending', fence: 5 })
  })

  test('of a disabled endpoint, or without its payload, is refused', async () => {
    const id = await delivery('dead')
    await post('/v1/webhooks/endpoints/e/disable')
    expect((await post(`/v1/webhooks/deliveries/${id}/retry`)).body.code).toBe('endpoint_disabled')
    await post('/v1/webhooks/endpoints/e/enable')
    await api.db.sql`update events set payload = null`
    const gone = await post(`/v1/webhooks/deliveries/${id}/retry`)
    expect([gone.status, gone.body.code]).toEqual([410, 'payload_erased'])
  })
})

describe('ending one delivery', () => {
  test.each(['pending', 'queued', 'held', 'dead'] as const)('that is %s cancels it', async (state) => {
    const id = await delivery(state)
    const cancelled = await api.call<Delivery>('POST', `/v1/webhooks/deliveries/${id}/cancel`)
    expect([cancelled.status, cancelled.body.status, cancelled.body.reason]).toEqual([200, 'cancelled', 'cancelled'])
    expect(await read(id)).toMatchObject({ status: 'cancelled', reason: 'cancelled' })
    expect((await post(`/v1/webhooks/deliveries/${id}/cancel`)).body.code).toBe('not_open')
  })

  test('in flight makes its late success count for nothing', async () => {
    const id = await delivery('queued')
    await post(`/v1/webhooks/deliveries/${id}/cancel`)
    expect(await answered(id, 4, 'delivered')).toBe('unchanged')
    expect(await read(id)).toMatchObject({ status: 'cancelled', attempts: 1 })
  })

  test('as a dead letter discards it, once, for those who may', async () => {
    const id = await delivery('dead')
    const oncall = await api.addKey(api.tenant.id, ['deliveries:write'])
    expect((await api.call('DELETE', `/v1/webhooks/dlq/${id}`, { as: oncall.secret })).status).toBe(403)
    expect((await api.call('DELETE', `/v1/webhooks/dlq/${id}`)).status).toBe(204)
    expect(await read(id)).toMatchObject({ status: 'cancelled', reason: 'discarded' })
    expect((await api.refused('DELETE', `/v1/webhooks/dlq/${id}`)).body.code).toBe('not_dead')
  })
})

describe('a bulk', () => {
  const everything = { action: 'send', select: { status: ['dead', 'held'] } }

  test('says how many it will touch; a dry run says only that', async () => {
    await delivery('dead')
    await delivery('held')
    await delivery('pending')
    const counted = await post('/v1/webhooks/bulk', { ...everything, dryRun: true })
    expect([counted.status, counted.body]).toEqual([200, { matched: 2 }])
    const [audited] = await api.db.sql`select count(*)::int as n from audit_log where action like 'bulk.%'`
    const made = await post('/v1/webhooks/bulk', { ...everything, ratePerSecond: 5 })
    expect(made.status).toBe(202)
    expect(made.body).toMatchObject({ action: 'send', status: 'running', matched: 2, touched: 0, ratePerSecond: 5 })
    const [after] = await api.db.sql`select count(*)::int as n from audit_log where action like 'bulk.%'`
    expect(after?.['n']).toBe(audited?.['n'] + 1)
    const listed = await api.call<{ data: Bulk[] }>('GET', '/v1/webhooks/bulk')
    expect(listed.body.data).toEqual([made.body])
  })

  test('says what it touches, as it was asked for', async () => {
    const ids = [await delivery('dead'), await delivery('dead')]
    const from = '2026-01-31T00:00:00.000Z'
    const { body: endpoint } = await api.call<{ id: string }>('GET', '/v1/webhooks/endpoints/e')
    const narrow = { endpointId: 'e', type: 'a', reason: 'retries_exhausted', from, to: '2026-02-01T00:00:00.000Z' }
    for (const [asked, shown] of [
      [narrow, { ...narrow, endpointId: endpoint.id }],
      [{ ids }, { ids: 2, to: expect.any(String) }],
    ] as const) {
      const made = await post('/v1/webhooks/bulk', { action: 'send', select: { status: ['dead'], ...asked } })
      expect(made.body.select).toEqual({ status: ['dead'], ...shown })
    }
  })

  test('is paused, paced and stopped, and then no more', async () => {
    const { id } = (await post('/v1/webhooks/bulk', everything)).body
    const path = `/v1/webhooks/bulk/${id}`
    expect((await api.call('PATCH', path, { body: { paused: true } })).body).toMatchObject({ paused: true })
    expect((await api.call('PATCH', path, { body: { ratePerSecond: 2 } })).body).toMatchObject({
      ...{ paused: true, ratePerSecond: 2 },
    })
    expect((await api.call('PATCH', path, { body: { ratePerSecond: null } })).body).toMatchObject({
      ratePerSecond: null,
    })
    expect((await api.call('DELETE', path)).status).toBe(204)
    expect((await api.refused('DELETE', path)).body.code).toBe('not_running')
    expect((await api.refused('PATCH', path, { body: {} })).body.code).toBe('not_running')
    expect((await api.call<Bulk>('GET', path)).body.status).toBe('stopped')
  })

  test('of nothing in particular, or of what makes no sense, is refused by name', async () => {
    for (const [body, pointer] of [
      [{ action: 'send', select: {} }, '/select'],
      [{ action: 'send', select: { endpointId: 'e' } }, '/select'],
      [{ action: 'send', select: { missing: true } }, '/select/endpointId'],
      [{ action: 'cancel', select: { missing: true, endpointId: 'e' } }, '/select/missing'],
      [{ action: 'send', select: { status: ['dead'], endpointId: 'nobody' } }, '/select/endpointId'],
      [{ action: 'resend', select: { status: ['dead'] } }, '/action'],
    ] as const) {
      const refused = await api.refused('POST', '/v1/webhooks/bulk', { body })
      expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, pointer])
    }
  })

  test('that erases needs the scope for it', async () => {
    const oncall = await api.addKey(api.tenant.id, ['deliveries:write'])
    for (const action of ['discard', 'expunge'])
      expect((await post('/v1/webhooks/bulk', { ...everything, action }, oncall.secret)).status).toBe(403)
  })

  test('of the deployment may touch all tenants, and a tenant does not see it', async () => {
    await delivery('dead')
    const made = await post('/v1/webhooks/bulk', everything, api.operatorKey)
    expect([made.status, made.body.matched]).toEqual([202, 1])
    expect((await api.call<{ data: Bulk[] }>('GET', '/v1/webhooks/bulk')).body.data).toEqual([])
  })
})

describe('bulks by another name', () => {
  test('all dead letters that match are replayed', async () => {
    await delivery('dead')
    await delivery('held')
    expect((await post('/v1/webhooks/dlq/replay', { select: {}, dryRun: true })).body).toEqual({ matched: 1 })
    const made = await post('/v1/webhooks/dlq/replay', { select: { endpointId: 'e', type: 'a' }, ratePerSecond: 10 })
    expect([made.status, made.body.matched, made.body.action]).toEqual([202, 1, 'send'])
  })

  test('an endpoint recovers, and gets what it is missing, over a window', async () => {
    await delivery('dead')
    const from = new Date(Date.now() - 3_600_000).toISOString()
    expect((await post('/v1/webhooks/endpoints/e/recover', { from, dryRun: true })).body).toEqual({ matched: 1 })
    expect((await post('/v1/webhooks/endpoints/e/recover', { from })).body).toMatchObject({ matched: 1 })
    await api.call('PUT', '/v1/webhooks/endpoints/late', { body: { url: 'http://127.0.0.1:8080/late' } })
    const missing = await post('/v1/webhooks/endpoints/late/replay-missing', { from, dryRun: true })
    expect(missing.body.matched).toBeGreaterThan(0)
    await post('/v1/webhooks/endpoints/late/disable')
    expect((await post('/v1/webhooks/endpoints/late/recover', { from })).body.code).toBe('endpoint_disabled')
    await api.call('DELETE', '/v1/webhooks/endpoints/late')
  })

  test('what is held stays held when its endpoint is enabled, unless it is to be released', async () => {
    await delivery('held')
    await post('/v1/webhooks/endpoints/e/disable')
    const enabled = await api.call<{ released?: Bulk }>('POST', '/v1/webhooks/endpoints/e/enable')
    expect(enabled.body.released).toBeUndefined()
    const releasing = await api.call<{ released?: Bulk }>('POST', '/v1/webhooks/endpoints/e/enable', {
      body: { releaseHeld: true, ratePerSecond: 3 },
    })
    expect(releasing.body.released).toMatchObject({ action: 'send', matched: 1, ratePerSecond: 3 })
  })
})
