import type { Overview } from './overview.ts'

const bucketSeconds: Record<Overview['bucket'], number> = { '1m': 60, '5m': 300, '1h': 3_600, '1d': 86_400 }

/** Seconds from `from` to `to` (RFC 3339) that are counted already: what came after `asOf` is not in yet. */
export function countedSeconds({ from, to, asOf }: Pick<Overview, 'from' | 'to' | 'asOf'>): number {
  if (asOf === null) return 0
  return Math.max(0, (Math.min(Date.parse(to), Date.parse(asOf)) - Date.parse(from)) / 1_000)
}

/** The buckets that are counted, each with how many seconds of it are. */
export function countedBuckets({ series, bucket, asOf }: Pick<Overview, 'series' | 'bucket' | 'asOf'>) {
  return series.flatMap((one) => {
    const to = new Date(Date.parse(one.at) + bucketSeconds[bucket] * 1_000).toISOString()
    const seconds = countedSeconds({ from: one.at, to, asOf })
    return seconds > 0 ? [{ ...one, seconds }] : []
  })
}

export interface Sum {
  seconds: number
  events: number
  attempts: number
  delivered: number
  failed: number
  dead: number
}

/**
 * The end of what is counted, `lately` or a little more of it since buckets are whole, and all before it.
 * @param lately seconds
 */
export function splitLately(overview: Overview, lately: number): { lately: Sum; before: Sum } {
  const buckets = countedBuckets(overview)
  let [at, seconds] = [buckets.length, 0]
  while (at > 0 && seconds < lately) seconds += buckets[--at]?.seconds ?? 0
  return { lately: sumOf(buckets.slice(at)), before: sumOf(buckets.slice(0, at)) }
}

const sumOf = (parts: readonly Sum[]): Sum =>
  parts.reduce(
    (sum, { seconds, events, attempts, delivered, failed, dead }) => ({
      seconds: sum.seconds + seconds,
      events: sum.events + events,
      attempts: sum.attempts + attempts,
      delivered: sum.delivered + delivered,
      failed: sum.failed + failed,
      dead: sum.dead + dead,
    }),
    { seconds: 0, events: 0, attempts: 0, delivered: 0, failed: 0, dead: 0 },
  )
