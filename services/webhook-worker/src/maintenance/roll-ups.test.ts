import { countLatency, grainMinutes, uuidMillis, uuidv7 } from '@g5/core'
import { type AttemptRecord, noTenant, record, removeClosedLanes } from '@g5/db'
import { behaviours, elapse, until } from '@g5/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Endpoint, type Engine, startEngine, type Tenant } from '../../test/engine.ts'
import { deleteOldRollUps, foldStatistics } from './roll-ups.ts'

let engine: Engine
let tenant: Tenant
beforeEach(async () => {
  engine = await startEngine(undefined, { RETRY_SCHEDULE: '0,0,0', CIRCUIT_VOLUME_THRESHOLD: '1000' })
  tenant = await engine.tenant()
})
afterEach(() => engine.close())

const fold = () => foldStatistics(engine.sql)

interface Row {
  minute: number
  tenant: string
  subject: string
  delivered: number
  failed: number
  dead: number
  latency: number[]
  /** Attempts whose delay was counted. */
  firsts: number
  errors: Record<string, number>
}

const rollUps = (kind: string, grain = 'minute') => engine.sql<Row[]>`
  select minute, tenant_id as tenant, subject, delivered, failed, dead, latency,
         (select coalesce(sum(n), 0)::int from unnest(first_attempt_delay) n) as firsts, coalesce(errors, '{}') as errors
    from roll_ups where kind = ${kind}::roll_up_kind and grain = ${grain}::roll_up_grain and delivered + failed > 0
    order by minute, tenant, subject collate "C"`

