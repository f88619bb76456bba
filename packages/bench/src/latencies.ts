import { build } from 'hdr-histogram-js'

export interface Percentiles {
  count: number
  p50Ms: number
  p99Ms: number
  maxMs: number
}

/** A minute; what takes longer counts as that. */
const longestUs = 60_000_000

export function createLatencies() {
  const histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: longestUs,
    numberOfSignificantValueDigits: 3,
  })
  return {
    record(us: number): void {
      histogram.recordValue(Math.min(Math.max(Math.round(us), 0), longestUs))
    },
    reset: () => histogram.reset(),
    percentiles(): Percentiles {
      return {
        count: histogram.totalCount,
        p50Ms: histogram.getValueAtPercentile(50) / 1e3,
        p99Ms: histogram.getValueAtPercentile(99) / 1e3,
        maxMs: histogram.maxValue / 1e3,
      }
    },
  }
}
