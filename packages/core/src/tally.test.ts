import type { ErrorCode } from '@g5/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packTally, unpackTally } from './tally.ts'

const attempt = fc.record({
  lane: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  type: fc.constantFrom('order.paid', 'invoice.sent', 'a'),
  error: fc.constantFrom<ErrorCode | null>(null, 'timeout', 'http_server_error'),
  durationMs: fc.integer({ min: 0, max: 60_000 }),
  startedAgoMs: fc.integer({ min: 0, max: 600_000 }),
  firstAttemptDelayMs: fc.option(fc.integer({ min: 0, max: 30 * 86_400_000 }), { nil: undefined }),
})

test('what is packed comes out as it was, in its order', () => {
  fc.assert(
    fc.property(fc.array(attempt), (attempts) => {
      expect(unpackTally(packTally(attempts))).toEqual(attempts)
    }),
  )
})

test('a batch of one type takes less than 20 bytes an attempt', () => {
  const attempts = Array.from({ length: 100 }, (_, i) => ({
    ...{ lane: 100 + i, type: 'order.paid', error: null, durationMs: 20 + i, startedAgoMs: 25 + i },
    firstAttemptDelayMs: 10 + i,
  }))
  expect(packTally(attempts).length / attempts.length).toBeLessThan(23)
})

test('a tally from before delays were kept has none, and one with delays is as it was to who does not know them', () => {
  const attempts = [
    { lane: 7, type: 'order.paid', error: null, durationMs: 20, startedAgoMs: 25, firstAttemptDelayMs: 12 },
    { lane: 8, type: 'order.paid', error: 'timeout' as const, durationMs: 15_000, startedAgoMs: 15_002 },
  ]
  const { delays, ...before } = JSON.parse(packTally(attempts))
  expect(delays).toEqual([12, -1])
  expect(before).toEqual({
    ...{ types: ['order.paid'], errors: ['timeout'], attempts: [7, 0, -1, 20, 25, 8, 0, 0, 15_000, 15_002] },
  })
  expect(unpackTally(JSON.stringify(before))).toEqual(
    attempts.map((attempt) => ({ ...attempt, firstAttemptDelayMs: undefined })),
  )
})
