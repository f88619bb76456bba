/** Milliseconds that one thing of many is worked on before the next has its turn. */
const turnMs = 2_000

/**
 * Takes steps until one says that there is no more, or the turn is over; there is always one.
 * @returns whether there is no more
 */
export async function takeTurn(step: () => Promise<boolean>): Promise<boolean> {
  const until = performance.now() + turnMs
  while (await step()) if (performance.now() >= until) return false
  return true
}
