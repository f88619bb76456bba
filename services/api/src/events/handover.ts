import { type DeliveryQueue, deliveryQueueOf, type Hint, publicId } from '@g5/contracts'
import { type IncomingEvent, releaseHints, type Sql, type Wake, wakeDue } from '@g5/db'
import type { HintSender } from '@g5/queue'
import type { ActiveSpan, Logger, Tracing } from '@g5/telemetry'

interface HandoverDeps {
  sql: Sql
  hints: Pick<HintSender, 'send'>
  /** Tenant classes that have a queue of their own. */
  classQueues: readonly string[]
  wake(wake: Wake): void
  tracing: Tracing | undefined
  log: Logger
}

/** After an unknown outcome a hint may arrive yet: its rows wait this long, and their fence moves on. */
const unknownWaitMs = 5_000

export interface Handover {
  /** Of events that are durable: those of `born` go to the queue, of the rest the dispatcher is told. */
  tell(events: readonly IncomingEvent[], born: readonly Hint[]): void
  /** Events whose commit became known only later: if rows were born queued, nobody has sent their hints. */
  tellLate(events: readonly IncomingEvent[]): void
  drain(): Promise<void>
}

/**
 * What follows a commit, off the path of the answer: nothing here can delay or fail a 202. What gets lost here costs
 * time and nothing else, since the rows are due by themselves.
 */
export function createHandover({ sql, hints, classQueues, wake, tracing, log }: HandoverDeps): Handover {
  const underWay = new Set<Promise<void>>()

  function later(work: Promise<void>) {
    const tracked: Promise<void> = work
      .catch((error) => log.warn({ err: error }, 'hints were not released: their rows wait for the end of their lease'))
      .finally(() => underWay.delete(tracked))
    underWay.add(tracked)
  }

  async function send(queue: DeliveryQueue, born: readonly Hint[], spans: readonly ActiveSpan[]): Promise<void> {
    const outcome = await hints.send(queue, born)
    for (const span of spans) span.end(outcome.kind === 'sent' ? undefined : outcome.kind)
    if (outcome.kind === 'sent') return
    log.warn({ err: outcome.error, queue, rows: born.length, outcome: outcome.kind }, 'hints did not reach the queue')
    await release(born, outcome.kind === 'unknown' ? unknownWaitMs : undefined)
  }

  async function release(rows: readonly Hint[], waitMs?: number): Promise<void> {
    await releaseHints(sql, rows, waitMs)
    wakeDue(
      { wake },
      rows.map((row) => row[2]),
      waitMs,
    )
  }

  return {
    tell(events, born) {
      for (const [queue, rows] of byQueue(events, born, classQueues))
        later(send(queue, rows, tracing ? beginSending(tracing, queue, events, rows) : []))
      const queued = new Set(born.map(([id]) => id))
      for (const [lane, inMs] of earliest(events, queued)) wake({ kind: 'due', lane, inMs })
    },
    tellLate(events) {
      const rows = events.flatMap(({ tenantId, deliveries }) =>
        deliveries.map(({ id, lane }): Hint => [id, 1, lane, tenantId]),
      )
      if (rows.length > 0) later(release(rows))
    },
    async drain() {
      await Promise.all(underWay)
    },
  }
}

/** Each class's to the queue it has, the rest to the one that all others share. */
function byQueue(
  events: readonly IncomingEvent[],
  born: readonly Hint[],
  classQueues: readonly string[],
): Map<DeliveryQueue, readonly Hint[]> {
  if (born.length === 0) return new Map()
  if (classQueues.length === 0) return new Map([['webhooks', born]])
  const queues = new Map(events.map((event) => [event.tenantId, deliveryQueueOf(event.tenantClass, classQueues)]))
  return Map.groupBy(born, ([, , , tenantId]) => queues.get(tenantId) ?? 'webhooks')
}

/** By lane, the milliseconds until the first of the rows that wait for the dispatcher. */
function earliest(events: readonly IncomingEvent[], queued: ReadonlySet<string>): Map<number, number> {
  const first = new Map<number, number>()
  for (const { deliveries } of events)
    for (const { id, lane, held, waitMs } of deliveries)
      if (!held && !queued.has(id)) first.set(lane, Math.min(waitMs, first.get(lane) ?? waitMs))
  return first
}

/** A span for each event that goes to the queue, in the event's own trace: they travel together, and belong to many. */
function beginSending(
  tracing: Tracing,
  queue: DeliveryQueue,
  events: readonly IncomingEvent[],
  born: readonly Hint[],
): ActiveSpan[] {
  const ids = new Set(born.map(([id]) => id))
  const sent = events.filter(({ deliveries }) => deliveries.some(({ id }) => ids.has(id)))
  return sent.map(({ id, traceparent }) =>
    tracing.begin(`send ${queue}`, {
      kind: 'producer',
      parent: traceparent,
      attributes: {
        'messaging.system': 'bullmq',
        'messaging.operation.type': 'send',
        'messaging.operation.name': 'add',
        'messaging.destination.name': queue,
        'messaging.message.conversation_id': publicId('event', id),
        'messaging.batch.message_count': born.length,
      },
    }),
  )
}
