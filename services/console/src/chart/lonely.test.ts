import { expect, test } from 'vitest'
import { lonely } from './lonely.ts'

test.each([
  ['between gaps', [null, 3, null, 4, 5, null], [1]],
  ['at either end', [1, null, 2], [0, 2]],
  ['that is all there is', [0], [0]],
  ['nowhere', [1, 2, null, null], []],
])('a number is alone %s', (_, values, at) => {
  expect(lonely(values)).toEqual(at)
})
