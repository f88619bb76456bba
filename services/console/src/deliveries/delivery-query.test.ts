import { expect, test } from 'vitest'
import { activeFilters, deliveryQuery } from './delivery-query.ts'

test.each([
  [{}, {}, {}],
  [{ status: ['dead'], type: undefined }, {}, { status: ['dead'] }],
  [
    { status: ['dead', 'held'], endpointId: 'ep_1', eventId: 'evt_1', range: '1h' },
    { from: '2026-01-31T11:00:00.000Z' },
    { status: ['dead', 'held'], endpointId: 'ep_1', eventId: 'evt_1', from: '2026-01-31T11:00:00.000Z' },
  ],
  [{ errorCode: ['timeout'], statusClass: ['none'], host: 'a.test', type: 'a.b' }, {}, 'the same'],
] as const)('the address %o within %o asks the API for %o', (search, bounds, query) => {
  const asked = deliveryQuery({ ...search } as Parameters<typeof deliveryQuery>[0], bounds)
  expect(asked).toEqual(query === 'the same' ? search : query)
})

test('each value that is filtered by can be taken away, and the rest stays', () => {
  const search = { status: ['dead', 'held'], type: 'a.b', range: '1h' } as const
  const active = activeFilters({ ...search, status: [...search.status] })
  expect(active).toEqual([
    { name: 'status', value: 'dead', without: { ...search, status: ['held'] } },
    { name: 'status', value: 'held', without: { ...search, status: ['dead'] } },
    { name: 'type', value: 'a.b', without: { ...search, type: undefined } },
  ])
  expect(activeFilters({ status: ['dead'] })[0]?.without).toEqual({ status: undefined })
})
