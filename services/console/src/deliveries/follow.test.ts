import { expect, test } from 'vitest'
import { lookAgainMs } from './follow.ts'

const now = Date.parse('2026-01-31T12:00:00.000Z')
const pending = (ms: number) => ({ status: 'pending', nextAttemptAt: new Date(now + ms).toISOString() }) as const

test.each([
  [undefined, 5_000],
  [{ status: 'queued', nextAttemptAt: null }, 1_000],
  [pending(3_600_000), 5_000],
  [pending(2_500), 2_500],
  [pending(100), 1_000],
  [pending(-60_000), 1_000],
  [{ status: 'pending', nextAttemptAt: null }, 1_000],
  [{ status: 'dead', nextAttemptAt: null }, 15_000],
  [{ status: 'held', nextAttemptAt: null }, 15_000],
] as const)('%o is read again after %d ms', (delivery, ms) => {
  expect(lookAgainMs(delivery, now)).toBe(ms)
})
