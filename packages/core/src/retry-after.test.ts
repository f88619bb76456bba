import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestRetryAfterMs, retryAfterMs } from './retry-after.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const at = (ms: number) => new Date(ms).toUTCString()

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7000],
    ['99999999999999999999', longestRetryAfterMs],
    [at(now + 90_000), 90_000],
    [at(now - 90_000), 0],
    [at(now + 48 * 3_600_000), longestRetryAfterMs],
    ['Tuesday, 24-Nov-26 12:00:30 GMT', 30_000],
    ['Tue Nov 24 12:00:30 2026', 30_000],
  ])('asks in seconds or by a date, within 24 h: %s', (header, wait) => {
    expect(retryAfterMs(header, undefined, now)).toBe(wait)
  })

  it.each([undefined, '', 'soon', '-5', '1.5', '1e3', '2026-11-24T12:00:30Z', 'Tue, 99 Foo 2026'])(
    'that is neither counts as none: %s',
    (header) => {
      expect(retryAfterMs(header, undefined, now)).toBeUndefined()
    },
  )

  it('reads a date by the receiver’s own clock, however wrong it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.integer({ min: 0, max: 86_400 }),
        (skew, wait) => {
          const theirs = now + skew * 1000
          expect(retryAfterMs(at(theirs + wait * 1000), at(theirs), now)).toBe(wait * 1000)
        },
      ),
    )
  })

  it('falls back to our clock when the answer’s Date is nonsense', () => {
    expect(retryAfterMs(at(now + 5000), 'yesterday', now)).toBe(5000)
  })

  it('never gives a wait that cannot be used, whatever a stranger sends', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string(), { nil: undefined }), (header, date) => {
        const wait = retryAfterMs(header, date, now) ?? 0
        expect(wait >= 0 && wait <= longestRetryAfterMs).toBe(true)
      }),
    )
  })
})
