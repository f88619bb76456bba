import { expect, test } from 'vitest'
import { overlapOf, overlapProblem, overlapWords } from './overlap.ts'

test.each([
  ['24', 24, undefined],
  ['0', 0, undefined],
  ['0.5', 0.5, undefined],
  ['168', 168, undefined],
  ['169', 169, 'Write hours from 0 to 168'],
  ['-1', -1, 'Write hours from 0 to 168'],
  ['', Number.NaN, 'Write hours from 0 to 168'],
  ['a day', Number.NaN, 'Write hours from 0 to 168'],
])('an overlap of %j is read', (text, hours, problem) => {
  expect([overlapOf(text), overlapProblem(text)]).toEqual([hours, problem])
})

test('what an overlap means is said', () => {
  expect(overlapWords(0)).toContain('signs nothing any more')
  expect(overlapWords(1)).toContain('1 hour to')
  expect(overlapWords(24)).toContain('24 hours to')
})
