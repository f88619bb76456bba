import { Counter, Histogram } from 'prom-client'
import type { Exemplar } from '../tracing/tracing.ts'
import { counterOf, described, type Registry, readGauge } from './registry.ts'

export type IngestMetrics = ReturnType<typeof ingestMetrics>

/** The API's: what comes in. Observe seconds. */
export function ingestMetrics(registry: Registry) {
  return {
    accepted: new Counter(described(registry, 'g5_events_accepted_total', 'Events answered with 202')),
    flushDuration: new Histogram({
      ...described(registry, 'g5_ingest_flush_seconds', 'Time that the statement of one batch of events took'),
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    }),
    batchEvents: new Histogram({
      ...described(registry, 'g5_ingest_batch_events', 'Events in one batch'),
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    }),
  }
}

export type HttpMetrics = ReturnType<typeof httpMetrics>

export function httpMetrics(registry: Registry) {
  const duration = new Histogram<'method' | 'route' | 'status' | keyof Exemplar>({
    ...described(registry, 'g5_http_request_duration_seconds', 'Time from a request to the end of its answer'),
    labelNames: ['method', 'route', 'status'],
    buckets: [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    enableExemplars: true,
  })
  return {
    /** @param labels `route` is the pattern, such as `/v1/events/:id`, and never the path */
    requested(labels: { method: string; route: string; status: number }, seconds: number, exemplar?: Exemplar): void {
      duration.observe(exemplar ? { labels, value: seconds, exemplarLabels: exemplar } : { labels, value: seconds })
    },
  }
}

export type RefusalMetrics = ReturnType<typeof refusalMetrics>

/** What the API did not do, or did not do again. */
export function refusalMetrics(registry: Registry) {
  return {
    /** `requests` of a credential or an address, `events` of a tenant, tries at a `login`. */
    rateLimited: counterOf(
      registry,
      'g5_rate_limit_rejects_total',
      'Requests refused for their rate, by the limit they passed',
      'limit',
      ['requests', 'events', 'login'],
    ),
    /** `event`: by its uid or Idempotency-Key; `answer`: the stored one of another POST. */
    replayed: counterOf(
      registry,
      'g5_idempotent_replays_total',
      'Requests answered with what the first of their kind got',
      'of',
      ['event', 'answer'],
    ),
  }
}

export function streamMetrics(registry: Registry, count: () => number): void {
  readGauge(registry, 'g5_open_streams', 'Streams of server-sent events that are open', count)
}
