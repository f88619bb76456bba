import { setTimeout as wait } from 'node:timers/promises'

export interface Deadline {
  /** Milliseconds; 10,000 unless told. */
  withinMs?: number
  /** What is awaited, for the error: "the delivery to be dead". */
  what: string
}

/**
 * Asks again and again until `condition` gives something truthy, which it returns.
 * A condition that throws has not come true yet.
 * @throws when the deadline passes, naming what was awaited and what the last look gave.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  { withinMs = 10_000, what }: Deadline,
): Promise<Exclude<T, false | null | undefined | 0 | ''>> {
  const deadline = performance.now() + withinMs
  let last: unknown
  do {
    try {
      const found = await condition()
      if (found) return found as Exclude<T, false | null | undefined | 0 | ''>
      last = found
    } catch (error) {
      last = error
    }
    await wait(15)
  } while (performance.now() < deadline)
  const seen = last instanceof Error ? last.message : JSON.stringify(last)
  throw new Error(`Waited ${withinMs} ms in vain for ${what}. The last look gave: ${seen}`)
}
