import { oneOf, oneText } from './address.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const leastBrushed = 5 * minute

const spans = {
  '15m': 15 * minute,
  '1h': hour,
  '6h': 6 * hour,
  '24h': day,
  '7d': 7 * day,
  '30d': 30 * day,
} as const
export type Span = keyof typeof spans
export const spanNames = Object.keys(spans) as Span[]

/** A stretch of time in the address: the last so many hours, which moves on, or from and to, which stands still. */
export interface RangeSearch {
  range?: Span | undefined
  from?: string | undefined
  to?: string | undefined
}

const span = oneOf(spanNames)

export function readRange(search: Record<string, unknown>): RangeSearch {
  const [from, to] = [moment(search['from']), moment(search['to'])]
  return from !== undefined || to !== undefined ? { from, to } : { range: span(search['range']) }
}

const moment = (value: unknown) => {
  const text = oneText(value)
  return text !== undefined && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined
}

export interface Range {
  /** As the API takes it, RFC 3339. */
  from: string
  /** Left out: until now. */
  to?: string
  /** Of the statistics, so that a chart has between a dozen and some hundred points. */
  bucket: '1m' | '5m' | '1h' | '1d'
}

/** @param now Unix milliseconds; the range begins at a whole minute, so that a key does not change at each look. */
export function rangeOf({ range, from, to }: RangeSearch, now: number, otherwise: Span = '24h'): Range {
  const end = to === undefined ? now : Date.parse(to)
  const begin = from === undefined ? Math.floor((end - spans[range ?? otherwise]) / minute) * minute : Date.parse(from)
  // What begins at a whole minute may be up to one longer than was asked for.
  const long = end - begin - minute
  // The finer ones reach back 48 hours.
  const fine = now - begin < 2 * day
  const bucket = long <= 3 * hour && fine ? '1m' : long <= day && fine ? '5m' : long <= 14 * day ? '1h' : '1d'
  return { from: new Date(begin).toISOString(), ...(to !== undefined && { to }), bucket }
}

/** What a link says that shows the same time as here: a page that it leads to may have another habit. */
export function sameRange({ range, from, to }: RangeSearch, otherwise: Span = '24h'): RangeSearch {
  return from !== undefined || to !== undefined ? { from, to } : { range: range ?? otherwise }
}

/** Whether it stands still: it does not end now, whenever that is. */
export const isFixed = ({ from, to }: RangeSearch) => from !== undefined || to !== undefined

/** As much again on both sides, until now at most; what reaches until now stays so. Times in Unix milliseconds. */
export function wider(search: RangeSearch, now: number, otherwise: Span = '24h'): RangeSearch {
  const { from, to } = rangeOf(search, now, otherwise)
  const [begin, end] = [Date.parse(from), to === undefined ? now : Date.parse(to)]
  const half = Math.max(end - begin, minute) / 2
  const iso = (at: number) => new Date(Math.round(at)).toISOString()
  return { from: iso(begin - half), to: end + half >= now ? undefined : iso(end + half) }
}

/** Whole minutes around what was drawn over a chart, and some of them: a single bucket shows nothing. */
export function brushed({ from, to }: { from: string; to: string }): RangeSearch {
  const begin = Math.floor(Date.parse(from) / minute) * minute
  const end = Math.max(Math.ceil(Date.parse(to) / minute) * minute, begin + leastBrushed)
  return { from: new Date(begin).toISOString(), to: new Date(end).toISOString() }
}
