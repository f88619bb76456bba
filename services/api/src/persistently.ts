import { setTimeout as wait } from 'node:timers/promises'
import { isConnectionLoss } from '@g5/db'
import { unavailable } from './problem.ts'

/** Milliseconds after which a request is given up: a database that hangs must not hang its clients. */
export const hangMs = 30_000

/**
 * Does work again after each lost connection, until it succeeds, fails otherwise or `patienceMs` are over: a database
 * that restarts costs a request time, not its answer. One that hangs costs 503. Only for what may be done twice.
 */
export async function persistently<T>(patienceMs: number, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMs
  for (let waitMs = 20; ; waitMs = Math.min(waitMs * 2, 500)) {
    try {
      return await orGiveUp(work())
    } catch (error) {
      if (!isConnectionLoss(error) || performance.now() + waitMs > deadline) throw error
      await wait(waitMs)
    }
  }
}

/** One timer for a whole batch, where the framework's own limit would cost each of its requests one. */
async function orGiveUp<T>(work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(unavailable('The database does not answer.')), hangMs)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
