import { publicId } from '@g5/contracts'
import { uuidv7 } from '@g5/core'
import { createHold, deleteHold, type NewHold, retryDelivery } from '@g5/db'
import { createLogger } from '@g5/telemetry'
import { elapse, until } from '@g5/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Endpoint, type Engine, startEngine, type Tenant } from '../test/engine.ts'
import { endHolds } from './maintenance/holds.ts'

vi.setConfig({ testTimeout: 30_000 })

let engine: Engine
let tenant: Tenant
let endpoint: Endpoint
beforeEach(async () => {
  engine = await startEngine(undefined, { RETRY_SCHEDULE: '0,0,0' })
  tenant = await engine.tenant()
  endpoint = await tenant.endpoint('/hook')
})
afterEach(() => engine.close())

async function hold(criteria: Partial<NewHold>): Promise<string> {
  const id = uuidv7(Date.now())
  const none = { tenantId: null, host: null, endpointId: null, type: null, until: null }
  await createHold(engine.orm, { id, ...none, reason: 'an incident', ...criteria })
  return id
}

const log = createLogger({ service: 'worker', level: 'fatal' })
const wake = () => engine.sql`select pg_notify('g5_wake', 'sweep')`
async function endAll(random = 0): Promise<void> {
  await endHolds({ sql: engine.sql, clock: { now: Date.now }, waker: { wake() {} }, log, random: () => random })
  await wake()
}

const become = (counts: Record<string, number>) =>
  until(
    async () => {
      expect(await engine.counts()).toEqual(counts)
      return true
    },
    { what: `deliveries to be ${JSON.stringify(counts)}` },
  )
const paths = () => engine.receiver.requests.map(({ path }) => path)
async function attempts(): Promise<number> {
  const [row] = await engine.sql<[{ n: number }]>`select count(*)::int as n from attempts`
  return row.n
}
async function reasons(): Promise<string[]> {
  const rows = await engine.sql<{ reason: string }[]>`select distinct reason from open_deliveries`
  return rows.map(({ reason }) => reason)
}

test.each<[what: string, criteria: (at: { other: Tenant }) => Partial<NewHold>]>([
  ['its tenant', () => ({ tenantId: tenant.id })],
  ['its endpoint', () => ({ endpointId: endpoint.id })],
  ['the host of its endpoint', () => ({ host: 'localhost' })],
  ['the type of its event', () => ({ type: 'order.paid' })],
  ['all of that', () => ({ tenantId: tenant.id, endpointId: endpoint.id, host: 'localhost', type: 'order.paid' })],
])('a hold on %s turns it held when it is due, costs no attempt, and lets all else go', async (_what, criteria) => {
  const other = await engine.tenant()
  const free = await other.endpoint('/free')
  endpoint = await tenant.endpoint('/hook', { url: engine.receiver.url.replace('127.0.0.1', 'LOCALHOST') })
  const id = await hold(criteria({ other }))
  await engine.startWorker()
  for (let i = 0; i < 3; i++) {
    await endpoint.post()
    await free.post({ type: 'invoice.paid' })
  }
  await become({ held: 3, delivered: 3 })
  expect(paths()).toEqual(['/free', '/free', '/free'])
  expect(await attempts()).toBe(3)
  expect(await reasons()).toEqual(['on_hold'])
  const held = await engine.sql`select distinct hold_id from open_deliveries`
  expect(held).toEqual([{ hold_id: id }])
})

test('a hold that some criterion does not meet holds nothing', async () => {
  await hold({ tenantId: tenant.id, host: 'localhost' })
  await hold({ endpointId: endpoint.id, type: 'invoice.paid' })
  await hold({ tenantId: tenant.id, until: new Date(Date.now() - 1_000).toISOString() })
  await engine.startWorker()
  await endpoint.post()
  await become({ delivered: 1 })
})

test('a backlog under a hold is held where it lies, without being handed out', async () => {
  for (let i = 0; i < 40; i++) await endpoint.post()
  const [row] = await engine.sql`select id from open_deliveries order by id limit 1`
  await engine.sql`update open_deliveries set next_at = now() + interval '1 hour' where id = ${row?.['id']}`
  await hold({ endpointId: endpoint.id })
  await engine.startWorker()
  await become({ held: 39, pending: 1 })
  const fences = await engine.sql`select distinct state, fence from open_deliveries order by fence`
  expect(fences).toEqual([
    { state: 'pending', fence: 0 },
    { state: 'held', fence: 1 },
  ])
  await engine.sql`update open_deliveries set next_at = now() where state = 'pending'`
  await wake()
  await become({ held: 40 })
})

test('what was handed out before the hold was made is held when it is loaded', async () => {
  await engine.close()
  engine = await startEngine(undefined, { CLASS_QUEUES: 'premium' })
  tenant = await engine.tenant()
  endpoint = await tenant.endpoint('/hook')
  await engine.startWorker({ WORKER_QUEUES: 'webhooks-premium' })
  await endpoint.post()
  await become({ queued: 1 })
  await hold({ tenantId: tenant.id })
  await engine.startWorker({ WORKER_QUEUES: 'webhooks' })
  await become({ held: 1 })
  expect(await engine.sql`select fence from open_deliveries`).toEqual([{ fence: 2 }])
  expect(await attempts()).toBe(0)
})

test('deleting a hold lets everything go on where it stood', async () => {
  const id = await hold({ host: '127.0.0.1' })
  await endpoint.post()
  await engine.sql`update open_deliveries set step = 2`
  await engine.startWorker()
  await become({ held: 1 })
  expect(await engine.orm.transaction((tx) => deleteHold(tx, id))).toBe(true)
  const [row] = await engine.sql`select step, replay_fence from open_deliveries`
  expect(row).toEqual({ step: 2, replay_fence: 0 })
  await endAll()
  await become({ delivered: 1 })
})

