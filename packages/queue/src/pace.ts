/** Rests that a consumer may take for each time it found its queue empty. */
const restsPerLull = 8

/**
 * When a consumer asks for its next job. The word that a job is done brings the next one along if it is there already,
 * which is one command a job. Whoever finds the queue empty has to wait for a sign of the next and ask again: three, and
 * each costs as much as sending two webhooks. So a consumer that keeps up gives the next job a moment to arrive. One
 * that falls behind finds no queue empty, and soon rests no more.
 * @param rest takes that moment
 */
export function createPace(rest: () => Promise<void>) {
  let left = 0
  return {
    foundEmpty(): void {
      left = restsPerLull
    },
    async afterJob(): Promise<void> {
      if (left > 0) await rest()
      left = Math.max(0, left - 1)
    },
  }
}
