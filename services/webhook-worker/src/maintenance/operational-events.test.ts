import { publicId } from '@g5/contracts'
import { noteHealth, systemTenantId } from '@g5/db'
import { createLogger } from '@g5/telemetry'
import { behaviours, elapse, type Received, until } from '@g5/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Endpoint, type Engine, startEngine, type Tenant } from '../../test/engine.ts'
import { watchEndpoints } from './endpoint-life.ts'
import { raiseOperationalEvents } from './operational-events.ts'

let engine: Engine
let tenant: Tenant
let failing: Endpoint
beforeEach(async () => {
  engine = await startEngine(undefined, { RETRY_SCHEDULE: '0', CIRCUIT_VOLUME_THRESHOLD: '1000' })
  tenant = await engine.tenant()
  failing = await tenant.endpoint('/failing?token=x', { eventTypes: ['order.*'] })
  engine.receiver.behave('/failing?token=x', behaviours.fails())
})
afterEach(() => engine.close())

const waker = { wake() {} }
const clock = { now: () => Date.now() }
const log = createLogger({ service: 'worker', level: 'fatal' })
const defaults = { timeoutMs: 15_000, firstWaitSeconds: 0, leaseMarginMs: 30_000 }
const raise = () => raiseOperationalEvents({ sql: engine.sql, clock, waker, defaults })
const limits = { failingHours: 24, disableHours: 120, disableFailures: 20, deadLetterThreshold: 2 }
const watch = () => watchEndpoints({ sql: engine.sql, clock, waker, onDisabled() {}, log, ...limits })

const raised = async () => {
  const rows = await engine.sql<{ type: string; payload: string; tenant_id: string; n: number }[]>`
    select e.type, e.payload, e.tenant_id, (select count(*)::int from deliveries d where d.event_id = e.id) as n
      from events e where e.type like 'g5.%' order by e.id`
  return rows.map(({ payload, ...row }) => ({ ...row, body: JSON.parse(payload) }))
}
const laneOf = async ({ lane }: Endpoint) => (await engine.sql`select * from lanes where lane = ${lane}`)[0]
const fail = (failures: number) => noteHealth(engine.sql, [{ lane: failing.lane, failing: true, failures, slowMs: 0 }])
const succeed = () => noteHealth(engine.sql, [{ lane: failing.lane, failing: false, failures: 0, slowMs: 0 }])
const outbox = async (type: string) =>
  (await engine.sql`select count(*)::int as n from operational_outbox where type = ${type}`)[0]?.['n']

