import { publicId } from '@g5/contracts'
import type { Became } from '@g5/db'
import type { DeliveryMetrics, Logger } from '@g5/telemetry'
import type { Judged } from './assess.ts'
import { withoutQuery } from './without-query.ts'

export interface AftermathDeps {
  log: Logger
  metrics: DeliveryMetrics
  wakeAt(lane: number, inMs: number): void
  mirrorDeadLetter(deliveryId: string): void
  noteHealth(judged: Judged): void
  senseCircuit(judged: Judged): void
  /** Has this worker lately refused one of the lane for want of a slot? */
  isCrowded(lane: number): boolean
  disableEndpoint(endpointId: string, lane: number): void
}

/** What follows a recorded attempt: counted, logged, and told to whoever waits for it. Nothing here can lose a row. */
export function createAftermath(deps: AftermathDeps) {
  const { log, metrics } = deps

  return function follow(judged: Judged, became: Became): void {
    const { delivery, answer, verdict } = judged
    const error = verdict.kind === 'delivered' ? '' : verdict.error
    metrics.attempted(verdict.kind, error, answer.timings.total / 1000, delivery.spans?.exemplar)
    delivery.spans?.recorded()
    deps.noteHealth(judged)
    deps.senseCircuit(judged)
    // The next of a bounded lane may go as soon as this one has come back.
    if (delivery.bounded || deps.isCrowded(delivery.lane)) deps.wakeAt(delivery.lane, 0)
    if (verdict.kind === 'delivered') return

    log.warn(
      {
        requestId: delivery.requestId,
        traceId: delivery.traceparent.slice(3, 35),
        tenantId: publicId('tenant', delivery.tenantId),
        eventId: publicId('event', delivery.eventId),
        deliveryId: publicId('delivery', delivery.id),
        endpointId: publicId('endpoint', delivery.endpointId),
        url: withoutQuery(delivery.endpoint.url),
        attempt: delivery.step + 1,
        error,
        status: answer.kind === 'response' ? answer.status : undefined,
        detail: answer.kind === 'failure' ? answer.detail : undefined,
        became,
        retryInMs: became === 'pending' && verdict.kind === 'retry' ? verdict.waitMs : undefined,
      },
      became === 'dead' ? 'webhook is a dead letter now' : 'webhook attempt failed',
    )
    if (became === 'pending' && verdict.kind === 'retry') deps.wakeAt(delivery.lane, verdict.waitMs)
    if (became === 'dead') {
      metrics.deadLetters.inc()
      deps.mirrorDeadLetter(delivery.id)
    }
    if (verdict.kind === 'dead' && verdict.disableEndpoint) deps.disableEndpoint(delivery.endpointId, delivery.lane)
  }
}
