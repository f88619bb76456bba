import { expect, test } from 'vitest'
import { brushed, rangeOf, readRange, sameRange, wider } from './range.ts'

const now = Date.parse('2026-03-10T12:00:30.000Z')

test.each([
  ['the last hours', { range: '6h' }, { range: '6h' }],
  ['from and to, in any offset', { from: '2026-03-10T11:00:00+01:00' }, { from: '2026-03-10T10:00:00.000Z' }],
  [
    'from before the last hours, where both are there',
    { range: '6h', to: '2026-03-10T10:00:00Z' },
    { to: '2026-03-10T10:00:00.000Z' },
  ],
  ['nothing of what is no time', { range: 'ever', from: 'yesterday' }, {}],
])('an address is read for %s', (_, raw, range) => {
  expect(readRange(raw)).toEqual(range)
})

test.each([
  ['24 hours by five minutes unless told', {}, { from: '2026-03-09T12:00:00.000Z', bucket: '5m' }],
  ['the last hour by the minute', { range: '1h' as const }, { from: '2026-03-10T11:00:00.000Z', bucket: '1m' }],
  ['a week by the hour', { range: '7d' as const }, { from: '2026-03-03T12:00:00.000Z', bucket: '1h' }],
  ['a month by the day', { range: '30d' as const }, { from: '2026-02-08T12:00:00.000Z', bucket: '1d' }],
  [
    'an hour of last week by the hour, since minutes are not kept for so long',
    { from: '2026-03-03T12:00:00.000Z', to: '2026-03-03T13:00:00.000Z' },
    { from: '2026-03-03T12:00:00.000Z', to: '2026-03-03T13:00:00.000Z', bucket: '1h' },
  ],
])('the API is asked for %s', (_, search, range) => {
  expect(rangeOf(search, now)).toEqual(range)
})

test('a link names the range that is shown, even where nobody chose one', () => {
  expect(sameRange({})).toEqual({ range: '24h' })
  expect(sameRange({ to: '2026-03-10T10:00:00.000Z' })).toEqual({ to: '2026-03-10T10:00:00.000Z' })
})

test.each([
  [
    'on both sides',
    { from: '2026-03-10T08:00:00.000Z', to: '2026-03-10T09:00:00.000Z' },
    { from: '2026-03-10T07:30:00.000Z', to: '2026-03-10T09:30:00.000Z' },
  ],
  [
    'until now at most',
    { from: '2026-03-10T11:00:00.000Z', to: '2026-03-10T12:00:00.000Z' },
    { from: '2026-03-10T10:30:00.000Z' },
  ],
])('zooming out adds as much again, %s', (_, search, range) => {
  expect(wider(search, now)).toEqual(range)
})

test('what is drawn over a chart is whole minutes, five at least', () => {
  expect(brushed({ from: '2026-03-10T11:00:10.000Z', to: '2026-03-10T11:00:50.000Z' })).toEqual({
    from: '2026-03-10T11:00:00.000Z',
    to: '2026-03-10T11:05:00.000Z',
  })
})
