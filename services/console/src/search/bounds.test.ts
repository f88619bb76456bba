import { expect, test } from 'vitest'
import { boundsOf } from './bounds.ts'

const now = Date.parse('2026-01-31T12:00:30.000Z')
const [from, to] = ['2026-01-30T00:00:00.000Z', '2026-01-31T00:00:00.000Z']

test.each([
  [{}, {}],
  [{ range: '1h' }, { from: '2026-01-31T11:00:00.000Z' }],
  [
    { from, to },
    { from, to },
  ],
  [{ from }, { from }],
  [{ to }, { to }],
] as const)('the range %o bounds a list by %o', (range, bounds) => {
  expect(boundsOf(range, now)).toEqual(bounds)
})
