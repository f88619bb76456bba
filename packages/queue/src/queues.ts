import type { QueueName } from '@g5/contracts'
import type { Job, Queue } from 'bullmq'
import type { RedisAt } from './redis-at.ts'

export type QueueConnection = { backend: 'redis'; redis: RedisAt } | { backend: 'postgres'; databaseUrl: string }

/** What of a BullMQ queue is used here, the same on both backends. */
export type AnyQueue = Pick<
  Queue,
  | 'add'
  | 'addBulk'
  | 'clean'
  | 'close'
  | 'getJobCounts'
  | 'getRanges'
  | 'getWaiting'
  | 'remove'
  | 'upsertJobScheduler'
  | 'waitUntilReady'
>

export interface ConsumeOptions {
  /** Jobs at once. */
  concurrency: number
  /** Milliseconds after which a job of a worker that died is given up; it is only a hint. */
  lockDurationMs?: number
  /** Milliseconds between a job and the question for the next, while there is little to do; none unless told. */
  restMs?: number
}

export interface Consumer {
  /** Takes no more jobs and waits for the handlers in progress, however long; for an absent backend it doesn't wait. */
  close(): Promise<void>
}

/** One backend, its queues and its consumers. Nobody else knows which one it is. */
export interface Queues {
  readonly backend: QueueConnection['backend']
  /** False while the backend is known to be away. */
  readonly ready: boolean
  /** Ask each time rather than keep it: one that could not be set up is replaced by another. */
  queue(name: QueueName): AnyQueue
  consume(name: QueueName, handle: (job: Job) => Promise<void>, options: ConsumeOptions): Consumer
  /** Milliseconds of a round trip. Rejects when the backend is away. */
  ping(): Promise<number>
  /** Ends consumers first, as each of them would. Again is harmless. */
  close(): Promise<void>
}

export interface Observer {
  /** Once when the backend goes away, and once when it is back; not for each try in between. */
  onState(state: { away: Error } | 'back'): void
  /**
   * Something else went wrong in the background, such as a job that a flush erased under its consumer. What keeps
   * failing in the same way is told once in ten seconds.
   */
  onError(error: Error): void
}
