import { countedBuckets } from './counted.ts'
import type { Counts, Overview, Percentiles } from './overview.ts'

/** Of fewer counted seconds than these a bucket tells more of chance than of pace. */
const leastSeconds = 30

type Line = (number | null)[]

/** What the charts draw: a number for each bucket, null where none is known. */
export interface Lines {
  times: string[]
  perSecond: { accepted: Line; delivered: Line; failed: Line }
  successRate: Line
  durationMs: Three
  /** To the first attempt. */
  delayMs: Three
}

interface Three {
  p50: Line
  p95: Line
  p99: Line
}

export function linesOf(overview: Overview): Lines {
  const { series } = overview
  const counted = new Map(countedBuckets(overview).map((one) => [one.at, one.seconds]))
  const perSecond = (of: (counts: Counts) => number): Line =>
    series.map((one) => {
      const seconds = counted.get(one.at) ?? 0
      return seconds < leastSeconds ? null : of(one) / seconds
    })
  return {
    times: series.map(({ at }) => at),
    perSecond: {
      accepted: perSecond(({ events }) => events),
      delivered: perSecond(({ delivered }) => delivered),
      failed: perSecond(({ failed }) => failed),
    },
    successRate: series.map((one) => one.successRate),
    durationMs: three(series.map((one) => one.latencyMs)),
    delayMs: three(series.map((one) => one.firstAttemptDelayMs)),
  }
}

const three = (values: readonly Percentiles[]): Three => ({
  p50: values.map((one) => one?.p50 ?? null),
  p95: values.map((one) => one?.p95 ?? null),
  p99: values.map((one) => one?.p99 ?? null),
})
