import { type DeliveryQueue, deliveryQueueOf } from '@g5/contracts'
import { createRotation, type Dealt, type Rotation } from '@g5/core'
import type { LaneAnswer, LaneFacts, Turn } from '@g5/db'
import { createAgenda } from './agenda.ts'
import { createPacers, type LaneEntry, narrowed, nextWidening, widened, windowOf } from './lane-entry.ts'

export interface LaneBookOptions {
  /** Tenant classes that have a queue of their own. */
  classQueues: readonly string[]
  /** A tenant's turns by its class, 1 unless told. */
  classWeights: ReadonlyMap<string, number>
  /** Nothing is dealt for a queue that is paused, and nothing that it could have counts as ready. */
  isPaused(queue: DeliveryQueue): boolean
}

export type LaneBook = ReturnType<typeof createLaneBook>

/** Turns for the lanes of one queue. */
export interface QueueTurns {
  queue: DeliveryQueue
  turns: Turn[]
}

/** A row due in the past can appear late: once in so long a lane is looked at from its very start. */
const sinceLifeMs = 60_000
const fromTheStart = '-infinity'

/** Rows of one lane in one round. */
const rowsPerLane = 20

/** A paced lane whose turn comes sooner than this waits for so long, so that its rows go a few at a time. */
const pacedRestMs = 20

/**
 * The leader's memory: which lanes are ready, and when to look at the others. None of it needs to survive, since a new
 * leader learns it from a sweep. Blocked and future lanes are in the agenda and cost a round nothing.
 */
