import { expect, test } from 'vitest'
import { stateOf } from './key-state.ts'

const now = Date.parse('2026-03-01T12:00:00Z')

test.each([
  [null, null, 'In use', true],
  [null, '2026-03-09T12:00:00.000Z', 'In use', true],
  [null, '2026-03-08T11:59:59.000Z', 'Expires soon', true],
  [null, '2026-03-01T12:00:00.000Z', 'Expired', false],
  ['2026-02-01T00:00:00.000Z', null, 'Revoked', false],
  ['2026-02-01T00:00:00.000Z', '2026-02-02T00:00:00.000Z', 'Revoked', false],
])('revoked %s, expires %s: %s', (revokedAt, expiresAt, word, live) => {
  expect(stateOf({ revokedAt, expiresAt }, now)).toMatchObject({ word, live })
})
