import { expect, test } from 'vitest'
import { observedRate, type Sample, sampled } from './observed-rate.ts'

const line = (...points: [second: number, touched: number][]): Sample[] =>
  points.reduce<Sample[]>((all, [second, touched]) => sampled(all, { at: second * 1_000, touched }), [])

test.each<[string, Sample[], number | undefined]>([
  ['nothing', [], undefined],
  ['one look', line([0, 5]), undefined],
  ['two looks that are too close', line([0, 0], [2, 20]), undefined],
  ['a steady pace', line([0, 0], [2, 20], [4, 40], [6, 60]), 10],
  ['standing still', line([0, 7], [5, 7]), 0],
  ['only the last half minute', line([0, 0], [10, 1_000], [35, 1_000], [45, 1_010]), 1],
  ['a look told twice', line([0, 0], [5, 50], [5, 50]), 10],
])('of %s', (_name, samples, rate) => {
  expect(observedRate(samples)).toBe(rate)
})
