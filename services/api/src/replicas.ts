import type { ApiConfig } from '@g5/config'
import { connectReplicas, type Database, type Replicas, type TraceStatement } from '@g5/db'
import { type Logger, type Registry, replicaMetrics } from '@g5/telemetry'

interface ReplicaDeps {
  config: Pick<ApiConfig, 'replicas' | 'database'>
  primary: Database
  registry: Registry
  trace?: TraceStatement | undefined
  log: Logger
}

/** The standbys that lists and statistics come from; undefined where there is none. */
export function openReplicas({ config, primary, registry, trace, log }: ReplicaDeps): Replicas | undefined {
  const { urls, maxLagSeconds } = config.replicas
  if (urls.length === 0) return undefined
  const metrics = replicaMetrics(registry, () => replicas.lags())
  const replicas = connectReplicas({
    ...{ primary, urls, max: config.database.poolMax, maxLagSeconds, trace },
    onRead: metrics.reads.inc,
    onChange(replica, used, why) {
      if (used) log.info({ replica }, 'a replica is read from')
      else log.warn({ replica, why }, 'a replica is not read from: the primary answers instead')
    },
  })
  return replicas
}
