import { addLatencies, type LatencyHistogram } from './latency-histogram.ts'

/** What happened to one subject in a span of time. */
export interface Counts {
  /** Accepted. */
  events: number
  /** Attempts that were answered with a 2xx. */
  delivered: number
  /** All others. */
  failed: number
  /** Deliveries that became dead letters. */
  dead: number
  latency: LatencyHistogram
  /** How late first attempts began: see `TalliedAttempt`. */
  firstAttemptDelay: LatencyHistogram
  /** Failed attempts by their error. */
  errors: Record<string, number>
}

export function noCounts(): Counts {
  return { events: 0, delivered: 0, failed: 0, dead: 0, latency: [], firstAttemptDelay: [], errors: {} }
}

export function addCounts(to: Counts, more: Counts): void {
  to.events += more.events
  to.delivered += more.delivered
  to.failed += more.failed
  to.dead += more.dead
  addLatencies(to.latency, more.latency)
  addLatencies(to.firstAttemptDelay, more.firstAttemptDelay)
  for (const [error, count] of Object.entries(more.errors)) to.errors[error] = (to.errors[error] ?? 0) + count
}

/** Of all attempts, the share that was delivered; null when there were none. */
export function successRate({ delivered, failed }: Counts): number | null {
  return delivered + failed === 0 ? null : delivered / (delivered + failed)
}
