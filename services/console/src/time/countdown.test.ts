import { expect, test } from 'vitest'
import { countdown } from './countdown.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

test.each([
  [-5 * second, '0 s'],
  [0, '0 s'],
  [1, '1 s'],
  [59 * second, '59 s'],
  [59 * second + 1, '1 min'],
  [4 * minute + 10 * second, '4 min 10 s'],
  [hour, '1 h'],
  [hour + 30 * second, '1 h'],
  [5 * hour + 3 * minute + 20 * second, '5 h 3 min'],
  [26 * hour, '1 d 2 h'],
])('%d ms from now is counted down as %s', (ms, words) => {
  expect(countdown(ms)).toBe(words)
})
