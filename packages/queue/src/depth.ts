import { type DeliveryQueue, type QueueName, queueNames } from '@g5/contracts'
import type { Queues } from './queues.ts'

/** Jobs of the queue that nobody has taken yet. Rejects when the backend is away. */
export async function waitingJobs(queues: Queues, name: QueueName): Promise<number> {
  // BullMQ would wait for a backend that was never there.
  if (!queues.ready) throw new Error(`${queues.backend} is away`)
  const { waiting = 0, prioritized = 0 } = await queues.queue(name).getJobCounts('waiting', 'prioritized')
  return waiting + prioritized
}

export interface JobCounts {
  /** That nobody has taken yet. */
  waiting: number
  /** In the hands of workers. */
  active: number
}

/** By queue. Rejects when the backend is away. */
export async function jobCounts(
  queues: Queues,
  names: readonly QueueName[],
): Promise<ReadonlyMap<QueueName, JobCounts>> {
  if (!queues.ready) throw new Error(`${queues.backend} is away`)
  const counted = names.map(async (name) => {
    const {
      waiting = 0,
      prioritized = 0,
      active = 0,
    } = await queues.queue(name).getJobCounts('waiting', 'prioritized', 'active')
    return [name, { waiting: waiting + prioritized, active }] as const
  })
  return new Map(await Promise.all(counted))
}

/** By queue, for health and metrics. */
export async function queueDepths(
  queues: Queues,
  carryingHints: readonly DeliveryQueue[] = ['webhooks'],
): Promise<Record<string, number>> {
  return Object.fromEntries(
    await waitingByQueue<QueueName>(queues, [...carryingHints, queueNames.deadLetters, queueNames.maintenance]),
  )
}

export async function waitingByQueue<N extends QueueName>(
  queues: Queues,
  names: readonly N[],
): Promise<ReadonlyMap<N, number>> {
  return new Map(await Promise.all(names.map(async (name) => [name, await waitingJobs(queues, name)] as const)))
}
