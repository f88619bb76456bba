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
  }))
  expect(packTally(attempts).length / attempts.length).toBeLessThan(20)
})
