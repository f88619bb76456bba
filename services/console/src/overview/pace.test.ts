import { expect, test } from 'vitest'
import { pace } from './pace.ts'

test.each([
  [0, '0 /s'],
  [1_234, '1,234 /s'],
  [3.14, '3.1 /s'],
  [0.5, '0.5 /s'],
  [0.1, '6.0 /min'],
  [40 / 86_400, '1.7 /h'],
  [1 / 86_400, '< 0.1 /h'],
])('%d a second is told as %s', (perSecond, words) => {
  expect(pace(perSecond)).toBe(words)
})

test('what stands beside a faster pace is told in its unit', () => {
  expect(pace(0.2, { word: 'second', short: '/s', seconds: 1 })).toBe('0.2 /s')
})
