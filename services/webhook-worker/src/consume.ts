import type { Hint } from '@g5/contracts'
import type { Slots } from '@g5/core'

interface IntakeDeps {
  slots: Slots
  deliver(hint: Hint): Promise<void>
  onError(error: unknown, hint: Hint): void
}

/**
 * Takes the rows of a job in: the job is complete as soon as they are in memory, since the lease covers them. A job
 * waits until there is room, so what no worker has room for stays where any of them can take it.
 */
export function createIntake({ slots, deliver, onError }: IntakeDeps) {
  const inFlight = new Set<Promise<void>>()

  async function take(rows: readonly Hint[]): Promise<void> {
    const most = slots.free + slots.inUse
    while (slots.free < Math.min(rows.length, most)) await slots.whenFree()
    for (const hint of rows) {
      const one: Promise<void> = deliver(hint)
        .catch((error) => onError(error, hint))
        .finally(() => inFlight.delete(one))
      inFlight.add(one)
    }
  }

  /** Resolves once nothing is in flight, or after `graceMs`. */
  async function settle(graceMs: number): Promise<{ left: number }> {
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, graceMs)
    await Promise.race([Promise.all(inFlight), late])
    clearTimeout(timer)
    return { left: inFlight.size }
  }

  return { take, settle }
}
