import type { AnswerOf } from '@g5/sdk'

type Histogram = AnswerOf<'endpoints.statistics'>['totals']['histogram']

export interface Bar {
  label: string
  attempts: number
  /** Of the largest. */
  share: number
}

/** Milliseconds, where people draw the lines. */
const bounds = [10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000]

/** The many buckets of the API in a few that can be taken in at a glance; empty ones at either end are left out. */
export function barsOf(histogram: Histogram): Bar[] {
  const counts = Array.from({ length: bounds.length + 1 }, () => 0)
  for (const { upToMs, attempts } of histogram) {
    const place = upToMs === null ? -1 : bounds.findIndex((bound) => upToMs <= bound * nearly)
    const at = place === -1 ? bounds.length : place
    counts[at] = (counts[at] ?? 0) + attempts
  }
  const first = counts.findIndex((count) => count > 0)
  const last = counts.findLastIndex((count) => count > 0)
  const most = Math.max(...counts)
  return counts
    .map((attempts, i) => ({ label: labelOf(i), attempts, share: attempts / (most || 1) }))
    .slice(first === -1 ? counts.length : first, last + 1)
}

/** A bucket that ends a little beyond a line belongs to what is before it: its durations are known within 10 %. */
const nearly = 1.1

function labelOf(place: number): string {
  const [from, to] = [bounds[place - 1], bounds[place]]
  if (to === undefined) return `over ${words(from ?? 0)}`
  return `up to ${words(to)}`
}

const words = (ms: number) => (ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`)
