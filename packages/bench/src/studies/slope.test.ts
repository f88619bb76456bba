import { expect, test } from 'vitest'
import { slopeOf } from './slope.ts'

test('a line has its own slope, and what lies evenly about a level has none', () => {
  expect(
    slopeOf([
      [0, 1],
      [1, 3],
      [2, 5],
    ]),
  ).toBe(2)
  expect(
    slopeOf([
      [0, 1],
      [1, 2],
      [2, 1],
    ]),
  ).toBe(0)
})
