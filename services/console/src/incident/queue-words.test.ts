import { expect, test } from 'vitest'
import { isPausable, resumeWords } from './queue-words.ts'

test.each([
  [0, 'Nothing is due that waited.'],
  [1, '1 is due now.'],
  [1_200, '1,200 are due now.'],
  [10_000, '10,000 or more are due now.'],
])('resuming with %i due says so', (due, end) => {
  expect(resumeWords({ due }).endsWith(end)).toBe(true)
})

test('a queue that deliveries never wait for is not paused', () => {
  expect([isPausable({ due: 0 }), isPausable({ due: null })]).toEqual([true, false])
})
