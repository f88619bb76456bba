import { setTimeout as wait } from 'node:timers/promises'
import type { Job } from 'bullmq'
import type { Consumer } from './queues.ts'

/** Milliseconds that the backend may take to answer while a consumer leaves. A present one takes a few. */
const patienceMs = 1_000

type Handle = (job: Job) => Promise<void>

/** A handler, and when none is in progress. */
export function tracked(handle: Handle) {
  const inProgress = new Set<Promise<void>>()
  return {
    handle(job: Job): Promise<void> {
      const running = handle(job).finally(() => inProgress.delete(running))
      inProgress.add(running)
      return running
    },
    async idle(): Promise<void> {
      while (inProgress.size > 0) await Promise.allSettled(inProgress)
    },
  }
}

interface Parts {
  worker: {
    close(force?: boolean): Promise<void>
    pause(doNotWaitActive?: boolean): Promise<void>
    getBackend(): { close(force?: boolean): Promise<void> }
  }
  /** Resolves when no handler is in progress. */
  idle(): Promise<void>
  /** Rejects, or never resolves, when the backend is away. */
  ping(): Promise<unknown>
  /** Drops the worker's own connection. */
  disconnect(): void
}

/**
 * A worker that closes without its backend too. BullMQ's own `close` waits for the connection to come back, so a
 * process told to stop while Redis is away would never end; its forced one doesn't wait for handlers. The jobs that
 * the backend still holds as active are given up by their locks.
 */
export function consumer({ worker, idle, ping, disconnect }: Parts): Consumer {
  let closing: Promise<void> | undefined
  async function close(): Promise<void> {
    const answers = (await within(ping())) === 'done'
    const left = answers
      ? worker.close()
      : worker
          .pause(true)
          .then(idle)
          .then(() => worker.close(true))
    left.catch(() => {}) // By then nobody may wait for it any more.
    await idle()
    if ((await within(left)) === 'late') await within(worker.getBackend().close(true))
    disconnect()
  }
  return {
    close() {
      closing ??= close()
      return closing
    },
  }
}

async function within(work: Promise<unknown>): Promise<'done' | 'failed' | 'late'> {
  const settled = new AbortController()
  const done = work.then(
    () => 'done' as const,
    () => 'failed' as const,
  )
  const late = wait(patienceMs, 'late' as const, { signal: settled.signal }).catch(() => 'late' as const)
  try {
    return await Promise.race([done, late])
  } finally {
    settled.abort()
  }
}
