import { expect, test } from 'vitest'
import { worstDeviation } from './windows.ts'

const every = (step: number, count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i * step)

test('an even pace deviates by nothing, whatever its order', () => {
  expect(worstDeviation(every(10, 500).reverse(), 1_000, 100)).toBe(0)
})

test('a burst and a gap are both seen', () => {
  expect(worstDeviation([...every(10, 300), ...every(0, 20, 1_500)], 1_000, 100)).toBeCloseTo(0.2)
  const gap = [...every(10, 150), ...every(10, 150, 1_800)]
  expect(worstDeviation(gap, 1_000, 100)).toBeCloseTo(0.3)
})
