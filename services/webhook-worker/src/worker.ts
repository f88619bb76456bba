import type { WorkerConfig } from '@g5/config'
import { type Hint, publicId } from '@g5/contracts'
import { createSealer, envelope, naturalBatch, type Slots, uuidv7, webhookRequest } from '@g5/core'
import {
  cancel,
  type DatabaseClock,
  disableEndpoint,
  type Holding,
  handBack,
  holdDeliveries,
  type Sql,
  type Waker,
} from '@g5/db'
import type { Egress } from '@g5/egress'
import type { DeadLetterMirror } from '@g5/queue'
import { type DeliveryMetrics, type Logger, newTraceparent, type Tracing } from '@g5/telemetry'
import { createTransformer } from '@g5/transform'
import { createAftermath } from './aftermath.ts'
import { assess } from './assess.ts'
import { beginAttempt } from './attempt-spans.ts'
import { createCircuits } from './circuits.ts'
import { createIntake } from './consume.ts'
import { createCrowdedLanes } from './crowded-lanes.ts'
import { type DeliverDeps, deliver } from './deliver.ts'
import { firstAttemptDelayMs } from './first-attempt-delay.ts'
import { createLaneHealth } from './lane-health.ts'
import { createLoader, type Sendable } from './load.ts'
import { createRecorder } from './record.ts'
import { transformed } from './transform.ts'

export interface WorkerDeps {
  config: WorkerConfig
  sql: Sql
  clock: DatabaseClock
  slots: Slots
  egress: Egress
  mirror: DeadLetterMirror
  waker: Waker
  metrics: DeliveryMetrics
  tracing?: Tracing | undefined
  log: Logger
}

/** Milliseconds until a row that found no slot, or no turn to be transformed, is dealt again. */
const noSlotWaitMs = 250

/** Everything between a hint and its outcome, put together. */
export function createWorker({ config, sql, clock, slots, egress, mirror, waker, metrics, tracing, log }: WorkerDeps) {
  const complain = (what: string) => (error: unknown) => log.error({ err: error }, what)
  const health = createLaneHealth(sql, {
    onSlowed: (lane) => waker.wake({ kind: 'lane', lane }),
    onError: complain('the health of some endpoints was not noted'),
  })
  const circuits = createCircuits({
    ...config.circuits,
    sql,
    onChange({ lane, endpointId }, to) {
      metrics.circuitChanges.inc(to)
      log.warn({ endpointId: publicId('endpoint', endpointId), to }, 'a circuit changed')
      waker.wake({ kind: 'lane', lane })
    },
    onError: complain('what a circuit has sensed was not written'),
  })
  const crowded = createCrowdedLanes(slots, waker)
  const follow = createAftermath({
    log,
    metrics,
    wakeAt: (lane, inMs) => waker.wake({ kind: 'due', lane, inMs }),
    mirrorDeadLetter: (id) => void mirror.add([id]),
    noteHealth: health.note,
    senseCircuit: circuits.sense,
    isCrowded: crowded.has,
    disableEndpoint(endpointId, lane) {
      const gone = { endpointId, reason: 'the receiver answered 410 Gone', auditId: uuidv7(clock.now()) }
      disableEndpoint(sql, gone).then((disabled) => {
        if (disabled) metrics.endpointsDisabled.inc('gone')
        waker.wake({ kind: 'lane', lane })
      }, complain('an endpoint that is gone (410) was not disabled; its next 410 will try again'))
    },
  })

  /** Nothing is lost: the lease runs out and the row is due again. */
  function noOutcome(err: unknown, [deliveryId]: Hint): void {
    log.error({ err, deliveryId }, 'a delivery came to no outcome')
  }
  const recorder = createRecorder(sql, { onRows: (rows) => metrics.recordBatch.observe(rows), onRecorded: follow })

  async function giveBack(hints: readonly Hint[], waitMs: number): Promise<void> {
    await handBack(sql, hints, waitMs)
    for (const [, , lane] of hints) waker.wake({ kind: 'due', lane, inMs: waitMs })
  }

  /** The leader handed them out, so it has yet to learn what blocks their lanes. */
  async function giveBackBlocked(hints: readonly Hint[]): Promise<void> {
    await handBack(sql, hints, 0)
    for (const [, , lane] of hints) waker.wake({ kind: 'lane', lane })
  }
  const loader = createLoader({
    sql,
    sealer: createSealer(config.encryption),
    defaultTimeoutMs: config.delivery.timeoutMs,
    defaultRetrySchedule: config.delivery.retrySchedule,
    leaseMarginMs: config.delivery.leaseMarginMs,
  })
  const holdings = naturalBatch<Holding, undefined>({
    flush: async (holdings) => {
      await holdDeliveries(sql, holdings)
      return holdings.map(() => undefined)
    },
    maxItems: 500,
    maxWaiting: 20_000,
  })
  const transformer = createTransformer({ onError: complain('transforms have to wait') })
  const deps: DeliverDeps = {
    slots,
    isSlow: health.isSlow,
    load: loader.load,
    renewLease: loader.renewLease,
    transform: (delivery, expression) => transformed(transformer, delivery, expression),
    prepare(delivery: Sendable, data: string) {
      const now = clock.now()
      const { eventId, endpoint } = delivery
      if (tracing) delivery.spans = beginAttempt(tracing, delivery)
      const delayMs = firstAttemptDelayMs(delivery, now)
      if (delayMs !== undefined) metrics.firstAttempt(delayMs / 1000, delivery.spans?.exemplar)
      const body = endpoint.envelope ? envelope(delivery, data) : data
      const traceparent = delivery.spans?.traceparent ?? newTraceparent(delivery.traceparent)
      return webhookRequest({ eventId, body, traceparent, endpoint }, now)
    },
    send: egress.send,
    assess(delivery, answer) {
      const judged = assess(delivery, answer, clock.now())
      delivery.spans?.answered(answer, judged.verdict.kind === 'delivered' ? '' : judged.verdict.error)
      return judged
    },
    record: recorder.record,
    async handBack(hints, why) {
      if (why === 'blocked') return giveBackBlocked(hints)
      for (const [, , lane] of hints) crowded.refused(lane)
      await giveBack(hints, noSlotWaitMs)
    },
    async cancel({ id, fence, lane, reason }) {
      await cancel(sql, [{ id, fence, reason }])
      // It may have been the head of an order: the next one's turn has come.
      waker.wake({ kind: 'due', lane, inMs: 0 })
    },
    async hold(hint, { heldBy, lane, bounded }) {
      await holdings.add({ hint, heldBy })
      // As after an attempt: the next of a bounded lane may go.
      if (bounded || crowded.has(lane)) waker.wake({ kind: 'due', lane, inMs: 0 })
    },
    onError: noOutcome,
  }
  const intake = createIntake({
    slots,
    deliver: (hints) => deliver(hints, deps),
    handBack: (hints) => giveBack(hints, 0),
    onError: (error, hints) => {
      for (const hint of hints) noOutcome(error, hint)
    },
  })

  return {
    take: intake.take,
    /** Takes nothing more; what waits for room is given back. */
    stop: intake.stop,
    /** Waits for what is in flight, then for what follows from it. */
    async settle(graceMs: number): Promise<{ left: number }> {
      const ended = await intake.settle(graceMs)
      await transformer.close()
      await Promise.all([recorder.drain(), health.drain(), circuits.drain()])
      circuits.stop()
      return ended
    },
  }
}
