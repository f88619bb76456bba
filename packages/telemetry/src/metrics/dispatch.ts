import { Counter, Gauge, Histogram } from 'prom-client'
import { described, type Registry } from './registry.ts'

export type DispatchMetrics = ReturnType<typeof dispatchMetrics>

/** The dispatcher's, in every worker; all but `leader` stand still in those that don't lead. */
export function dispatchMetrics(registry: Registry) {
  return {
    leader: new Gauge(described(registry, 'g5_leader', '1 in the worker that dispatches, 0 in the others')),
    claimDuration: new Histogram({
      ...described(registry, 'g5_dispatch_claim_seconds', 'Time that one claim of due deliveries took'),
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    }),
    claimed: new Counter(described(registry, 'g5_dispatch_claimed_total', 'Deliveries that were handed to workers')),
  }
}
