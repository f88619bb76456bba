import { uuidMillis, uuidv7 } from '@g5/core'
import {
  type BulkSelection,
  connect,
  createBulk,
  datedTables,
  dropPartition,
  goingPartitions,
  raiseRetainedFrom,
  replayDeadLetter,
  retentionSession,
  retryDelivery,
  type Sql,
  tellExpiring,
} from '@g5/db'
import { createLogger } from '@g5/telemetry'
import { until } from '@g5/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Endpoint, type Engine, startEngine, type Tenant } from '../../test/engine.ts'
import { addWeek, tablesOf, type Week } from '../../test/weeks.ts'
import { workOnBulks } from './bulk.ts'
import { raiseOperationalEvents } from './operational-events.ts'
import { keepPartitionsAhead } from './partitions.ts'
import { keepRetention } from './retention.ts'

let engine: Engine
let tenant: Tenant
let shop: Endpoint
let old: Week
beforeEach(async () => {
  engine = await startEngine()
  tenant = await engine.tenant()
  shop = await tenant.endpoint('/shop')
  old = await addWeek(engine.sql, 15)
})
afterEach(() => engine.close())

const waker = { wake() {} }
const clock = { now: () => Date.now() }
const log = createLogger({ service: 'worker', level: 'silent' })
const days = { eventDays: 90, auditDays: 365 }
const keep = (over: Partial<typeof days> = {}) =>
  keepRetention({ database: engine, databaseUrl: engine.url, clock, waker, log, ...days, ...over })

/** An event of that time, with its one delivery in a state. */
async function post(at: number, state: 'pending' | 'dead' | 'held' | 'settled' = 'pending', by = shop) {
  const eventId = await by.post({ at })
  const [row] = await engine.sql<[{ id: string }]>`select id from open_deliveries where event_id = ${eventId}`
  await engine.sql`insert into attempts (delivery_id, fence, started_at, outcome, duration_ms)
    values (${row.id}, 1, now(), 'failed', 1)`
  if (state === 'settled')
    await engine.sql`
      with d as (delete from open_deliveries where id = ${row.id} returning *)
      insert into settled_deliveries (id, tenant_id, event_id, endpoint_id, lane, outcome, fence)
        select id, tenant_id, event_id, endpoint_id, lane, 'delivered', 1 from d`
  else if (state !== 'pending')
    await engine.sql`update open_deliveries set state = ${state}, next_at = null where id = ${row.id}`
  return { eventId, id: row.id }
}
const left = async () => {
  const counts = await Promise.all(
    ['events', 'settled_deliveries', 'open_deliveries', 'attempts'].map(
      (table) => engine.sql<[{ n: number }]>`select count(*)::int as n from ${engine.sql(table)}`,
    ),
  )
  return counts.map(([row]) => row.n)
}
const retainedFrom = async () => {
  const [row] = await engine.sql<[{ id: string }]>`select id from retained_from`
  return uuidMillis(row.id)
}
const statusOf = async (id: string) => (await engine.sql`select status, reason from deliveries where id = ${id}`)[0]
const withSession = async (work: (session: Sql) => Promise<void>) => {
  const session = await retentionSession(engine.url)
  if (!session) throw new Error('somebody else has the session')
  await work(session.sql).finally(session.close)
}