test('a hold ends by itself when its time has come, and the log says so', async () => {
  await hold({ tenantId: tenant.id, until: new Date(Date.now() + 3_600_000).toISOString() })
  await engine.startWorker()
  await endpoint.post()
  await become({ held: 1 })
  await endAll()
  expect(await engine.counts()).toEqual({ held: 1 })
  await elapse(engine.sql, 3_601)
  await endAll()
  await become({ delivered: 1 })
  const logged = await engine.sql`select tenant_id, actor_kind, action, target_kind from audit_log`
  expect(logged).toEqual([{ tenant_id: tenant.id, actor_kind: 'system', action: 'hold.ended', target_kind: 'hold' }])
})

test('what two holds meet stays held until both are gone', async () => {
  const [first, second] = [await hold({ tenantId: tenant.id }), await hold({ type: 'order.paid' })]
  await engine.startWorker()
  await endpoint.post()
  await become({ held: 1 })
  await engine.orm.transaction((tx) => deleteHold(tx, first))
  await endAll()
  await until(async () => (await engine.sql`select from open_deliveries where hold_id = ${second}`).length === 1, {
    what: 'the other hold to hold it',
  })
  expect(await attempts()).toBe(0)
  await engine.orm.transaction((tx) => deleteHold(tx, second))
  await endAll()
  await become({ delivered: 1 })
})

test('a release has a pace, and leaves out no lane', async () => {
  const second = await tenant.endpoint('/second')
  const ordered = await tenant.endpoint('/ordered', { ordering: 'strict' })
  const gone = uuidv7(Date.now())
  for (const { id, lane } of [endpoint, second, ordered])
    await engine.sql`
      insert into open_deliveries (id, tenant_id, event_id, endpoint_id, lane, state, fence, reason, hold_id)
      select gen_random_uuid(), ${tenant.id}, gen_random_uuid(), ${id}, ${lane}, 'held', 1, 'on_hold', ${gone}
        from generate_series(1, 600)`
  const pending = async () => {
    const rows = await engine.sql<{ lane: number; n: number }[]>`
      select lane, count(*)::int as n from open_deliveries where state = 'pending' group by lane order by lane`
    return rows.map(({ n }) => n)
  }
  await endAll(0.99)
  // One that keeps an order is sent one by one anyway, and can't begin before it has all of them back.
  expect(await pending()).toEqual([250, 250, 600])
  await endAll(0.5)
  await endAll()
  expect(await pending()).toEqual([600, 600, 600])
  const left = await engine.sql`select from open_deliveries where hold_id is not null or reason is not null`
  expect(left).toHaveLength(0)
})

test('a row that a statement under way held after its hold was gone is released all the same', async () => {
  const gone = await hold({ tenantId: tenant.id })
  await engine.orm.transaction((tx) => deleteHold(tx, gone))
  await endpoint.post()
  await engine.sql`update open_deliveries set state = 'held', next_at = null, reason = 'on_hold', hold_id = ${gone}`
  await endAll()
  await engine.startWorker()
  await become({ delivered: 1 })
})

test('a replay under a hold is held again, without an attempt', async () => {
  await hold({ tenantId: tenant.id })
  await engine.startWorker()
  await endpoint.post()
  await become({ held: 1 })
  const [row] = await engine.sql<[{ id: string; fence: number }]>`select id, fence from open_deliveries`
  const sent = await engine.orm.transaction((tx) => retryDelivery(tx, tenant.id, row.id))
  expect(sent.kind).toBe('sent')
  await wake()
  await until(
    async () =>
      (await engine.sql`select from open_deliveries where state = 'held' and fence > ${row.fence + 1}`).length,
    {
      what: 'it to be held again',
    },
  )
  expect(await attempts()).toBe(0)
})

test('an endpoint that keeps an order waits for what a hold has of it', async () => {
  const ordered = await tenant.endpoint('/ordered', { ordering: 'strict' })
  const id = await hold({ type: 'order.paid' })
  await engine.startWorker()
  const wanted = [
    await ordered.post({ type: 'a' }),
    await ordered.post({ type: 'order.paid' }),
    await ordered.post({ type: 'b' }),
  ]
  await become({ delivered: 1, held: 1, pending: 1 })
  await endpoint.post({ type: 'c' })
  await become({ delivered: 2, held: 1, pending: 1 })
  await engine.orm.transaction((tx) => deleteHold(tx, id))
  await endAll()
  await become({ delivered: 4 })
  const got = engine.receiver.requests.filter(({ path }) => path === '/ordered')
  expect(got.map(({ headers }) => headers['webhook-id'])).toEqual(wanted.map((event) => publicId('event', event)))
})

test("a suspended tenant's deliveries are held, by their own reason, and go on when it is active again", async () => {
  const other = await (await engine.tenant()).endpoint('/other')
  await endpoint.post()
  await engine.sql`update tenants set status = 'suspended' where id = ${tenant.id}`
  await engine.startWorker()
  await other.post()
  await become({ held: 1, delivered: 1 })
  expect(await reasons()).toEqual(['tenant_suspended'])
  await endAll()
  expect(await engine.counts()).toEqual({ held: 1, delivered: 1 })
  await engine.sql`update tenants set status = 'active' where id = ${tenant.id}`
  await endAll()
  await become({ delivered: 2 })
})
