import { queueNames } from '@g5/contracts'
import type { Queues } from './queues.ts'

export interface Chore {
  /** Milliseconds between two runs. */
  everyMs: number
  run(): Promise<void>
}

/** Puts the schedules of all chores on the queue `maintenance`; again is harmless, and mends what a flush erased. */
export async function scheduleChores(queues: Queues, chores: Readonly<Record<string, Chore>>): Promise<void> {
  const queue = queues.queue(queueNames.maintenance)
  for (const [name, { everyMs }] of Object.entries(chores))
    await queue.upsertJobScheduler(name, { every: everyMs }, { name })
}

/** Runs chores when their time comes, one at a time in this process and each by one worker. */
export function consumeChores(
  queues: Queues,
  chores: Readonly<Record<string, Chore>>,
  onError: (error: unknown, chore: string) => void,
) {
  return queues.consume(
    queueNames.maintenance,
    async ({ name }) => {
      await chores[name]?.run().catch((error) => onError(error, name))
    },
    { concurrency: 1, lockDurationMs: 60_000 },
  )
}