describe('what is past retention', () => {
  test('goes with its whole weeks, from all tables; what is younger stays', async () => {
    const [older, kept] = [await addWeek(engine.sql, 20), await addWeek(engine.sql, 12)]
    for (const at of [old.at, older.at, kept.at, Date.now()]) {
      await post(at, 'settled')
      await post(at)
    }
    await keep()
    expect(await tablesOf(engine.sql, old)).toEqual([])
    expect(await tablesOf(engine.sql, older)).toEqual([])
    expect(await tablesOf(engine.sql, kept)).toHaveLength(3)
    expect(await left()).toEqual([4, 2, 2, 4])
    expect(await retainedFrom()).toBeLessThanOrEqual(Date.now() - 90 * 86_400_000)
    expect(new Date(await retainedFrom()).getUTCDay()).toBe(1)
    await keep()
    expect(await left()).toEqual([4, 2, 2, 4])
  })

  test('is cancelled first where it is still open, and audited once, a line a tenant', async () => {
    const neighbour = await engine.tenant()
    const other = await neighbour.endpoint('/other')
    const open = await Promise.all([
      post(old.at),
      post(old.at, 'dead'),
      post(old.at, 'held'),
      post(old.at, 'dead', other),
    ])
    // Somebody reads: the partitions stay for now, and with them what was cancelled.
    await engine.sql.begin(async (reader) => {
      await reader`select from settled_deliveries`
      await reader`select from events`
      await keep()
    })
    for (const { id } of open) expect(await statusOf(id)).toEqual({ status: 'cancelled', reason: 'past_retention' })
    await keep()
    const audits = await engine.sql`
      select tenant_id, changes->'cancelled' as n from audit_log where action = 'delivery.past_retention' order by n desc`
    expect(audits).toEqual([
      { tenant_id: tenant.id, n: 3 },
      { tenant_id: neighbour.id, n: 1 },
    ])
    expect(await left()).toEqual([0, 0, 0, 0])
  })

  test('of the audit log goes by whole months, by its own days', async () => {
    await engine.sql`create table audit_log_2020m01 (like audit_log including defaults including constraints)`
    await engine.sql`alter table audit_log attach partition audit_log_2020m01
      for values from ('016f5e66-e800-0000-0000-000000000000') to ('016ffe0d-3c00-0000-0000-000000000000')`
    await keep()
    const rows = await engine.sql`select relname from pg_class where relname ~ '^audit_log_[0-9]' and relkind = 'r'`
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.map((row) => row['relname'])).not.toContain('audit_log_2020m01')
  })

  test('stays past when the days are raised: nothing that was given up comes back', async () => {
    const before = await raiseRetainedFrom(engine.sql, 7)
    expect(await raiseRetainedFrom(engine.sql, 400)).toBe(before)
  })
})

describe('a lock that is not to be had', () => {
  test('holds nobody else up: events come in, lists are read, and the next run goes on', async () => {
    await post(old.at, 'settled')
    let [posted, meanwhile] = [0, 0]
    await engine.sql.begin(async (reader) => {
      await reader`select count(*) from events`
      let running = true
      const run = keep().finally(() => {
        running = false
      })
      while (running) {
        const waits = await engine.sql`select from pg_inherits where inhdetachpending`
        await shop.post()
        await engine.sql`select count(*) from deliveries`
        posted++
        if (running) meanwhile += waits.length
      }
      await run
    })
    expect(meanwhile).toBeGreaterThan(1)
    expect(await tablesOf(engine.sql, old)).toHaveLength(3)
    await keep()
    expect(await tablesOf(engine.sql, old)).toEqual([])
    expect(await left()).toEqual([posted, 0, posted, 0])
  })

  test('on a row that is open and older lets nothing be dropped before it is cancelled', async () => {
    const { id } = await post(old.at)
    await engine.sql.begin(async (other) => {
      await other`select from open_deliveries where id = ${id} for update`
      await keep()
    })
    expect(await tablesOf(engine.sql, old)).toHaveLength(3)
    await keep()
    expect(await tablesOf(engine.sql, old)).toEqual([])
  })
})

