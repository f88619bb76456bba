import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultRetrySchedule, waitBeforeAttempt } from './retry-schedule.ts'

const evenly = () => 0.5

describe('the default schedule', () => {
  it('is ten attempts: at once, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h', () => {
    const [s, min, h] = [1000, 60_000, 3_600_000]
    const waits = defaultRetrySchedule.map((_, step) => waitBeforeAttempt(defaultRetrySchedule, step, evenly))
    expect(waits).toEqual([0, 5 * s, 5 * min, 30 * min, 2 * h, 5 * h, 10 * h, 14 * h, 20 * h, 24 * h])
  })
})

describe('waitBeforeAttempt', () => {
  it('stays within 20 % of the schedule and reaches both ends', () => {
    expect(waitBeforeAttempt([0, 100], 1, () => 0)).toBe(80_000)
    expect(waitBeforeAttempt([0, 100], 1, () => 1 - Number.EPSILON)).toBe(120_000)
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 604_800 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (s, r) => {
          const wait = waitBeforeAttempt([s], 0, () => r)
          expect(wait).toBeGreaterThanOrEqual(s * 800)
          expect(wait).toBeLessThanOrEqual(s * 1200)
        },
      ),
    )
  })

  it('does not delay what the schedule sends at once', () => {
    expect(waitBeforeAttempt([0], 0, () => 0.99)).toBe(0)
  })

  it('is undefined once every attempt was made', () => {
    expect(waitBeforeAttempt([0, 5, 300], 2, evenly)).toBe(300_000)
    expect(waitBeforeAttempt([0, 5, 300], 3, evenly)).toBeUndefined()
  })
})
