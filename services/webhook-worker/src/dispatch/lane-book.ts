import { createRotation, type Dealt } from '@g5/core'
import type { LaneAnswer, LaneFacts, Turn } from '@g5/db'
import { createAgenda } from './agenda.ts'

/** What the leader remembers of a lane that has open rows. Times are of this process's monotonic clock. */
interface Entry {
  tenantId: string
  slowUntil: number
  /** Where a claim starts to look; see {@link sinceLifeMs}. */
  since: string
  sinceUntil: number
}

/** A row due in the past can appear late: once in so long a lane is looked at from its very start. */
const sinceLifeMs = 60_000
const fromTheStart = '-infinity'

/** Rows of one lane in one round. */
const rowsPerLane = 20

/**
 * The leader's memory: which lanes are ready, and when to look at the others. None of it needs to survive, since a new
 * leader learns it from a sweep. Blocked and future lanes are in the agenda and cost a round nothing.
 */
export function createLaneBook() {
  const lanes = new Map<number, Entry>()
  const agenda = createAgenda()
  const rotation = createRotation<number, string>()

  function lookAt(lane: number, at: number, now: number): void {
    const entry = lanes.get(lane)
    if (!entry) return
    const when = Math.max(at, entry.slowUntil)
    if (when <= now) {
      agenda.delete(lane)
      rotation.add(lane, entry.tenantId)
    } else if (!rotation.has(lane) || entry.slowUntil > now) {
      rotation.delete(lane)
      agenda.set(lane, when)
    }
  }

  function forget(lane: number): void {
    lanes.delete(lane)
    agenda.delete(lane)
    rotation.delete(lane)
  }

  return {
    /** Takes in what the database says of a lane; a lane without anything to send is forgotten. */
    learn(facts: LaneFacts, now: number): void {
      if (facts.disabled || facts.closed || facts.dueMs === null) {
        forget(facts.lane)
        return
      }
      const known = lanes.get(facts.lane)
      const slowUntil = facts.slowMs === null ? 0 : now + facts.slowMs
      if (known) known.slowUntil = slowUntil
      else lanes.set(facts.lane, { tenantId: facts.tenantId, slowUntil, since: fromTheStart, sinceUntil: 0 })
      lookAt(facts.lane, now + facts.dueMs, now)
    },

    /** A row of the lane is due in `inMs`. False when the lane is not known: its facts are to be read. */
    due(lane: number, inMs: number, now: number): boolean {
      if (!lanes.has(lane)) return false
      if (!rotation.has(lane)) lookAtEarlier(lane, now + inMs, now)
      return true
    },

    deal(turns: number, now: number): Turn[] {
      for (const lane of agenda.takeUntil(now)) {
        const entry = lanes.get(lane)
        if (entry) rotation.add(lane, entry.tenantId)
      }
      return rotation.deal({ turns, perLane: rowsPerLane }).map((dealt) => toTurn(dealt, now))
    },

    /** What a claim found out: when to look at the lane again, if ever. */
    answered({ lane, lookAgainMs, since }: LaneAnswer, now: number): void {
      const entry = lanes.get(lane)
      if (!entry) return
      if (since !== null && entry.sinceUntil > now) entry.since = since
      if (lookAgainMs === null) forget(lane)
      else if (lookAgainMs > 0) {
        rotation.delete(lane)
        lookAt(lane, now + lookAgainMs, now)
      }
    },

    /** Milliseconds until there is something to deal; undefined when nothing is known of. */
    nextIn(now: number): number | undefined {
      if (rotation.size > 0) return 0
      return agenda.next === undefined ? undefined : Math.max(0, agenda.next - now)
    },

    get ready() {
      return rotation.size
    },
  }

  function lookAtEarlier(lane: number, at: number, now: number): void {
    const known = agenda.at(lane)
    lookAt(lane, known === undefined ? at : Math.min(at, known), now)
  }

  function toTurn({ lane, turns }: Dealt<number>, now: number): Turn {
    const entry = lanes.get(lane)
    if (!entry) return { lane, rows: turns, since: fromTheStart }
    if (entry.sinceUntil <= now) {
      entry.since = fromTheStart
      entry.sinceUntil = now + sinceLifeMs
    }
    return { lane, rows: turns, since: entry.since }
  }
}