describe('a run that was stopped', () => {
  const all = async (states: Record<string, number>) => {
    const keptFrom = await raiseRetainedFrom(engine.sql, days.eventDays)
    const going = (await Promise.all(datedTables.map((table) => goingPartitions(engine.sql, table, keptFrom)))).flat()
    const counts: Record<string, number> = {}
    for (const { state } of going) counts[state] = (counts[state] ?? 0) + 1
    expect(counts).toEqual(states)
  }
  afterEach(async () => {
    await keep()
    expect(await tablesOf(engine.sql, old)).toEqual([])
    await all({})
  })

  test('after it said what is kept is gone on with', async () => {
    await raiseRetainedFrom(engine.sql, days.eventDays)
    await all({ attached: 3 })
  })

  test('in the middle of a DETACH is gone on with: it is finalised', async () => {
    await engine.sql.begin(async (reader) => {
      await reader`select from events`
      await keep()
    })
    await all({ detaching: 1, attached: 2 })
  })

  test('between DETACH and DROP is gone on with, and only the tables that it detached itself are dropped', async () => {
    const foreign = await addWeek(engine.sql, 30)
    await engine.sql`alter table events detach partition ${engine.sql(`events_${foreign.name}`)}`
    await engine.sql`comment on table ${engine.sql(`events_${old.name}`)} is 'past retention: events'`
    await engine.sql`alter table events detach partition ${engine.sql(`events_${old.name}`)}`
    await all({ detached: 1, attached: 4 })
    await keep()
    expect(await tablesOf(engine.sql, foreign)).toEqual([`events_${foreign.name}`])
  })

  test('between two tables is gone on with', async () => {
    const keptFrom = await raiseRetainedFrom(engine.sql, days.eventDays)
    const [first] = await goingPartitions(engine.sql, 'events', keptFrom)
    if (!first) throw new Error('nothing goes')
    await withSession((session) => dropPartition(session, 'events', first))
    await all({ attached: 2 })
  })

  test('is not in the way of one beside it: only one drops', async () => {
    await withSession(async () => {
      await keep()
      expect(await tablesOf(engine.sql, old)).toHaveLength(3)
    })
    await Promise.all([keep(), keep()])
  })
})

test('after half a year of absence the partitions of today are made and those of then dropped, in a few runs', async () => {
  for (const table of [...datedTables, 'audit_log'])
    for (const { name } of await engine.sql<{ name: string }[]>`
      select relname as name from pg_class where relname ~ ${`^${table}_[0-9]`} and relkind = 'r'`)
      await engine.sql`drop table ${engine.sql(name)}`
  for (let ago = 14; ago < 40; ago++) await addWeek(engine.sql, ago)
  await expect(shop.post()).rejects.toThrow('no partition')
  await keepPartitionsAhead(engine.sql, log)
  await shop.post()
  await post((await addWeek(engine.sql, 2)).at)
  let runs = 0
  const partitions = () =>
    engine.sql`select from pg_inherits where inhparent = any('{events,settled_deliveries,attempts}'::regclass[])`
  for (; (await partitions()).length > 3 * 7; runs++) await keep()
  expect(runs).toBeGreaterThan(1)
  expect(runs).toBeLessThan(10)
  expect(await left()).toEqual([2, 0, 2, 1])
})

describe('reviving', () => {
  test('what is past retention is refused, dead, cancelled or pending', async () => {
    const dead = await post(old.at, 'dead')
    const settled = await post(old.at, 'settled')
    const pending = await post(old.at)
    await raiseRetainedFrom(engine.sql, days.eventDays)
    const { orm } = engine
    expect(await replayDeadLetter(orm, tenant.id, dead.id)).toEqual({ kind: 'past_retention' })
    for (const { id } of [dead, settled, pending])
      expect(await retryDelivery(orm, tenant.id, id)).toEqual({ kind: 'past_retention' })
    const stranger = await engine.tenant()
    expect(await retryDelivery(orm, stranger.id, dead.id)).toEqual({ kind: 'not_found' })
    expect(await statusOf(dead.id)).toMatchObject({ status: 'dead' })
  })

  test('that has begun is waited for: what it revived is cancelled, and nothing is left without its event', async () => {
    const { id } = await post(old.at, 'settled')
    const replayer = connect(engine.url, { max: 1, name: 'replayer' })
    let running = true
    const run = await replayer.orm.transaction(async (tx) => {
      expect(await retryDelivery(tx, tenant.id, id)).toMatchObject({ kind: 'sent' })
      const run = keep().finally(() => {
        running = false
      })
      const waiting = () => engine.sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%retained_from%'`
      await until(async () => (await waiting()).length > 0, { what: 'retention to wait' })
      expect(running).toBe(true)
      return { run }
    })
    await run.run
    await replayer.close()
    expect(await left()).toEqual([0, 0, 0, 0])
  })

  test('in bulk skips what is past retention, and makes no missing delivery of it', async () => {
    const [past, recent] = [await post(old.at, 'dead'), await post(Date.now(), 'dead')]
    const late = await tenant.endpoint('/late')
    await raiseRetainedFrom(engine.sql, days.eventDays)
    const selections: BulkSelection[] = [{ status: ['dead'] }, { missing: true, endpointId: late.id }]
    for (const selection of selections) {
      const values = { id: uuidv7(Date.now()), tenantId: tenant.id, action: 'send', selection, matched: 2 } as const
      await createBulk(engine.orm, { ...values, ratePerSecond: null })
    }
    await workOnBulks({ orm: engine.orm, waker, log })
    const bulks = await engine.sql`select status, touched::int, skipped::int from bulks`
    expect(bulks).toEqual([
      { status: 'done', touched: 1, skipped: 1 },
      { status: 'done', touched: 1, skipped: 1 },
    ])
    expect(await statusOf(past.id)).toMatchObject({ status: 'dead' })
    expect(await statusOf(recent.id)).toMatchObject({ status: 'pending' })
  })
})

