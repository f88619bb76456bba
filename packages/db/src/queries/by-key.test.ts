import type { Hint } from '@g5/contracts'
import { uuidv7 } from '@g5/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sample, sample } from '../../test/sample.ts'
import { connect, type Database, type Sql } from '../connect.ts'
import { accept, type IncomingEvent } from './accept.ts'
import { holdDeliveries, holdDue } from './holding.ts'
import { loadDeliveries } from './load.ts'
import { record } from './record.ts'
import { releasable, release } from './releasing.ts'

let at: Sample
let path: Database
beforeAll(async () => {
  at = await sample()
  path = connect(at.url, { max: 1, name: 'test-path', deliveryPath: true })
})
afterAll(async () => {
  await path.close()
  await at.close()
})

/** Of the tables that grow, how often each partition was read whole so far. */
async function readWhole(sql: Sql): Promise<Record<string, number>> {
  await sql`select pg_stat_force_next_flush()`
  const rows = await sql<{ name: string; n: number }[]>`
    select relname as name, seq_scan::int as n from pg_stat_user_tables
      where relname ~ '^(events|open_deliveries|settled_deliveries|attempts|endpoints|lanes|tenants|api_keys)'`
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]))
}

/** An event whose one delivery a worker has been given. */
async function queued(): Promise<{ event: IncomingEvent; hint: Hint }> {
  const event = at.event()
  const [delivery] = event.deliveries
  if (!delivery) throw new Error('the sample event has no delivery')
  await accept(path.sql, [event], { dedupSeconds: 60, directPerTenant: 25 })
  await path.sql`update open_deliveries set state = 'queued', fence = 1 where id = ${delivery.id}`
  return { event, hint: [delivery.id, 1, at.lane, at.tenantId] }
}

test('plans that were made while the tables were empty find rows by key all the same', async () => {
  await at.db.sql`vacuum analyze`
  const before = await readWhole(path.sql)
  for (let round = 0; round < 3; round++) {
    const { event, hint } = await queued()
    const [id] = hint
    expect(await loadDeliveries(path.sql, [hint])).toMatchObject([{ id }])
    const attempt = { deliveryId: id, fence: 1, lane: at.lane, eventType: event.type, waitMs: 0, status: 200 }
    const none = { verdict: 'delivered' as const, reason: null, error: null, detail: null, body: null, quiet: false }
    await record(path.sql, [{ ...attempt, ...none, startedAgoMs: 2, durationMs: 1, timings: [null, null, null, 1] }])
  }
  expect(await readWhole(path.sql)).toEqual(before)
})

test('so do those that hold deliveries and release them', async () => {
  await at.db.sql`delete from open_deliveries`
  await at.db.sql`vacuum analyze`
  const holdId = uuidv7(Date.now())
  const before = await readWhole(path.sql)
  for (let round = 0; round < 3; round++) {
    const { hint } = await queued()
    await holdDeliveries(path.sql, [{ hint, heldBy: holdId }])
    expect(await holdDue(path.sql, [at.lane], 10)).toBe(0)
    expect(await releasable(path.sql)).toEqual([{ heldBy: holdId, firstLane: at.lane, lastLane: at.lane }])
    const chunk = { heldBy: holdId, fromLane: at.lane, toLane: at.lane + 1, perLane: 10, limit: 10 }
    expect(await release(path.sql, chunk)).toEqual([at.lane])
    await path.sql`delete from open_deliveries where id = ${hint[0]}`
  }
  expect(await readWhole(path.sql)).toEqual(before)
})
