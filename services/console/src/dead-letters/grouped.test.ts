import { expect, test } from 'vitest'
import { grouped } from './grouped.ts'

test.each([
  ['', []],
  ['a', [['a', 1]]],
  [
    'abcbcb',
    [
      ['b', 3],
      ['c', 2],
      ['a', 1],
    ],
  ],
  [
    'xy',
    [
      ['x', 1],
      ['y', 1],
    ],
  ],
])('%j is counted by its letters', (text, groups) => {
  expect(grouped([...text], (letter) => letter).map(({ name, count }) => [name, count])).toEqual(groups)
})
