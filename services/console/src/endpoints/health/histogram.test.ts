import { expect, test } from 'vitest'
import { barsOf } from './histogram.ts'

test('many buckets become a few, and no attempt is lost on the way', () => {
  const bars = barsOf([
    { upToMs: 22.2, attempts: 3 },
    { upToMs: 26.6, attempts: 1 },
    { upToMs: 95, attempts: 8 },
    { upToMs: 29_800, attempts: 2 },
    { upToMs: null, attempts: 1 },
  ])
  expect(bars.map(({ label, attempts }) => [label, attempts])).toEqual([
    ['up to 25 ms', 4],
    ['up to 50 ms', 0],
    ['up to 100 ms', 8],
    ['up to 250 ms', 0],
    ['up to 500 ms', 0],
    ['up to 1 s', 0],
    ['up to 2.5 s', 0],
    ['up to 5 s', 0],
    ['up to 10 s', 0],
    ['up to 30 s', 2],
    ['over 30 s', 1],
  ])
  expect(bars[2]?.share).toBe(1)
})

test('where nothing was measured there is nothing to show', () => {
  expect(barsOf([])).toEqual([])
  expect(barsOf([{ upToMs: 10, attempts: 0 }])).toEqual([])
})
