import { type DeliveryReason, isOperational } from '@g5/contracts'
import { type Answer, judge, type Verdict } from '@g5/core'
import type { AttemptRecord } from '@g5/db'
import { firstAttemptDelayMs } from './first-attempt-delay.ts'
import type { Sendable } from './load.ts'

/** An attempt that was judged: what happened, what it means, and when it began. */
export interface Judged {
  delivery: Sendable
  answer: Answer
  verdict: Verdict
  /** `performance.now()` at the start of the attempt. */
  startedAt: number
  /** As `firstAttemptDelayMs` says. */
  firstAttemptDelayMs: number | undefined
}

/** @param now by the database's clock */
export function assess(delivery: Sendable, answer: Answer, now: number): Judged {
  const verdict = judge(answer, {
    step: delivery.step,
    schedule: delivery.endpoint.retrySchedule,
    random: Math.random,
    now: Date.now(),
    expiresInMs: expiresInMs(delivery),
  })
  const { total } = answer.timings
  return {
    ...{ delivery, answer, verdict, startedAt: performance.now() - total },
    firstAttemptDelayMs: firstAttemptDelayMs(delivery, now - total),
  }
}

function expiresInMs({ rare, loadedAt }: Sendable): number | undefined {
  return rare?.expiresInMs == null ? undefined : rare.expiresInMs - (performance.now() - loadedAt)
}

function reasonOf({ error, disableEndpoint }: Extract<Verdict, { kind: 'dead' }>): DeliveryReason {
  if (error === 'transform_failed') return error
  return disableEndpoint ? 'endpoint_gone' : 'retries_exhausted'
}

/** The row that the attempt leaves behind. */
export function toRecord({ delivery, answer, verdict, startedAt, firstAttemptDelayMs }: Judged): AttemptRecord {
  const { dns, connect, tls, firstByte, total } = answer.timings
  return {
    deliveryId: delivery.id,
    fence: delivery.fence,
    lane: delivery.lane,
    eventType: delivery.eventType,
    verdict: verdict.kind,
    waitMs: verdict.kind === 'retry' ? verdict.waitMs : 0,
    reason: verdict.kind === 'dead' ? reasonOf(verdict) : null,
    error: verdict.kind === 'delivered' ? null : verdict.error,
    detail: answer.kind === 'failure' ? answer.detail : null,
    status: answer.kind === 'response' ? answer.status : null,
    startedAgoMs: performance.now() - startedAt,
    durationMs: total,
    firstAttemptDelayMs,
    timings: [dns ?? null, connect ?? null, tls ?? null, firstByte ?? null],
    body: answer.kind === 'response' && answer.body.length > 0 && delivery.endpoint.storesAnswers ? answer.body : null,
    quiet: isOperational(delivery.eventType),
  }
}
