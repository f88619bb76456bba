import { describe, expect, test } from 'vitest'
import { mostIds, selectChosen, selectMatching } from './selection.ts'

describe('all that match', () => {
  const bounds = { from: '2026-05-03T12:00:00.000Z' }
  test.each([
    [{}, {}, { select: {} }],
    [{ endpointId: 'crm', type: undefined, reason: undefined }, {}, { select: { endpointId: 'crm' } }],
    [
      { type: 'order.placed', reason: ['endpoint_gone' as const] },
      bounds,
      {
        select: { type: 'order.placed', reason: 'endpoint_gone', ...bounds },
      },
    ],
    [
      { reason: ['endpoint_gone' as const, 'retries_exhausted' as const] },
      {},
      { refused: expect.stringContaining('one reason') },
    ],
  ])('of %j within %j', (filter, within, selected) => {
    expect(selectMatching(filter, within)).toEqual(selected)
  })
})

test('as many can be chosen as the API takes', () => {
  const ids = Array.from({ length: mostIds }, (_, i) => `dlv_${i}`)
  expect(selectChosen(ids)).toEqual({ select: { ids } })
  expect(selectChosen([...ids, 'dlv_more'])).toEqual({ refused: expect.stringContaining('1,000') })
})
