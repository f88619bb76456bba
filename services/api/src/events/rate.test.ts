import { beforeEach, expect, test } from 'vitest'
import { createCounters } from '../rate-limit/counters.ts'
import { createRate } from './rate.ts'

const limit = 10
let now = 0
let count: ReturnType<typeof createRate>
beforeEach(() => {
  now = 0
  count = createRate(createCounters({ now: () => now }))
})

/** Whether an event at that moment is within the limit. */
function fits(at: number): boolean {
  now = at
  const { count: events, spare } = count('a', limit)
  return events <= limit + spare
}
const flood = (from: number, events: number) => Array.from({ length: events }, () => fits(from)).filter(Boolean).length

test('who posts evenly at the limit is never refused, though some come early and some late', () => {
  const jitter = [0, 40, -40, 0, -45, 45, -20]
  const answers = Array.from({ length: 500 }, (_, n) => fits(1_000 + n * 100 + (jitter[n % jitter.length] ?? 0)))
  expect(answers.filter((fit) => !fit)).toEqual([])
})

test("two seconds' worth may come at once, and no more until a second is over", () => {
  expect(flood(0, 50)).toBe(20)
  expect(flood(999, 50)).toBe(0)
  expect(flood(1_000, 50)).toBe(10)
})

test('who never stops gets the limit each second', () => {
  const accepted = Array.from({ length: 20 }, (_, second) => flood(second * 1_000, 100))
  expect(accepted).toEqual([20, ...Array(19).fill(10)])
})

test("what a second leaves over is there in the next, up to one second's worth", () => {
  flood(0, 20)
  flood(1_000, 4)
  expect(flood(2_000, 50)).toBe(16)
  flood(3_000, 1)
  flood(4_000, 1)
  expect(flood(5_000, 50)).toBe(20)
})

test('tenants are counted each by itself', () => {
  expect(flood(0, 21)).toBe(20)
  expect(count('b', limit).count).toBe(1)
})
