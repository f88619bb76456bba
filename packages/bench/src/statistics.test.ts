import { expect, test } from 'vitest'
import { median, medians, ratio } from './statistics.ts'

test('the median is the middle value, whatever the order', () => {
  expect(median([9, 1, 5])).toBe(5)
})

test('the median of an even number of values lies between the middle two', () => {
  expect(median([10, 1, 2, 4])).toBe(3)
})

test('the median of nothing is not a number', () => {
  expect(median([])).toBeNaN()
})

test('each figure has a median of its own', () => {
  expect(
    medians([
      { a: 1, b: 30 },
      { a: 3, b: 10 },
      { a: 2, b: 20 },
    ]),
  ).toEqual({ a: 2, b: 20 })
  expect(medians([])).toBeUndefined()
})

test('a ratio needs two sides, and something to divide by', () => {
  expect(ratio(2300, 460)).toBe(5)
  expect(ratio(undefined, 460)).toBeUndefined()
  expect(ratio(2300, undefined)).toBeUndefined()
  expect(ratio(2300, 0)).toBeUndefined()
  expect(ratio(Number.NaN, 460)).toBeUndefined()
})
