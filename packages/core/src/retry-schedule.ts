/** Seconds, one an attempt; the first is the wait before the first attempt. */
export type RetrySchedule = readonly number[]

/** The schedule of Standard Webhooks 1.0.0: ten attempts over about three days. */
export const defaultRetrySchedule: RetrySchedule = [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]

const jitter = 0.2

/**
 * Milliseconds to wait before the attempt at place `step` of the schedule, ±20 %, so that what failed together does
 * not come back together. `undefined` when the schedule has no such attempt.
 * @param step attempts that failed since the delivery was made or last replayed
 * @param random in [0, 1), as `Math.random`
 */
export function waitBeforeAttempt(schedule: RetrySchedule, step: number, random: () => number): number | undefined {
  const seconds = schedule[step]
  if (seconds === undefined) return undefined
  return Math.round(seconds * 1000 * (1 - jitter + 2 * jitter * random()))
}
