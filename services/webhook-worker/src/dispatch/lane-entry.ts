import type { DeliveryQueue } from '@g5/contracts'
import { createPacer, type Pacer, slowStartStepMs, slowStartWindow } from '@g5/core'
import type { LaneFacts } from '@g5/db'

/** What the leader remembers of a lane that has open rows. Times are of this process's monotonic clock. */
export interface LaneEntry {
  tenantId: string
  queue: DeliveryQueue
  /** Slowed by its receiver, or its circuit is open. */
  blockedUntil: number
  /** Workers have had no room for more of it lately. */
  crowd: Crowd | undefined
  circuit: LaneFacts['circuit']
  /** When its circuit closed, while the slow start lasts. */
  startedAt: number | undefined
  ordered: boolean
  pacer: Pacer | undefined
  /** Where a claim starts to look, as Postgres wrote it. */
  since: string
  sinceUntil: number
}

/** What the lane may have in flight; null: as much as it likes. In order and as a probe, one. */
export function windowOf({ ordered, circuit, startedAt, crowd }: LaneEntry, now: number): number | null {
  if (ordered || circuit !== 'closed') return 1
  const start = startedAt === undefined ? null : slowStartWindow(now - startedAt)
  if (crowd === undefined) return start
  return Math.min(start ?? crowd.window, crowd.window)
}

/** When the window of the lane may be larger. */
export function nextWidening({ startedAt, crowd }: LaneEntry, now: number): number {
  const wider = crowd ? crowd.changedAt + widenEveryMs : Number.POSITIVE_INFINITY
  return startedAt === undefined ? wider : Math.min(wider, nextDoubling(startedAt, now))
}

function nextDoubling(startedAt: number, now: number): number {
  return startedAt + (Math.floor((now - startedAt) / slowStartStepMs) + 1) * slowStartStepMs
}

/** How many of a lane workers have room for, found out by trying: what they would refuse is not handed about. */
export interface Crowd {
  window: number
  /** What one worker holds of it at most. */
  share: number
  toldAt: number
  changedAt: number
}

/** Refusals within this are of one batch. */
const oneTellingMs = 200
/** Between two steps towards more. */
const widenEveryMs = 1_000
/** Nobody has refused for so long: nothing bounds the lane any more. */
const crowdLifeMs = 30_000

/** A worker that holds `share` of the lane refused one. */
export function narrowed(crowd: Crowd | undefined, share: number, now: number): Crowd {
  const least = Math.max(1, share)
  if (!crowd) return { window: least, share: least, toldAt: now, changedAt: now }
  if (now - crowd.toldAt < oneTellingMs) return { ...crowd, share: Math.max(least, crowd.share) }
  return { window: Math.max(least, Math.floor(crowd.window * 0.75)), share: least, toldAt: now, changedAt: now }
}

/** Nobody refused for a while: there may be more workers than the one that did. */
export function widened(crowd: Crowd | undefined, now: number): Crowd | undefined {
  if (!crowd || now - crowd.changedAt < widenEveryMs) return crowd
  if (now - crowd.toldAt > crowdLifeMs) return undefined
  return { ...crowd, window: crowd.window + Math.ceil(crowd.share / 4), changedAt: now }
}

/**
 * The pacers of lanes with a rate. They outlive the entries: a lane that is empty for a moment has not earned a new
 * start.
 */
export function createPacers() {
  const pacers = new Map<number, { rate: string; pacer: Pacer }>()
  let pruneAt = 1_000

  return {
    of({ lane, rateLimit: limit, ratePerSeconds: perSeconds }: LaneFacts, now: number): Pacer | undefined {
      if (limit === null || perSeconds === null) {
        pacers.delete(lane)
        return undefined
      }
      const rate = `${limit}/${perSeconds}`
      const known = pacers.get(lane)
      if (known?.rate === rate) return known.pacer
      const pacer = createPacer({ limit, perSeconds })
      pacers.set(lane, { rate, pacer })
      if (pacers.size > pruneAt) prune(now)
      return pacer
    },
  }

  function prune(now: number): void {
    for (const [lane, { pacer }] of pacers) if (pacer.idle(now)) pacers.delete(lane)
    pruneAt = 1_000 + 2 * pacers.size
  }
}
