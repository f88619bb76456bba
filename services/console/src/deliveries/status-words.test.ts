import { expect, test } from 'vitest'
import { statusWords } from './status-words.ts'

const now = Date.parse('2026-01-31T12:00:00.000Z')
const at = (seconds: number) => new Date(now + seconds * 1_000).toISOString()
const waiting = { status: 'pending', attempts: 3, errorCode: 'timeout', nextAttemptAt: at(250) } as const
const ended = { errorCode: null, nextAttemptAt: null }

test.each([
  [waiting, 'Failed 3 times, next try in 4 min 10 s'],
  [{ ...waiting, attempts: 1 }, 'Failed once, next try in 4 min 10 s'],
  [{ ...waiting, nextAttemptAt: at(-1) }, 'Failed 3 times, the next try is due'],
  [{ ...waiting, nextAttemptAt: null }, 'Failed 3 times, waits for its turn'],
  [{ ...waiting, attempts: 0, errorCode: null }, 'Not tried yet, next try in 4 min 10 s'],
  [{ ...waiting, errorCode: null }, 'Is to be sent again, next try in 4 min 10 s'],
  [{ ...ended, status: 'queued', attempts: 0 }, 'The first attempt is on its way'],
  [{ ...ended, status: 'queued', attempts: 2 }, 'Attempt 3 is on its way'],
  [{ ...ended, status: 'delivered', attempts: 1 }, 'Delivered at the first attempt'],
  [{ ...ended, status: 'delivered', attempts: 4 }, 'Delivered after 4 attempts'],
  [{ ...ended, status: 'dead', attempts: 5 }, 'Failed 5 times and is not tried again by itself'],
  [{ ...ended, status: 'held', attempts: 0 }, 'Held before its first attempt'],
  [{ ...ended, status: 'cancelled', attempts: 1 }, 'Cancelled after 1 attempt'],
] as const)('%o reads "%s"', (delivery, words) => {
  expect(statusWords(delivery, now)).toBe(words)
})
