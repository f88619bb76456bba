import { type QueueName, queueNames } from '@g5/contracts'
import type { Queues } from './queues.ts'

/** Jobs of the queue that nobody has taken yet. Rejects when the backend is away. */
export async function waitingJobs(queues: Queues, name: QueueName): Promise<number> {
  // BullMQ would wait for a backend that was never there.
  if (!queues.ready) throw new Error(`${queues.backend} is away`)
  const { waiting = 0, prioritized = 0 } = await queues.queue(name).getJobCounts('waiting', 'prioritized')
  return waiting + prioritized
}

/** By queue, for health and metrics. */
export async function queueDepths(queues: Queues): Promise<Record<string, number>> {
  const names = Object.values(queueNames)
  const depths = await Promise.all(names.map((name) => waitingJobs(queues, name)))
  return Object.fromEntries(names.map((name, i) => [name, depths[i] ?? 0]))
}
