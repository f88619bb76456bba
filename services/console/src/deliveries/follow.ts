import type { Delivery } from '@g5/sdk'

/** Milliseconds until a delivery that somebody looks at is read again. `now`: Unix milliseconds. */
export function lookAgainMs(delivery: Pick<Delivery, 'status' | 'nextAttemptAt'> | undefined, now: number): number {
  if (delivery === undefined) return 5_000
  const { status, nextAttemptAt } = delivery
  if (status === 'queued') return 1_000
  if (status !== 'pending') return 15_000 // Somebody else may send it again.
  const left = nextAttemptAt === null ? 0 : Date.parse(nextAttemptAt) - now
  return Math.min(Math.max(left, 1_000), 5_000)
}

/** Nothing more happens to it by itself. */
export const isEnded = ({ status }: Pick<Delivery, 'status'>) => status !== 'pending' && status !== 'queued'
