import type { DeliveryQueue, Health } from '@g5/contracts'
import { deliveryHealth, pendingMigrations, pingDatabase, type Sql } from '@g5/db'
import { type Queues, queueDepths } from '@g5/queue'
import type { Backlog } from '@g5/telemetry'

/** Milliseconds that a dependency has to answer in. */
const patienceMs = 2_000

/** The worker's own view, for its probes: each part by itself, so that one that hangs does not hide the others. */
export async function readHealth(sql: Sql, queues?: Queues): Promise<Health> {
  const [postgres, queue] = await Promise.all([within(pingDatabase(sql)), queues && within(queues.ping())])
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
  const [waiting, deliveries, pending] = await Promise.all([
    queues && within(queueDepths(queues, carryingHints)),
    within(deliveryHealth(sql)),
    within(pendingMigrations(sql)),
  ])
  return { waiting, deliveries, migrationsPending: pending?.length }
}

async function within<T>(reading: Promise<T>): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => resolve(undefined), patienceMs)
  try {
    return await Promise.race([reading, late])
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
