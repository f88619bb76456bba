import { queueNames } from '@g5/contracts'
import type { Queues } from './queues.ts'

/** The newest dead letters, for people and tools that look at queues. */
export const mirroredDeadLetters = 10_000

/** The queue `webhooks-dlq`: a mirror that nobody consumes. Job id = delivery id. Postgres is the truth. */
export interface DeadLetterMirror {
  /** One that is there already stays as it is; the oldest beyond 10,000 go. */
  add(deliveryIds: readonly string[]): Promise<void>
  remove(deliveryId: string): Promise<void>
  /** From the truth, newest first: puts back what a flush erased and takes out what is no longer dead. */
  rebuild(newestFirst: readonly string[]): Promise<void>
}

/** Jobs in one sending; also how many this process adds before it looks at the length. */
const chunk = 1_000

/** A mirror that can't be written is left as it is; `onError` says so and the next rebuild mends it. */
export function createDeadLetterMirror(queues: Queues, onError: (error: unknown) => void): DeadLetterMirror {
  let sinceTrim = 0
  const queue = () => queues.queue(queueNames.deadLetters)
  const calmly = async (work: () => Promise<unknown>) => {
    if (!queues.ready) return onError(new Error(`${queues.backend} is away`))
    await work().catch(onError)
  }

  async function put(ids: readonly string[]): Promise<void> {
    for (let i = 0; i < ids.length; i += chunk) {
      const part = ids.slice(i, i + chunk)
      await queue().addBulk(
        part.map((id) => ({ name: 'dead-letter', data: { v: 1, deliveryId: id }, opts: { jobId: id } })),
      )
      sinceTrim += part.length
      if (sinceTrim >= chunk) await trim()
    }
  }
  /** A flood of dead letters must not fill the memory that hints need. */
  async function trim(): Promise<void> {
    sinceTrim = 0
    const { waiting = 0 } = await queue().getJobCounts('waiting')
    const excess = waiting - mirroredDeadLetters
    if (excess > 0) await queue().clean(0, excess, 'wait')
  }

  return {
    add: (ids) => calmly(() => put(ids)),
    remove: (id) => calmly(() => queue().remove(id)),
    rebuild: (newestFirst) =>
      calmly(async () => {
        const truth = new Set(newestFirst.slice(0, mirroredDeadLetters))
        const shown = new Set(await queue().getRanges(['wait'], 0, -1))
        for (const id of shown) if (!truth.has(id)) await queue().remove(id)
        await put([...truth].filter((id) => !shown.has(id)).reverse())
      }),
  }
}
