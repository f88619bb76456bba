import type { ErrorCode } from '@g5/contracts'
import type { Answer } from './answer.ts'
import { retryAfterMs } from './retry-after.ts'
import { type RetrySchedule, waitBeforeAttempt } from './retry-schedule.ts'

/**
 * What an attempt comes to. `waitMs` is counted from the record; `slowDownMs` is how long the receiver asked to be
 * left alone, by this delivery and all others to the endpoint.
 */
export type Verdict = { circuit: CircuitVerdict } & (
  | { kind: 'delivered' }
  | { kind: 'retry'; error: ErrorCode; waitMs: number; slowDownMs?: number }
  | { kind: 'dead'; error: ErrorCode; slowDownMs?: number; disableEndpoint?: true }
)

/** Whether the endpoint is up, as its circuit counts it; nobody knows where it was sent nothing. */
export type CircuitVerdict = 'alive' | 'down' | 'not_asked'

export interface JudgeOptions {
  /** The place in the schedule of the attempt that was answered: 0 for the first. */
  step: number
  schedule: RetrySchedule
  /** In [0, 1), as `Math.random`. */
  random: () => number
  /** Unix milliseconds. */
  now: number
  /** Milliseconds until the delivery is to be cancelled; absent: never. */
  expiresInMs?: number | undefined
}

/**
 * The one place that says what an answer means (Standard Webhooks 1.0.0, "Deliverability and reliability"): 2xx is
 * success; redirects are failures, never followed; 410 ends the endpoint; everything else is retried by the schedule.
 * What has no body is dead at once: the same expression gives the same of the same event until somebody mends it.
 */
export function judge(answer: Answer, { step, schedule, random, now, expiresInMs }: JudgeOptions): Verdict {
  if (answer.kind === 'response' && answer.status >= 200 && answer.status < 300)
    return { kind: 'delivered', circuit: 'alive' }
  const error = errorOf(answer)
  if (error === 'transform_failed') return { kind: 'dead', error, circuit: 'not_asked' }
  if (error === 'http_gone') return { kind: 'dead', error, circuit: 'alive', disableEndpoint: true }

  // Who asks to be sent less is up, and is slowed down by that; every other failure counts as being down.
  const circuit: CircuitVerdict = error === 'http_rate_limited' ? 'alive' : 'down'
  const slowDownMs = askedToWait(answer, now)
  const slowDown = slowDownMs === undefined ? {} : { slowDownMs }
  const waitMs = waitBeforeAttempt(schedule, step + 1, random)
  if (waitMs === undefined) return { kind: 'dead', error, circuit, ...slowDown }
  const nextMs = Math.max(waitMs, slowDownMs ?? 0)
  return { kind: 'retry', error, circuit, waitMs: Math.min(nextMs, untilExpired(expiresInMs)), ...slowDown }
}

/** What would be tried after it has expired is looked at then instead, and cancelled; just late enough to have expired. */
function untilExpired(expiresInMs = Number.POSITIVE_INFINITY): number {
  return Math.max(0, Math.ceil(expiresInMs)) + 100
}

function errorOf(answer: Answer): ErrorCode {
  if (answer.kind === 'failure') return answer.error
  const { status } = answer
  if (status === 410) return 'http_gone'
  if (status === 429) return 'http_rate_limited'
  if (status >= 500) return 'http_server_error'
  if (status >= 400) return 'http_client_error'
  if (status >= 300) return 'http_redirect'
  return 'protocol_error'
}

/** Only these say "later" rather than "no": elsewhere a Retry-After means nothing. */
const overloaded = new Set([429, 502, 503, 504])

function askedToWait(answer: Answer, now: number): number | undefined {
  if (answer.kind === 'failure' || !overloaded.has(answer.status)) return undefined
  return retryAfterMs(answer.retryAfter, answer.headers['date'], now)
}
