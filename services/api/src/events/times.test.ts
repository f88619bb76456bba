import { expect, test } from 'vitest'
import { timesOf } from './times.ts'

const now = Date.parse('2026-01-31T12:00:00.000Z')
const at = (ms: number) => new Date(now + ms).toISOString()
const day = 86_400_000

test('an event without times of its own asks no clock', () => {
  const clock = () => {
    throw new Error('asked')
  }
  expect(timesOf({}, clock, 30)).toEqual({ kind: 'right', given: {}, later: false })
})

test.each([
  [{ deliverAt: at(1) }, true],
  [{ deliverAt: at(30 * day) }, true],
  [{ deliverAt: at(0) }, false],
  [{ deliverAt: at(-60_000) }, false],
  [{ expiresAt: at(1) }, false],
  [{ expiresAt: at(30 * day) }, false],
  [{ deliverAt: at(1_000), expiresAt: at(1_001) }, true],
  [{ deliverAt: at(-1_000), expiresAt: at(1) }, false],
])('%j is fine', (times, later) => {
  expect(timesOf(times, () => now, 30)).toEqual({ kind: 'right', given: times, later })
})

test('any offset is taken, and kept as UTC', () => {
  const times = timesOf({ deliverAt: '2026-01-31T14:30:00+02:00' }, () => now, 30)
  expect(times).toEqual({ kind: 'right', given: { deliverAt: '2026-01-31T12:30:00.000Z' }, later: true })
})

test.each([
  [{ deliverAt: at(-60_001) }, '/deliverAt', 'past'],
  [{ deliverAt: at(30 * day + 1) }, '/deliverAt', 'kept'],
  [{ expiresAt: at(0) }, '/expiresAt', 'past'],
  [{ expiresAt: at(30 * day + 1) }, '/expiresAt', 'kept'],
  [{ deliverAt: at(5_000), expiresAt: at(5_000) }, '/expiresAt', 'later than deliverAt'],
  [{ deliverAt: at(5_000), expiresAt: at(4_000) }, '/expiresAt', 'later than deliverAt'],
])('%j is refused at %s', (times, pointer, detail) => {
  expect(timesOf(times, () => now, 30)).toEqual({
    kind: 'wrong',
    errors: [{ pointer, detail: expect.stringContaining(detail) }],
  })
})
