import { Gauge } from 'prom-client'
import { counterOf, described, type Registry } from './registry.ts'

/** @param lags seconds that each is behind at most, in the order of DATABASE_REPLICA_URLS; infinite while that is unknown */
export function replicaMetrics(registry: Registry, lags: () => readonly number[]) {
  new Gauge({
    ...described(
      registry,
      'g5_replica_lag_seconds',
      'How far a read replica is behind the primary at most, by its place in the list',
    ),
    labelNames: ['replica'],
    collect() {
      for (const [i, seconds] of lags().entries()) this.set({ replica: i + 1 }, seconds)
    },
  })
  const help = 'Lists and statistics that may come from a replica, by where they came from'
  return { reads: counterOf(registry, 'g5_replica_reads_total', help, 'from', ['replica', 'primary'] as const) }
}
