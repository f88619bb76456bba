import { countLatency } from '@g5/core'
import { connect } from '@g5/db'
import { freshDatabase, spawnService } from '@g5/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { coverageOf, monthOf } from './slo-month.ts'

const day = 86_400_000

test.each([
  ['2026-02', { from: Date.UTC(2026, 1) / 60_000, to: Date.UTC(2026, 2) / 60_000 }],
  ['2025-12', { from: Date.UTC(2025, 11) / 60_000, to: Date.UTC(2026, 0) / 60_000 }],
  ['2026-13', undefined],
  ['2026-1', undefined],
  ['', undefined],
])('the month %j', (text, month) => {
  expect(monthOf(text)).toEqual(month)
})

test.each([
  [-1, 'not yet'],
  [1, 'so far'],
  [29, 'whole'],
  [89, 'whole'],
  [91, 'no longer'],
])('%d days after a month began it is told: %s', (days, coverage) => {
  const month = { from: Date.UTC(2026, 1) / 60_000, to: Date.UTC(2026, 2) / 60_000 }
  expect(coverageOf(month, Date.UTC(2026, 1) + days * day)).toBe(coverage)
})

const open: (() => Promise<unknown>)[] = []
let url: string
const present = new Date().toISOString().slice(0, 7)

beforeAll(async () => {
  const fresh = await freshDatabase()
  const db = connect(fresh.url, { max: 1, name: 'test' })
  open.push(fresh.close, db.close)
  url = fresh.url
  const latency: number[] = []
  countLatency(latency, 40, 20)
  const filled = Array.from(latency, (count) => count ?? 0)
  const first = monthOf(present)?.from ?? 0
  for (const [minute, kind] of [
    [first, 'deployment'],
    [first + 60, 'deployment'],
    [first - 60, 'deployment'],
    [first, 'tenant'],
  ] as const)
    await db.sql`
      insert into roll_ups (grain, minute, kind, tenant_id, subject, events, delivered, failed, dead, latency, errors)
        values ('hour', ${minute}, ${kind}, '00000000-0000-0000-0000-000000000000', '', 10, 15, 5, 1, ${filled},
                '{"timeout": 3, "http_server_error": 2}')`
})
afterAll(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function report(...args: string[]) {
  const { lines, exited } = spawnService('services/api/src/commands/slo-report.ts', { DATABASE_URL: url }, { args })
  const { code } = await exited
  return { code, said: lines.map(({ text, ...line }) => text ?? JSON.stringify(line)).join('\n') }
}

test('the report adds up the hours of its month, and no others', async () => {
  const { code, said } = await report('--month', present, '--json')
  expect(code).toBe(0)
  expect(JSON.parse(said)).toMatchObject({
    ...{ month: present, whole: false, events: 20, attempts: 40, delivered: 30, failed: 10, dead: 2 },
    ...{ successRate: 0.75, deadPerEvent: 0.1, errors: { timeout: 6, http_server_error: 4 } },
  })
  expect(JSON.parse(said).latencyMs.p50).toBeGreaterThan(20)
  expect((await report('--month', present)).said).toMatch(/^attempts +40, of which a receiver took 75\.000 %$/m)
})

test('a month that can not be told is not told in part', async () => {
  for (const month of ['2020-01', '2999-01', 'march', ''])
    expect(await report('--month', month)).toMatchObject({ code: 1, said: expect.stringMatching(/month/) })
})
