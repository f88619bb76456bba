import { setTimeout as wait } from 'node:timers/promises'
import { isConnectionLoss } from '@g5/db'

/**
 * Does work again after each lost connection, until it succeeds, fails otherwise or `patienceMs` are over: a database
 * that restarts costs a request time, not its answer. Only for what may be done twice.
 */
export async function persistently<T>(patienceMs: number, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMs
  for (let waitMs = 20; ; waitMs = Math.min(waitMs * 2, 500)) {
    try {
      return await work()
    } catch (error) {
      if (!isConnectionLoss(error) || performance.now() + waitMs > deadline) throw error
      await wait(waitMs)
    }
  }
}
