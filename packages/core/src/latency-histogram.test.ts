import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addLatencies,
  countLatency,
  type LatencyHistogram,
  latencyBucket,
  latencyPercentile,
  latencyUpTo,
} from './latency-histogram.ts'

const dayMs = 86_400_000
/** Up to the days that the last bucket begins with. */
const duration = fc.oneof(...[100, 81_000, 8 * dayMs].map((max) => fc.integer({ min: 1, max })))
const share = fc.constantFrom(0.01, 0.5, 0.95, 0.99, 1)

function histogramOf(durations: readonly number[]): LatencyHistogram {
  const histogram: LatencyHistogram = []
  for (const ms of durations) countLatency(histogram, ms)
  return histogram
}

/** By the nearest rank, of the durations themselves. */
function exactPercentile(durations: readonly number[], p: number): number {
  const sorted = durations.toSorted((a, b) => a - b)
  return sorted[Math.max(1, Math.ceil(p * sorted.length)) - 1] ?? Number.NaN
}

describe('a percentile', () => {
  test('of merged histograms is within 10 % of that of all durations together', () => {
    const parts = fc.array(fc.array(duration, { maxLength: 40 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(parts, share, (durations, p) => {
        const all = durations.flat()
        fc.pre(all.length > 0)
        const merged: LatencyHistogram = []
        for (const part of durations) addLatencies(merged, histogramOf(part))
        const exact = exactPercentile(all, p)
        expect(Math.abs((latencyPercentile(merged, p) ?? Number.NaN) - exact) / exact).toBeLessThan(0.1)
      }),
      { numRuns: 1_000 },
    )
  })

  test('is the same in whatever order the parts are added', () => {
    fc.assert(
      fc.property(fc.array(duration), fc.array(duration), (some, others) => {
        const [one, other] = [histogramOf(some), histogramOf(others)]
        addLatencies(one, histogramOf(others))
        addLatencies(other, histogramOf(some))
        expect(one).toEqual(other)
        expect(one).toEqual(histogramOf([...some, ...others]))
      }),
    )
  })

  test('of nothing is none, and of less than a millisecond is one', () => {
    expect(latencyPercentile([], 0.5)).toBeNull()
    expect(latencyPercentile(histogramOf([0, 0, 0]), 0.99)).toBe(1)
  })
})

describe('a bucket', () => {
  test('holds what is over the one before it and up to its own bound', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 * dayMs }), (ms) => {
        const bucket = latencyBucket(ms)
        // Bounds are shown with three digits.
        expect(ms).toBeLessThanOrEqual((latencyUpTo(bucket) ?? Number.POSITIVE_INFINITY) * 1.005)
        expect(ms).toBeGreaterThan(bucket === 0 ? -1 : (latencyUpTo(bucket - 1) ?? 0) * 0.995)
      }),
    )
  })

  test('has no end when it is the last', () => {
    const last = latencyBucket(Number.MAX_SAFE_INTEGER)
    expect(latencyUpTo(last)).toBeNull()
    expect(latencyUpTo(last - 1)).toBeGreaterThan(8 * dayMs)
  })
})
