import { type DeliveryQueue, type Hint, hintJob } from '@g5/contracts'
import type { ConsumeOptions, Queues } from './queues.ts'

export interface HintConsumer extends ConsumeOptions {
  queue: DeliveryQueue
  /** Takes the rows in; the job is complete when it resolves. */
  onRows(rows: Hint[]): Promise<void>
  /** A job that can't be read is dropped: its rows become due by themselves. */
  onMalformed(detail: string): void
}

/** Takes hints off a queue. `close` waits for the handler in progress. */
export function consumeHints(queues: Queues, { queue, onRows, onMalformed, ...options }: HintConsumer) {
  return queues.consume(
    queue,
    async ({ data }) => {
      const parsed = hintJob.safeParse(data)
      if (parsed.success) await onRows(parsed.data.rows)
      else onMalformed(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
    },
    options,
  )
}
