import { describe, expect, test } from 'vitest'
import { noCounts } from './counts.ts'
import { iso, seriesOf, span, timeline } from './timeline.ts'

const now = Date.parse('2026-03-10T12:34:56.789Z')
const at = (text: string) => Date.parse(text)
const lineOf = (asked: Parameters<typeof timeline>[0]) => {
  const line = timeline(asked, now)
  if (line.kind === 'fault') throw new Error(line.detail)
  const { from, to, ...rest } = line.timeline
  return { from: iso(from), to: iso(to), ...rest }
}
const faultOf = (asked: Parameters<typeof timeline>[0]) => {
  const line = timeline(asked, now)
  return line.kind === 'fault' ? line.field : undefined
}

describe('a timeline', () => {
  test('is the last 24 hours by the hour unless told, to the end of the hour that has begun', () => {
    expect(lineOf({ bucket: '1h' })).toEqual({
      ...{ from: '2026-03-09T12:00:00.000Z', to: '2026-03-10T13:00:00.000Z', grain: 'hour', bucketMinutes: 60 },
    })
  })

  test.each([
    ['1m', '2026-03-10T10:17:00.000Z', '2026-03-10T10:24:00.000Z', 'minute'],
    ['5m', '2026-03-10T10:15:00.000Z', '2026-03-10T10:25:00.000Z', 'minute'],
    ['1h', '2026-03-10T10:00:00.000Z', '2026-03-10T11:00:00.000Z', 'hour'],
    ['1d', '2026-03-10T00:00:00.000Z', '2026-03-11T00:00:00.000Z', 'hour'],
  ] as const)('of buckets of %s is aligned in UTC', (bucket, from, to, grain) => {
    const asked = { from: at('2026-03-10T10:17:42Z'), to: at('2026-03-10T12:23:11+02:00'), bucket }
    expect(lineOf(asked)).toMatchObject({ from, to, grain })
  })

  test('that ends on a bound has no bucket more', () => {
    const asked = { from: at('2026-03-10T10:00:00Z'), to: at('2026-03-10T11:00:00Z'), bucket: '1h' as const }
    expect(lineOf(asked)).toMatchObject({ from: '2026-03-10T10:00:00.000Z', to: '2026-03-10T11:00:00.000Z' })
  })

  test('that ends before it begins, is too fine or reaches back further than what is kept is refused', () => {
    const hoursAgo = (hours: number) => now - hours * 3_600_000
    expect(faultOf({ from: now, to: now, bucket: '1h' })).toBe('to')
    expect(faultOf({ from: hoursAgo(26), bucket: '1m' })).toBe('bucket')
    expect(faultOf({ from: hoursAgo(24), bucket: '1m' })).toBeUndefined()
    expect(faultOf({ from: hoursAgo(48), bucket: '5m' })).toBeUndefined()
    expect(faultOf({ from: hoursAgo(49), to: now, bucket: '5m' })).toBe('from')
    expect(faultOf({ from: hoursAgo(90 * 24), bucket: '1d' })).toBeUndefined()
    expect(faultOf({ from: hoursAgo(90 * 24 + 1), bucket: '1d' })).toBe('from')
    expect(faultOf({ from: hoursAgo(63 * 24), bucket: '1h' })).toBe('bucket')
  })

  test('from a moment ahead is no mistake of ours to trip over', () => {
    expect(lineOf({ from: now + 3_600_000, bucket: '1h' })).toMatchObject({ from: '2026-03-10T13:00:00.000Z' })
  })
})

test('a span is of minutes within two hours of late, and of hours otherwise', () => {
  const grainOf = (hours: number, agoHours = 0) => {
    const spanned = span({ from: now - (agoHours + hours) * 3_600_000, to: now - agoHours * 3_600_000 }, now)
    return spanned.kind === 'timeline' && spanned.timeline.grain
  }
  expect([grainOf(1), grainOf(2), grainOf(3), grainOf(1, 50), grainOf(89 * 24)]).toEqual([
    ...['minute', 'minute', 'hour', 'hour', 'hour'],
  ])
})

test('a series has every bucket, those in which nothing happened too, and the totals are its sum', () => {
  const line = { grain: 'minute' as const, from: 600, to: 620, bucketMinutes: 5 }
  const rows = [601, 604, 612].map((minute) => ({
    ...noCounts(),
    minute,
    delivered: 1,
    failed: 2,
    errors: { timeout: 2 },
  }))
  const { series, totals } = seriesOf(rows, line)
  expect(series.map(({ at, counts }) => [at.slice(11, 16), counts.delivered, counts.failed])).toEqual([
    ...[
      ['10:00', 2, 4],
      ['10:05', 0, 0],
      ['10:10', 1, 2],
      ['10:15', 0, 0],
    ],
  ])
  expect(totals).toMatchObject({ delivered: 3, failed: 6, errors: { timeout: 6 } })
})
