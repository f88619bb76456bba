import { expect, test } from 'vitest'
import { endOf } from './expiry.ts'

const now = Date.parse('2026-03-01T12:00:00Z')

test.each([
  ['1d', '', '2026-03-02T12:00:00.000Z'],
  ['90d', '', '2026-05-30T12:00:00.000Z'],
  ['1y', '', '2027-03-01T12:00:00.000Z'],
  ['never', '2026-01-01T00:00', null],
  ['date', '2026-03-01T12:00:01Z', '2026-03-01T12:00:01.000Z'],
  ['date', '', undefined],
  ['date', 'tomorrow', undefined],
  ['date', '2026-03-01T12:00:00Z', undefined],
] as const)('%s, %j', (expiry, picked, expected) => {
  expect(endOf(expiry, picked, now)).toBe(expected)
})