describe('operational events', () => {
  test('of dead letters reach who asks for them by name, signed, folded into one, and raise none of their own', async () => {
    await tenant.endpoint('/all')
    await tenant.endpoint('/told', { eventTypes: ['g5.delivery.dead_lettered'] })
    await engine.startWorker()
    for (let i = 0; i < 3; i++) await failing.post()
    await until(async () => (await engine.counts())['dead'] === 3, { what: 'three dead letters' })
    await raise()
    const [event] = await raised()
    expect(event).toMatchObject({ type: 'g5.delivery.dead_lettered', n: 1 })
    const told = (request: Received) => request.path === '/told'
    engine.receiver.behave('/told', behaviours.fails())
    await engine.sql`select pg_notify('g5_wake', 'sweep')`
    await engine.receiver.received(told)
    const request = engine.receiver.requests.find(told)
    expect(request?.headers['webhook-signature']).toMatch(/^v1,/)
    expect(JSON.parse(request?.body.toString() ?? '')).toMatchObject({
      type: 'g5.delivery.dead_lettered',
      tenantId: publicId('tenant', tenant.id),
      endpointId: publicId('endpoint', failing.id),
      url: `${engine.receiver.url}/failing`,
      count: 3,
      data: { reason: 'retries_exhausted', errorCode: 'http_server_error' },
    })
    await until(async () => (await engine.counts())['dead'] === 4, { what: 'the telling to be a dead letter' })
    expect(await outbox('g5.delivery.dead_lettered')).toBe(0)
    expect(engine.receiver.requests.filter(({ path }) => path === '/all')).toEqual([])
  })

  test('come once in five minutes for an endpoint and type, with what happened meanwhile counted', async () => {
    await tenant.endpoint('/told', { eventTypes: ['g5.circuit.opened'] })
    const open = () =>
      engine.sql`insert into operational_outbox (tenant_id, endpoint_id, type, data)
        values (${tenant.id}, ${failing.id}, 'g5.circuit.opened', '{"failures": 5}')`
    await open()
    await raise()
    await open()
    await open()
    await raise()
    expect((await raised()).map(({ body }) => body.count)).toEqual([1])
    await elapse(engine.sql, 301)
    await raise()
    await raise()
    expect((await raised()).map(({ body }) => body.count)).toEqual([1, 2])
    expect(await outbox('g5.circuit.opened')).toBe(0)
  })

  test('about an endpoint never go to itself, and what nobody wants is forgotten', async () => {
    await engine.sql`update endpoints set event_types = '{g5.circuit.closed}' where id = ${failing.id}`
    await engine.sql`insert into operational_outbox (tenant_id, endpoint_id, type)
      values (${tenant.id}, ${failing.id}, 'g5.circuit.closed')`
    await raise()
    expect(await raised()).toEqual([])
    expect(await outbox('g5.circuit.closed')).toBe(0)
  })

  test("of all tenants go to the deployment's own endpoints", async () => {
    const [lane] = await engine.sql`
      insert into lanes (tenant_id, endpoint_id) values (${systemTenantId}, gen_random_uuid()) returning *`
    await engine.sql`insert into endpoints (id, tenant_id, lane, url, event_types)
      values (${lane?.['endpoint_id']}, ${systemTenantId}, ${lane?.['lane']}, 'http://x', '{g5.endpoint.disabled}')`
    await fail(25)
    await elapse(engine.sql, 121 * 3600)
    await watch()
    await raise()
    const [event, ...more] = await raised()
    expect(more).toEqual([])
    expect(event).toMatchObject({ type: 'g5.endpoint.disabled', tenant_id: systemTenantId, n: 1 })
    expect(event?.body).toMatchObject({
      tenantId: publicId('tenant', tenant.id),
      data: { reason: 'no success for 120 hours' },
    })
  })

  test('tell of a tenant with many dead letters, once an hour', async () => {
    await tenant.endpoint('/told', { eventTypes: ['g5.dlq.threshold_exceeded'] })
    for (let i = 0; i < 3; i++) await failing.post()
    await engine.sql`update open_deliveries set state = 'dead', next_at = null`
    await watch()
    await watch()
    await raise()
    await elapse(engine.sql, 1_800)
    await watch()
    await raise()
    expect((await raised()).map(({ body }) => [body.endpointId, body.data.deadLetters])).toEqual([[null, 3]])
  })
})

describe('the life of an endpoint', () => {
  test('without success for a day it is told of as failing, once; and as recovered when it succeeds', async () => {
    await fail(1)
    await watch()
    expect(await outbox('g5.endpoint.failing')).toBe(0)
    await elapse(engine.sql, 25 * 3600)
    await watch()
    await watch()
    expect(await outbox('g5.endpoint.failing')).toBe(1)
    await succeed()
    await succeed()
    expect(await outbox('g5.endpoint.recovered')).toBe(1)
    expect(await laneOf(failing)).toMatchObject({ failing_since: null, failed_attempts: 0, failing_told_at: null })
  })

  test('without success for five days, and with enough failed attempts, it is disabled, with a trace', async () => {
    await fail(20)
    await elapse(engine.sql, 121 * 3600)
    await watch()
    expect(await laneOf(failing)).toMatchObject({ disabled: true })
    const [row] = await engine.sql`select enabled, status_reason from endpoints where id = ${failing.id}`
    expect(row).toEqual({ enabled: false, status_reason: 'no success for 120 hours' })
    const [audit] = await engine.sql`select * from audit_log where action = 'endpoint.disabled'`
    expect(audit).toMatchObject({ actor_kind: 'system', target_id: failing.id })
    expect(await outbox('g5.endpoint.disabled')).toBe(1)
  })

  test('with too few failed attempts, or a success in between, it stays enabled', async () => {
    await fail(19)
    await elapse(engine.sql, 121 * 3600)
    await watch()
    expect(await laneOf(failing)).toMatchObject({ disabled: false })
    await succeed()
    await fail(20)
    await elapse(engine.sql, 100 * 3600)
    await watch()
    expect(await laneOf(failing)).toMatchObject({ disabled: false })
  })

  test('410 disables it at once: it is told of, and what comes is held', async () => {
    engine.receiver.behave('/failing?token=x', behaviours.gone())
    await engine.startWorker()
    await failing.post()
    await until(async () => (await laneOf(failing))?.['disabled'] === true, { what: 'it to be disabled' })
    expect(await outbox('g5.endpoint.disabled')).toBe(1)
    expect(await engine.counts()).toEqual({ dead: 1 })
    await failing.post()
    await until(async () => (await engine.counts())['held'] === 1, { what: 'what comes to be held' })
  })
})
