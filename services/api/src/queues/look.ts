import { allQueues, type DeliveryQueue, deliveryQueues, type QueueState } from '@g5/contracts'
import { dueByQueue, readPauses } from '@g5/db'
import type { Deps } from '../deps.ts'
import { within } from '../health/check.ts'
import { time } from '../present.ts'

/** Every queue as it is now. One that is away is shown without its jobs: what is due in Postgres is there all the same. */
export async function lookAtQueues({ config, db, queue }: Deps): Promise<QueueState[]> {
  const [counts, pauses, waiting] = await Promise.all([
    within(queue.counts()),
    readPauses(db.orm),
    dueByQueue(db.sql, config.classQueues),
  ])
  const jobs = 'value' in counts ? counts.value : undefined
  const feeding = new Set<string>(deliveryQueues(config.classQueues))
  const dueIn = new Map<string, (typeof waiting)[number]>(waiting.map((one) => [one.queue, one]))
  return allQueues(config.classQueues).map((name) => ({
    name,
    waiting: jobs?.get(name)?.waiting ?? null,
    active: jobs?.get(name)?.active ?? null,
    due: feeding.has(name) ? (dueIn.get(name)?.due ?? 0) : null,
    oldestDueSeconds: dueIn.get(name)?.oldestDueSeconds ?? null,
    ...pausedSince(pauses.get(name)),
  }))
}

/** @param since as Postgres writes times */
export function pausedSince(since: string | undefined) {
  return { paused: since !== undefined, pausedSince: since === undefined ? null : time(since) }
}

/** Those that can be paused: the ones that carry deliveries. */
export function pausable({ config }: Pick<Deps, 'config'>, name: string): DeliveryQueue | undefined {
  return deliveryQueues(config.classQueues).find((queue) => queue === name)
}
