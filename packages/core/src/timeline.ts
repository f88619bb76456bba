import type { StatisticsBucket } from '@g5/contracts'
import { addCounts, type Counts, noCounts } from './counts.ts'

/** Statistics are kept for whole minutes, and for longer for whole hours. Unix minutes count both. */
export type Grain = 'minute' | 'hour'

export const grainMinutes: Record<Grain, number> = { minute: 1, hour: 60 }
/** How far back a question may reach. What is kept reaches a little further, so that no answer misses its first bucket. */
export const keptMinutes: Record<Grain, number> = { minute: 48 * 60, hour: 90 * 24 * 60 }

const bucketMinutes: Record<StatisticsBucket, number> = { '1m': 1, '5m': 5, '1h': 60, '1d': 1440 }
/** The finest grain that is needed: minutes are kept for less long. */
const grainOf: Record<StatisticsBucket, Grain> = { '1m': 'minute', '5m': 'minute', '1h': 'hour', '1d': 'hour' }
const maxBuckets = 1_500
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const defaultRangeMs = 24 * hourMs

/** Whole buckets, aligned in UTC, from the one that `from` lies in to the one that `to` ends in. */
export interface Timeline {
  grain: Grain
  /** Unix minutes: inclusive, exclusive. */
  from: number
  to: number
  bucketMinutes: number
}

export type TimelineFault = { field: 'from' | 'to' | 'bucket'; detail: string }

/** The last 24 hours by the hour, unless told. Times are Unix milliseconds. */
export function timeline(
  asked: { from?: number | undefined; to?: number | undefined; bucket: StatisticsBucket },
  now: number,
): { kind: 'timeline'; timeline: Timeline } | ({ kind: 'fault' } & TimelineFault) {
  const to = asked.to ?? Math.max(now, (asked.from ?? now) + 1)
  const from = asked.from ?? to - defaultRangeMs
  if (from >= to) return { kind: 'fault', field: 'to', detail: 'must be later than `from`' }
  const grain = grainOf[asked.bucket]
  const oldest = floor(now - keptMinutes[grain] * minuteMs, 1)
  if (floor(from, 1) < oldest)
    return {
      kind: 'fault',
      field: 'from',
      detail: `buckets of ${asked.bucket} reach back ${keptMinutes[grain] / 60} hours, to ${iso(oldest)}`,
    }
  const size = bucketMinutes[asked.bucket]
  const line = { grain, from: floor(from, size), to: ceil(to, size), bucketMinutes: size }
  const buckets = (line.to - line.from) / size
  if (buckets > maxBuckets)
    return { kind: 'fault', field: 'bucket', detail: `makes ${buckets} buckets, over ${maxBuckets}: take larger ones` }
  return { kind: 'timeline', timeline: line }
}

/**
 * The span that totals are taken over when no bucket is asked for: to the minute within a short recent range, else to
 * the hour, and beyond two months to the day.
 */
export function span(
  asked: { from?: number | undefined; to?: number | undefined },
  now: number,
): ReturnType<typeof timeline> {
  const to = asked.to ?? now
  const from = asked.from ?? to - defaultRangeMs
  const recent = from >= now - keptMinutes.minute * minuteMs && to - from <= 2 * hourMs
  return timeline({ from, to, bucket: recent ? '1m' : to - from <= maxBuckets * hourMs - hourMs ? '1h' : '1d' }, now)
}

/** A row of what is kept: the counts of one minute or hour. */
export interface KeptCounts extends Counts {
  /** The Unix minute that it begins with. */
  minute: number
}

/** Every bucket of the line in its order, zeros where nothing happened, and the sum of all. */
export function seriesOf(rows: readonly KeptCounts[], line: Timeline) {
  const series = Array.from({ length: (line.to - line.from) / line.bucketMinutes }, (_, i) => ({
    at: iso(line.from + i * line.bucketMinutes),
    counts: noCounts(),
  }))
  const totals = noCounts()
  for (const row of rows) {
    const bucket = series[Math.floor((row.minute - line.from) / line.bucketMinutes)]
    if (bucket) addCounts(bucket.counts, row)
    addCounts(totals, row)
  }
  return { series, totals }
}

/** A Unix minute as people read it. */
export function iso(minute: number): string {
  return new Date(minute * minuteMs).toISOString()
}

function floor(ms: number, minutes: number): number {
  return Math.floor(ms / (minutes * minuteMs)) * minutes
}

function ceil(ms: number, minutes: number): number {
  return Math.ceil(ms / (minutes * minuteMs)) * minutes
}
