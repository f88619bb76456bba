import { countdown } from '../time/countdown.ts'
import { count } from '../ui/numbers.ts'

/** Deliveries a second; null: as fast as it goes. */
export type Pace = number | null

/** Slow enough for a receiver that has just come back, fast enough for an hour to be 36,000. */
export const usualPace = 10

const offered: readonly number[] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000]

/** What can be chosen, with the pace that is set already among them. */
export function pacesWith(current: Pace): Pace[] {
  const all = current === null || offered.includes(current) ? offered : [...offered, current].sort((a, b) => a - b)
  return [...all, null]
}

export const paceWords = (pace: Pace): string => (pace === null ? 'as fast as it goes' : `${count(pace)} a second`)

/** Milliseconds that so many take at least; undefined where nothing but the receivers decides. */
export function takesMs(deliveries: number, pace: Pace): number | undefined {
  return pace === null ? undefined : Math.ceil((deliveries / pace) * 1_000)
}

/** What a pace means for so many. */
export function takesWords(deliveries: number, pace: Pace): string {
  const ms = takesMs(deliveries, pace)
  if (ms === undefined)
    return 'It takes as long as the workers and the receivers need; receivers may get them all at once.'
  if (ms <= 1_000) return 'It takes about a second.'
  return `It takes about ${countdown(ms)}.`
}
