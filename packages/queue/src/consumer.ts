import { setTimeout as wait } from 'node:timers/promises'
import type { Job } from 'bullmq'
import { createPace } from './pace.ts'
import type { Consumer } from './queues.ts'
import { tracked } from './tracked.ts'

/** Milliseconds that the backend may take to answer while a consumer leaves. A present one takes a few. */
const patienceMs = 1_000

/** Milliseconds until a worker that could not be set up is replaced. */
const replaceAfterMs = 500

/** What of a BullMQ worker is used here, the same on both backends. It must not run by itself. */
interface BackendWorker {
  waitUntilReady(): Promise<void>
  run(): Promise<void>
  close(force?: boolean): Promise<void>
  pause(doNotWaitActive?: boolean): Promise<void>
  getBackend(): { close(force?: boolean): Promise<void> }
  on(event: 'drained', listener: () => void): unknown
}

interface Parts {
  handle(job: Job): Promise<void>
  /** Milliseconds between a job and the question for the next, while there is little to do. */
  restMs: number
  createWorker(handle: (job: Job) => Promise<void>): BackendWorker
  complain(error: Error): void
  /** Rejects, or never resolves, when the backend is away. */
  ping(): Promise<unknown>
  /** Drops what connection the worker was given. */
  disconnect(): void
}

/**
 * A worker that starts and ends whatever state its backend is in.
 *
 * - BullMQ looks once whether the backend is fit and keeps the answer. A worker that runs by itself would ask for jobs,
 *   be told of that failure, and ask again at once for ever, with no timer or socket of the process ever served.
 * - BullMQ's `close` waits for the connection to come back, so a process told to stop while Redis is away would never
 *   end, and its forced one doesn't wait for handlers. Jobs still held as active are given up by their locks.
 */
export function consumer({ handle, restMs, createWorker, complain, ping, disconnect }: Parts): Consumer {
  const leaving = new AbortController()
  const pace = createPace(() => new Promise((resolve) => setTimeout(resolve, restMs)))
  const handlers = tracked(async (job: Job) => {
    await handle(job)
    await pace.afterJob()
  })
  const begin = () => {
    const begun = createWorker(handlers.handle)
    if (restMs > 0) begun.on('drained', pace.foundEmpty)
    return begun
  }
  let worker = begin()
  let closing: Promise<void> | undefined

  async function run(): Promise<void> {
    while (!(await isReady())) {
      if (leaving.signal.aborted) return
      await worker.close(true)
      await wait(replaceAfterMs, undefined, { signal: leaving.signal })
      worker = begin()
    }
    if (!leaving.signal.aborted) await worker.run()
  }
  async function isReady(): Promise<boolean> {
    try {
      await worker.waitUntilReady()
      return true
    } catch (error) {
      if (!leaving.signal.aborted) complain(asError(error))
      return false
    }
  }
  run().catch((error) => leaving.signal.aborted || complain(asError(error)))

  async function close(): Promise<void> {
    leaving.abort()
    const leave = async (answers: boolean) => {
      if (answers) return worker.close()
      await worker.pause(true)
      await handlers.idle()
      return worker.close(true)
    }
    const left = leave((await within(ping())) === 'done')
    left.catch(() => {}) // By then nobody may wait for it any more.
    await handlers.idle()
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

const asError = (caught: unknown) => (caught instanceof Error ? caught : new Error(String(caught)))

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