/** What roll-ups must say, counted one by one. */
async function counted(by: 'endpoint' | 'type' | 'tenant' | 'deployment', grain: 'minute' | 'hour' = 'minute') {
  const attempts = await engine.sql`
    select floor(extract(epoch from a.started_at) / 60)::int as minute, d.tenant_id, d.endpoint_id, e.type, a.outcome,
           a.error, a.duration_ms, a.fence = (select min(fence) from attempts f where f.delivery_id = d.id) as first,
           d.status = 'dead' and a.fence = (select max(fence) from attempts l where l.delivery_id = d.id) as died
      from attempts a join deliveries d on d.id = a.delivery_id join events e on e.id = d.event_id`
  const rows = new Map<string, Row>()
  for (const one of attempts) {
    const minute = one['minute'] - (one['minute'] % grainMinutes[grain])
    const tenantId = by === 'deployment' ? noTenant : one['tenant_id']
    const subject = by === 'endpoint' ? one['endpoint_id'] : by === 'type' ? one['type'] : ''
    const key = [minute, tenantId, subject].join()
    const row: Row = rows.get(key) ?? {
      ...{ minute, tenant: tenantId, subject, delivered: 0, failed: 0, dead: 0, latency: [], firsts: 0, errors: {} },
    }
    rows.set(key, row)
    if (one['outcome'] === 'delivered') row.delivered += 1
    else row.failed += 1
    if (one['died']) row.dead += 1
    if (one['first']) row.firsts += 1
    if (one['error']) row.errors[one['error']] = (row.errors[one['error']] ?? 0) + 1
    countLatency(row.latency, one['duration_ms'])
  }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

async function expectAgreement() {
  for (const kind of ['endpoint', 'type', 'tenant', 'deployment'] as const)
    for (const grain of ['minute', 'hour'] as const)
      expect([kind, grain, await rollUps(kind, grain)]).toEqual([kind, grain, await counted(kind, grain)])
}

/** Deliveries that succeed, fail and die, of two tenants. */
async function deliverAll(rounds: number): Promise<void> {
  const stranger = await engine.tenant()
  const all = [
    await tenant.endpoint('/well'),
    await tenant.endpoint('/dead'),
    await stranger.endpoint('/flapping'),
    await stranger.endpoint('/late'),
  ]
  engine.receiver.behave('/dead', behaviours.fails())
  engine.receiver.behave('/flapping', behaviours.flapping(1, 2))
  engine.receiver.behave('/late', behaviours.slow(120))
  await engine.startWorker()
  for (let i = 0; i < rounds; i++) for (const endpoint of all) await endpoint.post()
  await until(
    async () => {
      const { dead = 0, delivered = 0 } = await engine.counts()
      return dead + delivered === rounds * all.length
    },
    { what: 'all to be delivered or dead' },
  )
}

test('roll-ups say what counting every attempt says, by endpoint, type, tenant and in all', async () => {
  await deliverAll(5)
  await fold()
  const [{ dead, failed, delivered } = { dead: 0, failed: 0, delivered: 0 }] = await rollUps('deployment', 'hour')
  expect(dead).toBe(5)
  expect(failed).toBeGreaterThanOrEqual(15)
  expect(delivered).toBeGreaterThanOrEqual(10)
  await expectAgreement()
})

describe('folding', () => {
  test('again, and by several at once, counts nothing twice', async () => {
    await deliverAll(3)
    await Promise.all([fold(), fold(), fold()])
    await fold()
    await expectAgreement()
    const [left] = await engine.sql`select count(*)::int as n from attempt_tallies`
    expect(left?.['n']).toBe(0)
  })

  test('while attempts are being recorded leaves none of them out', async () => {
    let folds = 0
    let delivering = true
    const delivered = deliverAll(8).finally(() => {
      delivering = false
    })
    for (; delivering; folds++) await fold()
    await delivered
    expect(folds).toBeGreaterThan(3)
    await fold()
    await expectAgreement()
  })

  test('that dies before it ends has done nothing, and the next one does all of it', async () => {
    await deliverAll(2)
    // The last statement of a fold fails, as it does when the process or the database dies before the commit.
    await engine.sql`insert into roll_up_progress (events_counted, events_settled) values (0, 0)`
    await engine.sql`update roll_up_progress set events_counted = extract(epoch from now()) / 60 - 2,
      events_settled = extract(epoch from now()) / 60 - 2`
    await engine.sql`alter table roll_up_progress add constraint dies check (folded_at is null) not valid`
    await expect(fold()).rejects.toThrow('dies')
    expect(await rollUps('deployment')).toEqual([])
    await engine.sql`alter table roll_up_progress drop constraint dies`
    await fold()
    await expectAgreement()
  })

  test('adds to what earlier folds have counted of the same minute', async () => {
    const endpoint = await tenant.endpoint('/flapping')
    engine.receiver.behave('/flapping', behaviours.flapping(1, 1))
    await engine.startWorker()
    for (let wanted = 1; wanted <= 3; wanted++) {
      await endpoint.post()
      await until(async () => (await engine.counts())['delivered'] === wanted, { what: 'a delivery' })
      await fold()
    }
    await expectAgreement()
    const [row] = await engine.sql`
      select last_error, last_failed_at = (select max(started_at) from attempts where outcome = 'failed') as is_last
        from roll_ups where kind = 'endpoint' and grain = 'hour' order by minute desc limit 1`
    expect(row).toEqual({ last_error: 'http_server_error', is_last: true })
  })

  test('walks no more over what it has deleted once no statement can bring an older one', async () => {
    await deliverAll(1)
    await fold()
    const done = async () => (await engine.sql`select tallies_done::int as n from roll_up_progress`)[0]?.['n']
    expect(await done()).toBe(0)
    for (let i = 0; i < 3; i++) {
      await elapse(engine.sql, 61)
      await fold()
    }
    expect(await done()).toBeGreaterThan(0)
    const endpoint = await tenant.endpoint('/again')
    const attempts = async () => (await engine.sql`select count(*)::int as n from attempts`)[0]?.['n']
    const before = await attempts()
    await endpoint.post()
    await until(async () => (await attempts()) === before + 1, { what: 'one more attempt' })
    await fold()
    const [sums] = await engine.sql`
      select sum(delivered + failed)::int as n from roll_ups where kind = 'deployment' and grain = 'hour'`
    expect(sums?.['n']).toBe(before + 1)
  })
})

describe('an attempt that is recorded', () => {
  const attemptOf = (id: string, { lane }: Endpoint, over: Partial<AttemptRecord> = {}): AttemptRecord => ({
    ...{ deliveryId: id, fence: 1, lane, eventType: 'order.paid', verdict: 'delivered', waitMs: 0, reason: null },
    ...{
      error: null,
      detail: null,
      status: 200,
      startedAgoMs: 15,
      durationMs: 12,
      firstAttemptDelayMs: 40,
      timings: [],
      body: null,
      quiet: false,
    },
    ...over,
  })

  async function queued(endpoint: Endpoint, count: number): Promise<string[]> {
    for (let i = 0; i < count; i++) await endpoint.post()
    await engine.sql`update open_deliveries set state = 'queued', fence = 1`
    return (await engine.sql`select id from open_deliveries order by id`).map(({ id }) => id)
  }

  test('twice, alone or with others, is counted once', async () => {
    const endpoint = await tenant.endpoint('/hook')
    const [first = '', second = '', third = ''] = await queued(endpoint, 3)
    const unknown = attemptOf(uuidv7(Date.now()), endpoint)
    const failing = attemptOf(second, endpoint, {
      verdict: 'retry',
      error: 'timeout',
      status: null,
      durationMs: 15_000,
    })
    const dying = attemptOf(third, endpoint, {
      verdict: 'dead',
      error: 'http_gone',
      status: 410,
      reason: 'endpoint_gone',
    })
    await record(engine.sql, [attemptOf(first, endpoint)])
    await record(engine.sql, [attemptOf(first, endpoint)])
    await record(engine.sql, [unknown, attemptOf(first, endpoint), failing])
    await record(engine.sql, [failing, dying])
    await record(engine.sql, [failing, dying])
    await fold()
    await expectAgreement()
    expect(await rollUps('endpoint', 'hour')).toMatchObject([
      { delivered: 1, failed: 2, dead: 1, errors: { timeout: 1, http_gone: 1 } },
    ])
  })

  test('of an endpoint that is deleted since is counted: its lane waits for that', async () => {
    const endpoint = await tenant.endpoint('/hook')
    const [id = ''] = await queued(endpoint, 1)
    await record(engine.sql, [attemptOf(id, endpoint)])
    await engine.sql`delete from endpoints where id = ${endpoint.id}`
    await engine.sql`update lanes set closed_at = now()`
    await elapse(engine.sql, 11 * 60)
    const lanes = async () => (await engine.sql`select count(*)::int as n from lanes`)[0]?.['n']
    await removeClosedLanes(engine.sql)
    expect(await lanes()).toBe(1)
    await fold()
    await removeClosedLanes(engine.sql)
    expect(await lanes()).toBe(0)
    expect(await rollUps('endpoint')).toMatchObject([{ subject: endpoint.id, delivered: 1 }])
  })
})

describe('events', () => {
  const minuteMs = 60_000
  const present = () => Math.floor(Date.now() / minuteMs)
  const insert = (minutesAgo: number, type = 'order.paid') => engine.sql`
    insert into events (id, tenant_id, type, payload, traceparent, request_id)
    values (${uuidv7((present() - minutesAgo) * minuteMs + 5_000)}, ${tenant.id}, ${type}, '{}', '', 'r')`
  const eventsOf = async (kind: string) => {
    const [row] = await engine.sql`
      select coalesce(sum(events) filter (where grain = 'minute'), 0)::int as minutes,
             coalesce(sum(events) filter (where grain = 'hour'), 0)::int as hours
        from roll_ups where kind = ${kind}::roll_up_kind`
    return row
  }

  test('are counted by type, from the first one on, in the minute that lasts too', async () => {
    for (const minutesAgo of [130, 12, 12, 1]) await insert(minutesAgo)
    await insert(0, 'order.refunded')
    await fold()
    await insert(0)
    await fold()
    await fold()
    for (const kind of ['deployment', 'tenant', 'type']) expect(await eventsOf(kind)).toEqual({ minutes: 6, hours: 6 })
    const byType = await engine.sql`
      select subject, sum(events)::int as n from roll_ups where kind = 'type' and grain = 'hour' group by 1 order by 1`
    expect(byType).toEqual([
      { subject: 'order.paid', n: 5 },
      { subject: 'order.refunded', n: 1 },
    ])
    const [first] = await engine.sql<{ minute: number; event: string }[]>`
      select minute, (select min(id::text) from events) as event from roll_ups where grain = 'minute' order by 1 limit 1`
    expect(first?.minute).toBe(Math.floor(uuidMillis(first?.event ?? '') / minuteMs))
  })

  test('that appear long after their id was made are counted when their minute is settled', async () => {
    await insert(20)
    await insert(8)
    await fold()
    await insert(8)
    await fold()
    expect(await eventsOf('tenant')).toEqual({ minutes: 2, hours: 2 })
    // As it was when the minute had been counted and was not settled.
    await engine.sql`update roll_up_progress set events_settled = ${present() - 9}`
    await fold()
    await fold()
    expect(await eventsOf('tenant')).toEqual({ minutes: 3, hours: 3 })
  })
})

test('minutes are kept for two days and hours for ninety', async () => {
  await deliverAll(1)
  await fold()
  const days = (count: number) => deleteOldRollUps(engine.sql, Date.now() + count * 86_400_000)
  await days(2)
  expect(await rollUps('endpoint')).not.toEqual([])
  await days(3)
  expect(await rollUps('endpoint')).toEqual([])
  expect(await rollUps('endpoint', 'hour')).not.toEqual([])
  await days(90)
  expect(await rollUps('endpoint', 'hour')).not.toEqual([])
  await days(92)
  expect(await rollUps('endpoint', 'hour')).toEqual([])
})
