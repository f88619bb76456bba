import { Counter, Histogram } from 'prom-client'
import type { Exemplar } from '../tracing/tracing.ts'
import { counterOf, described, type Registry, readGauge } from './registry.ts'

export type DeliveryMetrics = ReturnType<typeof deliveryMetrics>

/** A worker's: what goes out. Observe seconds. */
export function deliveryMetrics(registry: Registry, slots: { readonly inUse: number; readonly total: number }) {
  readGauge(registry, 'g5_slots_in_use', 'Deliveries in flight', () => slots.inUse)
  readGauge(registry, 'g5_slots', 'Deliveries that may be in flight at once', () => slots.total)
  /** By error code, empty for those that were delivered. */
  const attempts = new Map<string, number>()
  new Counter({
    ...described(registry, 'g5_attempts_total', 'Attempts to deliver, by outcome and error code'),
    labelNames: ['outcome', 'error'] as const,
    collect() {
      this.reset()
      for (const [error, count] of attempts) this.inc({ outcome: error === '' ? 'delivered' : 'failed', error }, count)
    },
  })
  const attemptDuration = new Histogram<'outcome' | keyof Exemplar>({
    ...described(registry, 'g5_attempt_duration_seconds', 'Time from the start of an attempt to its answer'),
    labelNames: ['outcome'],
    enableExemplars: true,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30],
  })
  const firstAttemptDelay = new Histogram<keyof Exemplar>({
    ...described(
      registry,
      'g5_first_attempt_delay_seconds',
      'Time from accepting an event, or from its deliverAt, to the first attempt of a delivery; none of a replay',
    ),
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
    enableExemplars: true,
  })
  return {
    /** @param error one of the closed enum of error codes, empty when delivered */
    attempted(outcome: 'delivered' | 'retry' | 'dead', error: string, seconds: number, exemplar?: Exemplar): void {
      attempts.set(error, (attempts.get(error) ?? 0) + 1)
      attemptDuration.observe({ labels: { outcome }, value: seconds, ...(exemplar && { exemplarLabels: exemplar }) })
    },
    firstAttempt(delaySeconds: number, exemplar?: Exemplar): void {
      firstAttemptDelay.observe({ value: delaySeconds, ...(exemplar && { exemplarLabels: exemplar }) })
    },
    circuitChanges: counterOf(
      registry,
      'g5_circuit_changes_total',
      'Circuits that this worker opened or closed',
      'to',
      ['open', 'closed'],
    ),
    deadLetters: new Counter(described(registry, 'g5_deliveries_died_total', 'Deliveries that became dead letters')),
    /** `gone`: the receiver answered 410; `failing`: no success for days. */
    endpointsDisabled: counterOf(
      registry,
      'g5_endpoints_disabled_total',
      'Endpoints that this worker disabled, by why',
      'why',
      ['gone', 'failing'],
    ),
    recordBatch: new Histogram({
      ...described(registry, 'g5_record_batch_rows', 'Attempts recorded by one statement'),
      buckets: [1, 2, 5, 10, 20, 50, 100, 200],
    }),
  }
}
