import { expect, test } from 'vitest'
import { inOrder, stateOf } from './explain-words.ts'

test.each([
  ['filter', true, 'matched'],
  ['filter', false, 'unmatched'],
  ['filter', null, 'unknown'],
  ['createdAfter', false, 'unmatched'],
  ['enabled', true, 'matched'],
  ['enabled', false, 'later'],
] as const)('the clause %s, matched %s, is %s', (clause, matched, state) => {
  expect(stateOf({ clause, matched })).toBe(state)
})

test('what decides comes first, and the rest stays in its order', () => {
  const clauses = [
    { clause: 'endpointIds', matched: true },
    { clause: 'eventTypes', matched: true },
    { clause: 'filter', matched: false },
    { clause: 'filter', matched: null },
    { clause: 'enabled', matched: false },
  ] as const
  const places = inOrder(clauses).map((one) => clauses.indexOf(one))
  expect(places).toEqual([2, 3, 4, 0, 1])
})
