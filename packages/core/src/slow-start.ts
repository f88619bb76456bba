/** The window doubles in so many milliseconds … */
export const slowStartStepMs = 1_000
/** … so many times: 1, 2, 4, … 512. Then it is over. */
const steps = 10
export const slowStartMs = steps * slowStartStepMs

/**
 * What may be in flight after a circuit has closed, so that a receiver that has just come back is not knocked over by
 * what waited for it; null when the slow start is over.
 */
export function slowStartWindow(sinceMs: number): number | null {
  return sinceMs >= slowStartMs ? null : 2 ** Math.max(0, Math.floor(sinceMs / slowStartStepMs))
}
