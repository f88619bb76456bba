import { isOperational } from '@g5/contracts'
import { type Answer, judge, type Verdict } from '@g5/core'
import type { AttemptRecord } from '@g5/db'
import type { Sendable } from './load.ts'

/** An attempt that was judged: what happened, what it means, and when it began. */
export interface Judged {
  delivery: Sendable
  answer: Answer
  verdict: Verdict
  /** `performance.now()` at the start of the attempt. */
  startedAt: number
}

export function assess(delivery: Sendable, answer: Answer): Judged {
  const verdict = judge(answer, {
    step: delivery.step,
    schedule: delivery.endpoint.retrySchedule,
    random: Math.random,
    now: Date.now(),
  })
  return { delivery, answer, verdict, startedAt: performance.now() - answer.timings.total }
}

/** The row that the attempt leaves behind. */
export function toRecord({ delivery, answer, verdict, startedAt }: Judged): AttemptRecord {
  const { dns, connect, tls, firstByte, total } = answer.timings
  return {
    deliveryId: delivery.id,
    fence: delivery.fence,
    lane: delivery.lane,
    eventType: delivery.eventType,
    verdict: verdict.kind,
    waitMs: verdict.kind === 'retry' ? verdict.waitMs : 0,
    reason: verdict.kind !== 'dead' ? null : verdict.disableEndpoint ? 'endpoint_gone' : 'retries_exhausted',
    error: verdict.kind === 'delivered' ? null : verdict.error,
    detail: answer.kind === 'failure' ? answer.detail : null,
    status: answer.kind === 'response' ? answer.status : null,
    startedAgoMs: performance.now() - startedAt,
    durationMs: total,
    timings: [dns ?? null, connect ?? null, tls ?? null, firstByte ?? null],
    body: answer.kind === 'response' && answer.body.length > 0 && delivery.endpoint.storesAnswers ? answer.body : null,
    quiet: isOperational(delivery.eventType),
  }
}
