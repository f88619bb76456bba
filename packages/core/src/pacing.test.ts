import { describe, expect, test } from 'vitest'
import { createPacer, type Rate } from './pacing.ts'

/** Takes whatever is allowed whenever it is looked at; the moments of what left. */
function leave(rate: Rate, forMs: number, nextLook: (now: number, readyAt: number) => number): number[] {
  const pacer = createPacer(rate)
  const left: number[] = []
  for (let now = 0; now < forMs; now = nextLook(now, pacer.readyAt)) {
    const count = pacer.allowance(now)
    for (let i = 0; i < count; i++) left.push(now)
    pacer.take(count, now)
  }
  return left
}

function mostInWindow(moments: readonly number[], windowMs: number): number {
  let most = 0
  let first = 0
  for (const [i, moment] of moments.entries()) {
    while (moment - (moments[first] ?? moment) >= windowMs) first++
    most = Math.max(most, i - first + 1)
  }
  return most
}

describe('a pace', () => {
  test.each([
    { limit: 50, perSeconds: 1 },
    { limit: 1000, perSeconds: 1 },
    { limit: 600, perSeconds: 60 },
  ])('of $limit in $perSeconds s is kept within 5 % in any ten seconds', (rate) => {
    const left = leave(rate, 60_000, (now, readyAt) => Math.max(now + 20, readyAt))
    const fair = (10 * rate.limit) / rate.perSeconds
    expect(mostInWindow(left, 10_000)).toBeLessThanOrEqual(fair * 1.05)
    expect(left.length).toBeGreaterThanOrEqual(fair * 6 * 0.99)
  })

  test('that nobody used for an hour is not made up for', () => {
    const pacer = createPacer({ limit: 10, perSeconds: 1 })
    expect(pacer.allowance(3_600_000)).toBe(3)
  })

  test('of one in ten seconds lets one go, and the next after ten seconds', () => {
    const pacer = createPacer({ limit: 1, perSeconds: 10 })
    expect(pacer.allowance(0)).toBe(1)
    pacer.take(1, 0)
    expect(pacer.allowance(9_000)).toBe(0)
    expect(pacer.readyAt).toBeLessThanOrEqual(10_000)
    expect(pacer.allowance(10_000)).toBe(1)
  })

  test('makes up for a pause of whoever deals, as long as it is short', () => {
    const left = leave({ limit: 100, perSeconds: 1 }, 10_000, (now) => now + 200)
    expect(left.length).toBeGreaterThanOrEqual(980)
  })
})
