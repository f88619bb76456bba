import { expect, test } from 'vitest'
import { countedSeconds } from './counted.ts'
import { linesOf } from './lines.ts'
import type { Overview } from './overview.ts'

const counts = { events: 120, attempts: 100, delivered: 90, failed: 10, dead: 0, successRate: 0.9 }
const present: Overview['present'] = {
  backlog: { count: 0, atLeast: false },
  blocked: { count: 0, atLeast: false },
  oldestDueAt: null,
  held: { count: 0, atLeast: false },
  deadLetters: { count: 0, atLeast: false },
  openCircuits: 0,
  halfOpenCircuits: 0,
}
const latencyMs = { p50: 10, p95: 20, p99: 30 }
const overview: Overview = {
  ...{ from: '2026-03-10T12:00:00.000Z', to: '2026-03-10T12:03:00.000Z', bucket: '1m', present },
  asOf: '2026-03-10T12:01:40.000Z',
  totals: { ...counts, latencyMs, firstAttemptDelayMs: null },
  series: ['12:00', '12:01', '12:02'].map((at) => ({
    at: `2026-03-10T${at}:00.000Z`,
    ...counts,
    latencyMs,
    firstAttemptDelayMs: null,
  })),
}

test('a pace is of the seconds that are counted, and unknown where none are', () => {
  expect(linesOf(overview).perSecond.accepted).toEqual([2, 3, null])
})

test('a bucket of which hardly anything is counted tells no pace', () => {
  expect(linesOf({ ...overview, asOf: '2026-03-10T12:01:10.000Z' }).perSecond.delivered).toEqual([1.5, null, null])
})

test('nothing counted is nothing drawn, not zero', () => {
  expect(linesOf({ ...overview, asOf: null }).perSecond.failed).toEqual([null, null, null])
})

test('the delay to the first attempt has a gap where there was none', () => {
  const [first, ...rest] = overview.series
  const series = first ? [{ ...first, firstAttemptDelayMs: { p50: 1, p95: 2, p99: 3 } }, ...rest] : rest
  expect(linesOf({ ...overview, series }).delayMs.p99).toEqual([3, null, null])
})

test.each([
  ['until it was counted', '2026-03-10T12:01:40.000Z', 100],
  ['all of it, once more than it is counted', '2026-03-11T00:00:00.000Z', 180],
  ['none before', '2026-03-10T11:00:00.000Z', 0],
  ['none ever', null, 0],
])('seconds count %s', (_, asOf, seconds) => {
  expect(countedSeconds({ ...overview, asOf })).toBe(seconds)
})
