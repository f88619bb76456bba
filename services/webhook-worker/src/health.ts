import type { DeliveryQueue, Health } from '@g5/contracts'
import {
  backupState,
  deliveryHealth,
  ourConnections,
  partitionsAhead,
  pendingMigrations,
  pingDatabase,
  type Sql,
} from '@g5/db'
import { type Queues, queueDepths } from '@g5/queue'
import type { Backlog } from '@g5/telemetry'
import { within } from './within.ts'

/** Milliseconds that a dependency has to answer in. */
const patienceMs = 2_000

/** The worker's own view, for its probes: each part by itself, so that one that hangs does not hide the others. */
export async function readHealth(sql: Sql, queues?: Queues): Promise<Health> {
  const [postgres, queue] = await Promise.all([
    within(patienceMs, pingDatabase(sql)),
    queues && within(patienceMs, queues.ping()),
  ])
  return {
    status: postgres === undefined ? 'down' : queue === undefined ? 'degraded' : 'ok',
    postgres: { status: postgres === undefined ? 'down' : 'up', latencyMs: postgres ?? null },
    ...(queues && {
      queue: {
        status: queue === undefined ? 'down' : 'up',
        latencyMs: queue ?? null,
        backend: queues.backend,
        waiting: {},
      },
    }),
  }
}

export async function readBacklog(
  sql: Sql,
  queues: Queues | undefined,
  carryingHints: readonly DeliveryQueue[],
): Promise<Backlog> {
  const [waiting, deliveries, pending, ping, partitions, connections, backups] = await Promise.all([
    queues && within(patienceMs, queueDepths(queues, carryingHints)),
    within(patienceMs, deliveryHealth(sql)),
    within(patienceMs, pendingMigrations(sql)),
    queues && within(patienceMs, queues.ping()),
    within(patienceMs, partitionsAhead(sql)),
    within(patienceMs, ourConnections(sql)),
    within(patienceMs, backupState(sql)),
  ])
  return {
    ...{ waiting, deliveries, circuits: deliveries?.circuits, migrationsPending: pending?.length },
    ...{ queueUp: queues && ping !== undefined, partitionsAhead: partitions, connections },
    lastBackupAt: backups?.good?.finishedAt,
  }
}
