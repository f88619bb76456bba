import { describe, expect, test } from 'vitest'
import { countingOf, matchingWords } from './hold-count.ts'

describe('what would be held is counted', () => {
  test.each([
    [{}, { status: ['pending'] }],
    [{ tenantId: 'ten_1' }, { status: ['pending'] }],
    [
      { endpointId: 'ep_1', type: 'a' },
      { status: ['pending'], endpointId: 'ep_1', type: 'a' },
    ],
  ] as const)('wholly by a dry run for %j', (target, select) => {
    expect(countingOf(target)).toEqual({ by: 'dryRun', body: { action: 'send', select, dryRun: true } })
  })

  test('as far as a page goes for a host, which no dry run knows', () => {
    expect(countingOf({ host: 'a.example', type: 'a' })).toEqual({
      by: 'list',
      query: { status: 'pending', host: 'a.example', type: 'a', limit: 250 },
    })
  })
})

test.each([
  [{ count: 0, atLeast: false }, 'Nothing waits that it matches now. What comes is held from then on.'],
  [{ count: 1, atLeast: false }, '1 delivery waits that matches now.'],
  [{ count: 250, atLeast: true }, 'At least 250 deliveries wait that match now.'],
])('%j is told', (matching, told) => {
  expect(matchingWords(matching).startsWith(told)).toBe(true)
})
