import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sample, sample } from '../../test/sample.ts'
import { accept } from './accept.ts'
import { noTenant } from './roll-ups.ts'
import { readStatistics, type Stretch } from './statistics.ts'
import { readPresent } from './statistics-present.ts'
import { topCounted, topWaiting } from './statistics-top.ts'

let at: Sample
beforeAll(async () => {
  at = await sample()
})
afterAll(() => at.close())

const hour = 60 * 400_000
const day: Stretch = { grain: 'hour', from: hour - 23 * 60, to: hour + 60 }
const everybody = { allTenants: true } as const

/** How often the tables that grow were read whole so far. */
async function readWhole() {
  await at.db.sql`select pg_stat_force_next_flush()`
  return at.db.sql`
    select relname, seq_scan from pg_stat_user_tables where relname in ('roll_ups', 'open_deliveries') order by 1`
}

test('a day out of months is found by key, of one or of all, and the largest come first', async () => {
  const { sql } = at.db
  await sql`
    insert into roll_ups
    select 'hour', ${hour}::int - h * 60, kind, case kind when 'deployment' then ${noTenant}::uuid else ${at.tenantId}::uuid end,
           case kind when 'endpoint' then lpad(to_hex(n), 32, '0')::uuid::text else '' end, 1, n, 1, 0, '{1}', '{"timeout": 1}'
      from generate_series(0, 24 * 30) h, unnest('{deployment,tenant,endpoint}'::roll_up_kind[]) kind,
           generate_series(1, case kind when 'endpoint' then 30 else 1 end) n`
  await sql`analyze roll_ups`
  const before = await readWhole()
  const mine = { tenantId: at.tenantId }
  for (const scope of [everybody, mine]) {
    const { rows } = await readStatistics(sql, scope, day)
    expect(rows).toHaveLength(24)
    expect(rows[0]).toMatchObject({ minute: day.from, events: 1, delivered: 1, latency: [1], errors: { timeout: 1 } })
    expect(rows[0]?.firstAttemptDelay).toEqual([])
    expect(await topCounted(sql, scope, { ...day, by: 'errorCode', metric: 'failed', limit: 3 })).toEqual([
      { value: 24, atLeast: false, errorCode: 'timeout' },
    ])
    const endpoints = await topCounted(sql, scope, { ...day, by: 'endpoint', metric: 'failed', limit: 3 })
    expect(endpoints.map(({ value, host }) => [value, host])).toEqual([
      [24, null],
      [24, null],
      [24, null],
    ])
  }
  const other = { tenantId: noTenant.replace(/.$/, '9') }
  expect((await readStatistics(sql, other, day)).rows).toEqual([])
  expect(await topCounted(sql, other, { ...day, by: 'endpoint', metric: 'failed', limit: 3 })).toEqual([])
  expect(await readWhole()).toEqual(before)
})

test('what waits is counted up to a limit, so that a long backlog costs no more', async () => {
  const events = Array.from({ length: 5 }, () => at.event())
  await accept(at.db.sql, events, { dedupSeconds: 60, directPerTenant: 0 })
  await at.db.sql`update open_deliveries set next_at = now() - interval '1 minute'`
  expect(await readPresent(at.db.sql, everybody)).toMatchObject({ backlog: 5, blocked: 0 })
  expect(await readPresent(at.db.sql, everybody, 3)).toMatchObject({ backlog: 3 })
  const [first] = await topWaiting(at.db.sql, everybody, { by: 'endpoint', metric: 'backlog', limit: 1 })
  expect(first).toEqual({
    ...{ value: 5, atLeast: false, endpointId: at.endpointId, tenantId: at.tenantId, host: '127.0.0.1' },
  })
})
