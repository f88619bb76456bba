import { setTimeout as wait } from 'node:timers/promises'

/** Rests that a consumer may take for each time it found its queue empty. */
const restsPerLull = 8

/**
 * When a consumer asks for its next job. The word that a job is done brings the next one along if it is there already,
 * which is one command a job. Whoever finds the queue empty has to wait for a sign of the next and ask again: three, and
 * each costs as much as sending two webhooks. So a consumer that keeps up gives the next job a moment to arrive. One
 * that falls behind finds no queue empty, and soon rests no more.
 * @param rest takes that moment, or less when it is time to leave
 */
export function createPace(rest: () => Promise<void>) {
  let left = 0
  return {
    foundEmpty(): void {
      left = restsPerLull
    },
    async afterJob(): Promise<void> {
      if (left === 0) return
      left -= 1
      await rest()
    },
  }
}

/** Waits so long, and no longer once the signal has fired. */
export async function restFor(ms: number, leaving: AbortSignal): Promise<void> {
  if (ms > 0 && !leaving.aborted) await wait(ms, undefined, { signal: leaving }).catch(() => {})
}
