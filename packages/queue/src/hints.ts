import { type DeliveryQueue, type Hint, type HintJob, maxRowsPerHint } from '@g5/contracts'
import CircuitBreaker from 'opossum'
import type { Queues } from './queues.ts'
import { isRefusal } from './refusal.ts'

export type SendOutcome =
  | { kind: 'sent' }
  /** Nothing was added: the rows are due at once. */
  | { kind: 'refused'; error: Error }
  /** They may have been added, or some of them: the rows wait, and the fence moves on. */
  | { kind: 'unknown'; error: Error }

export interface HintSender {
  /** False while sending is known to be useless. */
  readonly available: boolean
  /** Never throws. */
  send(queue: DeliveryQueue, hints: readonly Hint[]): Promise<SendOutcome>
  close(): void
}

/** The slowest a sending may be; then its outcome counts as unknown. */
const patienceMs = 600

/** Puts hints on the queues that carry them, {@link maxRowsPerHint} a job. While the backend is away it says so in microseconds. */
export function createHintSender(queues: Queues): HintSender {
  async function add(name: DeliveryQueue, jobs: readonly HintJob[]): Promise<void> {
    const queue = queues.queue(name)
    const [first, ...more] = jobs
    // Alone it goes as one command: a pipeline is made ready for all of BullMQ's scripts, each time.
    if (first && more.length === 0) await queue.add('hint', first)
    else await queue.addBulk(jobs.map((data) => ({ name: 'hint', data })))
  }
  const breaker = new CircuitBreaker(add, {
    timeout: patienceMs,
    resetTimeout: 1_000,
    rollingCountTimeout: 2_000,
    rollingCountBuckets: 4,
    volumeThreshold: 3,
    enableSnapshots: false,
  })

  return {
    get available() {
      return queues.ready && !breaker.opened
    },
    async send(queue, hints) {
      if (hints.length === 0) return { kind: 'sent' }
      if (!queues.ready) return { kind: 'refused', error: new Error(`${queues.backend} is away`) }
      const jobs = jobsOf(hints)
      try {
        await breaker.fire(queue, jobs)
        return { kind: 'sent' }
      } catch (caught) {
        const error = caught instanceof Error ? caught : new Error(String(caught))
        return { kind: isRefusal(error, jobs.length) ? 'refused' : 'unknown', error }
      }
    },
    close: () => breaker.shutdown(),
  }
}

function jobsOf(hints: readonly Hint[]): HintJob[] {
  const count = Math.ceil(hints.length / maxRowsPerHint)
  return Array.from({ length: count }, (_, i) => ({
    v: 1,
    rows: hints.slice(i * maxRowsPerHint, (i + 1) * maxRowsPerHint),
  }))
}
