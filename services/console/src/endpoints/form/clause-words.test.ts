import { expect, test } from 'vitest'
import { clauseWords } from './clause-words.ts'

test('what is told is the first clause that does not hold, with its place where it has one', () => {
  const type = { clause: 'eventTypes' as const, matched: true, detail: 'all types' }
  const filter = { clause: 'filter' as const, matched: false, detail: 'is 5, wanted > 9', pointer: '/payload/n' }
  const erased = { clause: 'filter' as const, matched: null, detail: 'the payload was erased' }
  expect(clauseWords([type, filter, erased])).toBe('/payload/n: is 5, wanted > 9')
  expect(clauseWords([type, erased])).toBe('the payload was erased')
  expect(clauseWords([type])).toBe('')
})
