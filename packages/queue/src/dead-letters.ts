import { queueNames } from '@g5/contracts'
import type { Queues } from './connect.ts'

/** The newest dead letters, for people and tools that look at queues. */
export const mirroredDeadLetters = 10_000

/** The queue `webhooks-dlq`: a mirror that nobody consumes. Job id = delivery id. Postgres is the truth. */
export interface DeadLetterMirror {
  add(deliveryIds: readonly string[]): Promise<void>
  remove(deliveryId: string): Promise<void>
  /** From the truth, newest first: puts back what a flush erased and takes out what is no longer dead. */
  rebuild(newestFirst: readonly string[]): Promise<void>
}

const chunk = 1_000

/** A mirror that can't be written is left as it is; `onError` says so and the next rebuild mends it. */
export function createDeadLetterMirror(queues: Queues, onError: (error: unknown) => void): DeadLetterMirror {
  const queue = () => queues.queue(queueNames.deadLetters)
  const calmly = async (work: () => Promise<unknown>) => {
    if (!queues.ready) return onError(new Error(`${queues.backend} is away`))
    await work().catch(onError)
  }
  const put = (ids: readonly string[]) =>
    queue().addBulk(ids.map((id) => ({ name: 'dead-letter', data: { v: 1, deliveryId: id }, opts: { jobId: id } })))

  return {
    add: (ids) => calmly(() => put(ids)),
    remove: (id) => calmly(() => queue().remove(id)),
    rebuild: (newestFirst) =>
      calmly(async () => {
        await queue().drain()
        const oldestFirst = newestFirst.slice(0, mirroredDeadLetters).reverse()
        for (let i = 0; i < oldestFirst.length; i += chunk) await put(oldestFirst.slice(i, i + chunk))
      }),
  }
}
