import { isDeepStrictEqual } from 'node:util'
import { publicId } from '@g5/contracts'
import { insertMissing, nextMissing, wantingEndpoint } from '@g5/db'
import { createLogger } from '@g5/telemetry'
import { behaviours, elapse, until } from '@g5/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Engine, startEngine, type Tenant } from '../test/engine.ts'
import { expireEvents } from './maintenance/event-expiry.ts'

let engine: Engine
let tenant: Tenant
beforeEach(async () => {
  engine = await startEngine(undefined, { RETRY_SCHEDULE: '0,3600,3600' })
  tenant = await engine.tenant()
})
afterEach(() => engine.close())

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
const log = createLogger({ service: 'worker', level: 'fatal' })
const expire = () => expireEvents({ sql: engine.sql, waker: { wake() {} }, log })
const reasons = async () =>
  (await engine.sql<{ reason: string | null }[]>`select reason from settled_deliveries order by id`).map(
    ({ reason }) => reason,
  )
const counts = (wanted: Record<string, number>, what: string) =>
  until(async () => isDeepStrictEqual(await engine.counts(), wanted), { what })

test('what is for later leaves when its time has come, and not before', async () => {
  const endpoint = await tenant.endpoint('/hook')
  await endpoint.post({ deliverAt: inSeconds(600) })
  await endpoint.post()
  await engine.startWorker()
  await counts({ delivered: 1, pending: 1 }, 'the other to be delivered')
  await elapse(engine.sql, 601)
  await counts({ delivered: 2 }, 'it to be delivered')
})

test('at a strict endpoint what is for later holds up nobody, and leaves when it is due', async () => {
  const endpoint = await tenant.endpoint('/hook', { ordering: 'strict' })
  const later = await endpoint.post({ deliverAt: inSeconds(600) })
  const wanted: string[] = []
  for (let i = 0; i < 5; i++) wanted.push(await endpoint.post())
  await engine.startWorker()
  await counts({ delivered: 5, pending: 1 }, 'the others to be delivered')
  await elapse(engine.sql, 601)
  await counts({ delivered: 6 }, 'all to be delivered')
  expect(engine.receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual(
    [...wanted, later].map((id) => publicId('event', id)),
  )
})

test('what comes to be sent after it has expired is cancelled without an attempt', async () => {
  const endpoint = await tenant.endpoint('/hook')
  await endpoint.post({ expiresAt: inSeconds(60) })
  await elapse(engine.sql, 61)
  await endpoint.post({ expiresAt: inSeconds(60) })
  await engine.startWorker()
  await counts({ cancelled: 1, delivered: 1 }, 'one to be cancelled and one delivered')
  expect(await reasons()).toEqual(['expired', null])
  expect(engine.receiver.requests).toHaveLength(1)
})

test('a retry that would come too late is cancelled when its event expires', async () => {
  engine.receiver.behave(behaviours.fails())
  const endpoint = await tenant.endpoint('/hook')
  await endpoint.post({ expiresAt: inSeconds(60) })
  await engine.startWorker()
  await engine.receiver.received(1)
  await counts({ pending: 1 }, 'the attempt to be recorded')
  const [row] = await engine.sql`
    select extract(epoch from o.next_at - e.expires_at)::float8 as late
      from open_deliveries o join events e on e.id = o.event_id`
  expect(row?.['late']).toBeGreaterThan(0)
  expect(row?.['late']).toBeLessThan(2)
  await elapse(engine.sql, 62)
  await counts({ cancelled: 1 }, 'it to be cancelled')
  expect(await reasons()).toEqual(['expired'])
  expect(engine.receiver.requests).toHaveLength(1)
})

test('a head that expires lets the next of its order go', async () => {
  engine.receiver.behave(behaviours.inTurn(behaviours.fails(), behaviours.ok()))
  const endpoint = await tenant.endpoint('/hook', { ordering: 'strict' })
  await endpoint.post({ expiresAt: inSeconds(60) })
  const next = await endpoint.post()
  await engine.startWorker()
  await engine.receiver.received(1)
  await counts({ pending: 2 }, 'the first attempt to be recorded')
  await elapse(engine.sql, 62)
  await counts({ cancelled: 1, delivered: 1 }, 'the next to be delivered')
  expect(engine.receiver.requests.at(-1)?.headers['webhook-id']).toBe(publicId('event', next))
})

test('what waits where nothing is sent is cancelled as well; what is in flight ends first, and what is dead stays', async () => {
  const endpoint = await tenant.endpoint('/hook')
  const states = ['pending', 'held', 'queued', 'dead', 'stranded']
  const ids = new Map<string, string>()
  for (const state of states) {
    const id = await endpoint.post({ expiresAt: inSeconds(60) })
    ids.set(state, id)
    if (state === 'queued')
      await engine.sql`update open_deliveries set state = 'queued', next_at = now() + interval '1 hour' where event_id = ${id}`
    if (state === 'stranded') await engine.sql`update open_deliveries set state = 'queued' where event_id = ${id}`
    if (state === 'held' || state === 'dead')
      await engine.sql`update open_deliveries set state = ${state}, next_at = null where event_id = ${id}`
  }
  await endpoint.post()
  await expire()
  expect(await engine.counts()).toEqual({ pending: 2, held: 1, queued: 2, dead: 1 })
  await elapse(engine.sql, 61)
  await expire()
  expect(await engine.counts()).toEqual({ pending: 1, queued: 1, dead: 1, cancelled: 3 })
  expect(await reasons()).toEqual(['expired', 'expired', 'expired'])
  const left = await engine.sql<{ event_id: string }[]>`select event_id from event_expiries`
  expect(left.map(({ event_id }) => event_id)).toEqual([ids.get('queued')])

  await engine.sql`update open_deliveries set state = 'pending' where state = 'queued'`
  await expire()
  expect(await engine.counts()).toEqual({ pending: 1, dead: 1, cancelled: 4 })
  expect(await engine.sql`select event_id from event_expiries`).toHaveLength(0)
})

test('two who look for what has expired at once cancel each once', async () => {
  const endpoint = await tenant.endpoint('/hook')
  for (let i = 0; i < 40; i++) await endpoint.post({ expiresAt: inSeconds(60) })
  await elapse(engine.sql, 61)
  await Promise.all([expire(), expire(), expire()])
  expect(await engine.counts()).toEqual({ cancelled: 40 })
  expect(await engine.sql`select event_id from event_expiries`).toHaveLength(0)
})

test('what an endpoint is missing keeps to its times when it is made up for', async () => {
  const endpoint = await tenant.endpoint('/hook', { ordering: 'strict' })
  await endpoint.post({ expiresAt: inSeconds(60) })
  const later = await endpoint.post({ deliverAt: inSeconds(600) })
  await engine.sql`delete from open_deliveries`
  await elapse(engine.sql, 61)
  await engine.orm.transaction(async (tx) => {
    const wanting = await wantingEndpoint(tx, tenant.id, { endpointId: endpoint.id })
    if (!wanting) throw new Error('no endpoint')
    const { missing } = await nextMissing(tx, wanting, {}, 10)
    expect(missing.map(({ eventId }) => eventId)).toEqual([later])
    await insertMissing(tx, wanting, missing)
  })
  const [row] = await engine.sql`
    select o.state, o.seq, o.next_at = e.deliver_at as in_time from open_deliveries o join events e on e.id = o.event_id`
  expect(row).toEqual({ state: 'pending', seq: null, in_time: true })
})