describe('a dead letter that will be past retention within a week', () => {
  const soon = async () => {
    const [row] = await engine.sql<[{ ago: number }]>`
      select (extract(epoch from date_trunc('week', now()) - date_trunc('week', now() - interval '90 days')) / 604800)::int as ago`
    return (await addWeek(engine.sql, row.ago)).at
  }
  const outbox = () => engine.sql`select type, tenant_id, endpoint_id, count, data from operational_outbox order by id`

  test('is told of once, with the others of its endpoint, and counted', async () => {
    await tenant.endpoint('/told', { eventTypes: ['g5.dead_letter.expiring'] })
    const at = await soon()
    const letters = [await post(at, 'dead'), await post(at, 'dead'), await post(at, 'dead')].map(({ id }) => id).sort()
    await post(at, 'held')
    await post(Date.now(), 'dead')
    await keep()
    await keep()
    expect(await outbox()).toMatchObject([{ type: 'g5.dead_letter.expiring', endpoint_id: shop.id, count: 3 }])
    expect((await outbox())[0]?.['data']).toMatchObject({ deliveryId: letters.at(-1) })
    await raiseOperationalEvents({
      ...{ sql: engine.sql, clock, waker },
      defaults: { timeoutMs: 15_000, firstWaitSeconds: 0, leaseMarginMs: 30_000 },
    })
    const [event] = await engine.sql`select payload from events where type = 'g5.dead_letter.expiring'`
    expect(JSON.parse(event?.['payload'])).toMatchObject({ count: 3, data: { deliveryId: expect.any(String) } })
    await post(at, 'dead')
    await keep()
    expect(await outbox()).toMatchObject([{ count: 1 }])
  })

  test('is told of however many there are, and not when it is of an operational event', async () => {
    const at = await soon()
    for (let n = 0; n < 5; n++) await post(at, 'dead')
    const { eventId } = await post(at, 'dead')
    await engine.sql`update events set type = 'g5.circuit.opened' where id = ${eventId}`
    let [after, steps]: [string | undefined, number] = [await tellExpiring(engine.sql, 90, { limit: 2 }), 1]
    for (; after !== undefined; steps++) after = await tellExpiring(engine.sql, 90, { after, limit: 2 })
    expect(steps).toBe(4)
    const rows = await outbox()
    expect(rows.reduce((sum, row) => sum + row['count'], 0)).toBe(5)
  })

  test('is forgotten when it is gone', async () => {
    await post(await soon(), 'dead')
    await post(old.at, 'dead')
    await keep()
    expect(await engine.sql`select from expiring_told`).toHaveLength(1)
    await keep({ eventDays: 7 })
    expect(await engine.sql`select from expiring_told`).toHaveLength(0)
  })
})
