/** So much of a pace may be made up for after a pause of the one who deals, milliseconds: 2.5 % of ten seconds. */
const toleranceMs = 250

/** A lane's own rate: so many deliveries in so many seconds, whoever sends them. */
export interface Rate {
  limit: number
  perSeconds: number
}

/** Times are milliseconds of one monotonic clock. */
export interface Pacer {
  /** Deliveries that may leave now. */
  allowance(now: number): number
  take(count: number, now: number): void
  /** When the next one may leave; in the past when one may now. */
  readonly readyAt: number
  /** Nothing is remembered that a new pacer would not start with. */
  idle(now: number): boolean
}

/**
 * The generic cell rate algorithm (ITU-T I.371): one number says when the next delivery is due, and how far ahead of it
 * one may be. Evenly spaced, so that no window of ten seconds holds 5 % more than its share.
 */
export function createPacer({ limit, perSeconds }: Rate): Pacer {
  const intervalMs = (perSeconds * 1000) / limit
  /** The theoretical arrival time: when the next would come if all had come evenly. */
  let due = Number.NEGATIVE_INFINITY

  return {
    allowance(now) {
      const ahead = Math.max(due, now) - now
      return ahead > toleranceMs ? 0 : Math.floor((toleranceMs - ahead) / intervalMs) + 1
    },
    take(count, now) {
      due = Math.max(due, now) + count * intervalMs
    },
    get readyAt() {
      return due - toleranceMs
    },
    idle: (now) => due <= now,
  }
}
