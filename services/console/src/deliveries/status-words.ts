import type { RowOf } from '@g5/sdk'
import { countdown } from '../time/countdown.ts'

type Delivery = Pick<RowOf<'deliveries.list'>, 'status' | 'attempts' | 'errorCode' | 'nextAttemptAt'>

/** Where a delivery stands, in one line; `now` is Unix milliseconds. */
export function statusWords(delivery: Delivery, now: number): string {
  const { status, attempts, errorCode } = delivery
  switch (status) {
    case 'pending':
      return errorCode === null ? firstWords(delivery, now) : `Failed ${times(attempts)}, ${nextWords(delivery, now)}`
    case 'queued':
      return attempts === 0 ? 'The first attempt is on its way' : `Attempt ${attempts + 1} is on its way`
    case 'delivered':
      return attempts === 1 ? 'Delivered at the first attempt' : `Delivered after ${attempts} attempts`
    case 'dead':
      return `Failed ${times(attempts)} and is not tried again by itself`
    case 'held':
      return attempts === 0 ? 'Held before its first attempt' : `Held after ${attemptsOf(attempts)}`
    case 'cancelled':
      return attempts === 0 ? 'Cancelled before its first attempt' : `Cancelled after ${attemptsOf(attempts)}`
  }
}

function firstWords(delivery: Delivery, now: number): string {
  const again = delivery.attempts > 0 ? 'Is to be sent again' : 'Not tried yet'
  return `${again}, ${nextWords(delivery, now)}`
}

function nextWords({ nextAttemptAt }: Delivery, now: number): string {
  if (nextAttemptAt === null) return 'waits for its turn'
  const left = Date.parse(nextAttemptAt) - now
  return left > 0 ? `next try in ${countdown(left)}` : 'the next try is due'
}

const times = (n: number) => (n === 1 ? 'once' : `${n} times`)
const attemptsOf = (n: number) => (n === 1 ? '1 attempt' : `${n} attempts`)
