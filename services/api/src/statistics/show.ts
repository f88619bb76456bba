import { type EndpointStatistics, type Overview, publicId, type StatisticsBucket } from '@g5/contracts'
import {
  type Counts,
  iso,
  type KeptCounts,
  type LatencyHistogram,
  latencyPercentile,
  latencyUpTo,
  seriesOf,
  successRate,
  type Timeline,
} from '@g5/core'
import { type EndpointRow, type PresentRow, presentCountedUpTo, type TenantScope } from '@g5/db'
import { ownerOf, time } from '../present.ts'

interface Kept {
  rows: readonly KeptCounts[]
  asOf: string | null
}

export function showOverview(kept: Kept, present: PresentRow, line: Timeline, bucket: StatisticsBucket): Overview {
  const { series, totals } = seriesOf(kept.rows, line)
  return {
    ...showTime(kept, line, bucket),
    present: showPresent(present),
    totals: { events: totals.events, ...showAttempts(totals) },
    series: series.map(({ at, counts }) => ({ at, events: counts.events, ...showAttempts(counts) })),
  }
}

export function showEndpointStatistics(
  { id, tenantId }: EndpointRow,
  scope: TenantScope,
  kept: Kept,
  line: Timeline,
  bucket: StatisticsBucket,
): EndpointStatistics {
  const { series, totals } = seriesOf(kept.rows, line)
  return {
    endpointId: publicId('endpoint', id),
    ...ownerOf(scope, tenantId),
    ...showTime(kept, line, bucket),
    totals: { ...showAttempts(totals), errors: totals.errors, histogram: histogramOf(totals) },
    series: series.map(({ at, counts }) => ({ at, ...showAttempts(counts), errors: counts.errors })),
  }
}

function showTime({ asOf }: Kept, line: Timeline, bucket: StatisticsBucket) {
  return { from: iso(line.from), to: iso(line.to), bucket, asOf: time(asOf) }
}

function showAttempts(counts: Counts) {
  const { delivered, failed, dead } = counts
  return {
    attempts: delivered + failed,
    ...{ delivered, failed, dead },
    successRate: successRate(counts),
    latencyMs: percentilesOf(counts.latency),
    firstAttemptDelayMs: percentilesOf(counts.firstAttemptDelay),
  }
}

function percentilesOf(histogram: LatencyHistogram): Overview['totals']['latencyMs'] {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((p) => latencyPercentile(histogram, p))
  return p50 == null || p95 == null || p99 == null ? null : { p50, p95, p99 }
}

function histogramOf({ latency }: Counts): EndpointStatistics['totals']['histogram'] {
  return latency.map((attempts, bucket) => ({ upToMs: latencyUpTo(bucket), attempts }))
}

function showPresent(row: PresentRow): Overview['present'] {
  const bounded = (count: number) => ({ count, atLeast: count >= presentCountedUpTo })
  const { oldestDueAt, openCircuits, halfOpenCircuits } = row
  return {
    backlog: bounded(row.backlog),
    blocked: bounded(row.blocked),
    oldestDueAt: time(oldestDueAt),
    held: bounded(row.held),
    deadLetters: bounded(row.deadLetters),
    ...{ openCircuits, halfOpenCircuits },
  }
}