export function createLaneBook({ classQueues, classWeights, isPaused }: LaneBookOptions) {
  const lanes = new Map<number, LaneEntry>()
  const agenda = createAgenda()
  const pacers = createPacers()
  const rotations = new Map<DeliveryQueue, Rotation<number, string>>()
  const classOf = new Map<string, string>()

  function rotationOf(queue: DeliveryQueue): Rotation<number, string> {
    let rotation = rotations.get(queue)
    if (!rotation) {
      rotation = createRotation((tenant) => classWeights.get(classOf.get(tenant) ?? '') ?? 1)
      rotations.set(queue, rotation)
    }
    return rotation
  }

  function lookAt(lane: number, at: number, now: number): void {
    const entry = lanes.get(lane)
    if (!entry) return
    const rotation = rotationOf(entry.queue)
    const blockedUntil = Math.max(entry.blockedUntil, restUntil(entry, now))
    const when = Math.max(at, blockedUntil)
    if (when <= now) {
      agenda.delete(lane)
      rotation.add(lane, entry.tenantId)
    } else if (!rotation.has(lane) || blockedUntil > now) {
      rotation.delete(lane)
      agenda.set(lane, when)
    }
  }

  function lookAtEarlier(lane: number, at: number, now: number): void {
    const known = agenda.at(lane)
    lookAt(lane, known === undefined ? at : Math.min(at, known), now)
  }

  function forget(lane: number): void {
    const entry = lanes.get(lane)
    if (entry) rotationOf(entry.queue).delete(lane)
    lanes.delete(lane)
    agenda.delete(lane)
  }

  return {
    /** Takes in what the database says of a lane; a lane without anything to send is forgotten. */
    learn(facts: LaneFacts, now: number): void {
      const { lane, tenantId, tenantClass, circuit, ordered } = facts
      if (facts.disabled || facts.closed || facts.onHold || facts.dueMs === null) {
        forget(lane)
        return
      }
      const queue = deliveryQueueOf(tenantClass, classQueues)
      const known = lanes.get(lane)
      if (known && known.queue !== queue) forget(lane)
      classOf.set(tenantId, tenantClass)
      lanes.set(lane, {
        ...{ tenantId, queue, circuit, ordered },
        ...{ since: known?.since ?? fromTheStart, sinceUntil: known?.sinceUntil ?? 0, crowd: known?.crowd },
        blockedUntil: facts.blockedMs === null ? 0 : now + facts.blockedMs,
        startedAt: facts.slowStartMs === null ? undefined : now - facts.slowStartMs,
        pacer: pacers.of(facts, now),
      })
      lookAt(lane, now + facts.dueMs, now)
    },

    /** Times may have moved: every lane is looked at from its very start. */
    dropBounds(): void {
      for (const entry of lanes.values()) entry.sinceUntil = 0
    },

    /** A row of the lane is due in `inMs`. False when the lane is not known: its facts are to be read. */
    due(lane: number, inMs: number, now: number): boolean {
      const entry = lanes.get(lane)
      if (!entry) return false
      if (!rotationOf(entry.queue).has(lane)) lookAtEarlier(lane, now + inMs, now)
      return true
    },

    /** A worker that holds so many of the lane had no room for more. */
    full(lane: number, held: number, now: number): void {
      const entry = lanes.get(lane)
      if (entry) entry.crowd = narrowed(entry.crowd, held, now)
    },

    /** @param room deliveries that each queue has room for */
    deal(room: ReadonlyMap<DeliveryQueue, number>, now: number): QueueTurns[] {
      for (const lane of agenda.takeUntil(now)) {
        const entry = lanes.get(lane)
        if (entry) rotationOf(entry.queue).add(lane, entry.tenantId)
      }
      return Array.from(rotations, ([queue, rotation]) => {
        const allowance = (lane: number) => allowanceOf(lane, now)
        const turns = isPaused(queue) ? 0 : (room.get(queue) ?? 0)
        const dealt = rotation.deal({ turns, perLane: rowsPerLane, allowance })
        return { queue, turns: dealt.map((one) => toTurn(one, now)) }
      }).filter(({ turns }) => turns.length > 0)
    },

    /** Of these turns, the lanes whose open circuit has waited long enough: one delivery is to probe them. */
    probes: (turns: readonly Turn[]): number[] =>
      turns.map(({ lane }) => lane).filter((lane) => lanes.get(lane)?.circuit === 'open'),

    probing(lane: number): void {
      const entry = lanes.get(lane)
      if (entry) entry.circuit = 'half_open'
    },

    /** What a claim found out: when to look at the lane again, if ever. */
    answered({ lane, hints, lookAgainMs, full, since }: LaneAnswer, now: number): void {
      const entry = lanes.get(lane)
      if (!entry) return
      entry.pacer?.take(hints.length, now)
      if (since !== null && entry.sinceUntil > now) entry.since = since
      if (lookAgainMs === null) {
        forget(lane)
        return
      }
      const at = full ? Math.min(now + lookAgainMs, nextWidening(entry, now)) : now + lookAgainMs
      if (at > now || restUntil(entry, now) > now) {
        rotationOf(entry.queue).delete(lane)
        lookAt(lane, at, now)
      }
    },

    /** Milliseconds until there is something to deal; undefined when nothing is known of. */
    nextIn(now: number): number | undefined {
      if (readyLanes() > 0) return 0
      return agenda.next === undefined ? undefined : Math.max(0, agenda.next - now)
    },

    get ready() {
      return readyLanes()
    },
  }

  function readyLanes(): number {
    let ready = 0
    for (const [queue, rotation] of rotations) if (!isPaused(queue)) ready += rotation.size
    return ready
  }

  /** Until when the lane's own rate lets nothing leave. */
  function restUntil({ pacer }: LaneEntry, now: number): number {
    return pacer && pacer.allowance(now) === 0 ? Math.max(pacer.readyAt, now + pacedRestMs) : 0
  }

  function allowanceOf(lane: number, now: number): number {
    return lanes.get(lane)?.pacer?.allowance(now) ?? rowsPerLane
  }

  function toTurn({ lane, turns }: Dealt<number>, now: number): Turn {
    const entry = lanes.get(lane)
    if (!entry) return { lane, rows: turns, since: fromTheStart, window: null, ordered: false }
    entry.crowd = widened(entry.crowd, now)
    if (entry.sinceUntil <= now) {
      entry.since = fromTheStart
      entry.sinceUntil = now + sinceLifeMs
    }
    return { lane, rows: turns, since: entry.since, window: windowOf(entry, now), ordered: entry.ordered }
  }
}
