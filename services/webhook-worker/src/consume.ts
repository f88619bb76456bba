import type { Hint } from '@g5/contracts'
import type { Slots } from '@g5/core'

interface IntakeDeps {
  slots: Slots
  /** Resolves once each of these rows holds a slot of its own, or was given back. */
  deliver(hints: readonly Hint[]): Promise<void>
  /** Gives rows back that were never begun. */
  handBack(hints: readonly Hint[]): Promise<void>
  onError(error: unknown, hints: readonly Hint[]): void
}

/**
 * Takes the rows of a job in: the job is complete as soon as they are in memory, since the lease covers them. A job
 * waits until there is room, so what no worker has room for stays where any of them can take it.
 */
export function createIntake({ slots, deliver, handBack, onError }: IntakeDeps) {
  const jobs = new Set<Promise<void>>()
  const waiting = new Set<() => void>()
  let stopped = false

  /** @param isPaused whether the rows are of a queue that nobody is to take from: then they are given back */
  async function take(rows: readonly Hint[], isPaused = () => false): Promise<void> {
    const needed = Math.min(rows.length, slots.total)
    while (!stopped && !isPaused() && slots.free < needed) await room(needed)
    if (stopped || isPaused()) return handBack(rows)
    const job: Promise<void> = deliver(rows)
      .catch((error) => onError(error, rows))
      .finally(() => jobs.delete(job))
    jobs.add(job)
  }

  /** Resolves when so many slots are free, or when it is time to stop. */
  async function room(needed: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting.add(resolve)
    void slots.whenFree(needed).then(resolve)
    await promise
    waiting.delete(resolve)
  }

  function stop(): void {
    stopped = true
    for (const resolve of waiting) resolve()
  }

  async function ended(): Promise<void> {
    await Promise.all(jobs)
    await slots.whenFree(slots.total)
  }

  /** Resolves once nothing is in flight, or after `graceMs`. */
  async function settle(graceMs: number): Promise<{ left: number }> {
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, graceMs)
    await Promise.race([ended(), late])
    clearTimeout(timer)
    return { left: slots.inUse }
  }

  return { take, stop, settle }
}
