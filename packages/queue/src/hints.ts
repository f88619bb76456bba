import { type Hint, type HintJob, maxRowsPerHint } from '@g5/contracts'
import CircuitBreaker from 'opossum'
import type { Queues } from './connect.ts'

export type SendOutcome =
  | { kind: 'sent' }
  /** Nothing was added: the rows are due at once. */
  | { kind: 'refused'; error: Error }
  /** They may have been added: the rows wait, and the fence moves on. */
  | { kind: 'unknown'; error: Error }

export interface HintSender {
  /** False while sending is known to be useless. */
  readonly available: boolean
  /** Never throws. */
  send(hints: readonly Hint[]): Promise<SendOutcome>
  close(): void
}

/** The slowest a sending may be; then its outcome counts as unknown. */
const patienceMs = 600

/** Puts hints on the queue `webhooks`, 25 rows a job. While the backend is away it says so in microseconds. */
export function createHintSender(queues: Queues): HintSender {
  const queue = queues.queue('webhooks')
  const add = (hints: readonly Hint[]) =>
    queue.addBulk(chunks(hints).map((rows) => ({ name: 'hint', data: job(rows) })))
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
    async send(hints) {
      if (!queues.ready) return { kind: 'refused', error: new Error(`${queues.backend} is away`) }
      try {
        await breaker.fire(hints)
        return { kind: 'sent' }
      } catch (caught) {
        const error = caught instanceof Error ? caught : new Error(String(caught))
        return { kind: isRefusal(error) ? 'refused' : 'unknown', error }
      }
    },
    close: () => breaker.shutdown(),
  }
}

/** Errors after which it is certain that nothing was added. */
function isRefusal(error: Error & { code?: string }): boolean {
  return (
    error.code === 'EOPENBREAKER' ||
    error.code === 'ECONNREFUSED' ||
    error.name === 'ReplyError' ||
    /^[0-9A-Z]{5}$/.test(error.code ?? '') || // SQLSTATE: the transaction was rolled back.
    /Stream isn't writeable/.test(error.message)
  )
}

const job = (rows: Hint[]): HintJob => ({ v: 1, rows })

function chunks(hints: readonly Hint[]): Hint[][] {
  const count = Math.ceil(hints.length / maxRowsPerHint)
  return Array.from({ length: count }, (_, i) => hints.slice(i * maxRowsPerHint, (i + 1) * maxRowsPerHint))
}
