import type { DeliveryQueue } from '@g5/contracts'
import { createPacer, type Pacer, slowStartStepMs, slowStartWindow } from '@g5/core'
import type { LaneFacts } from '@g5/db'

/** What the leader remembers of a lane that has open rows. Times are of this process's monotonic clock. */
export interface LaneEntry {
  tenantId: string
  queue: DeliveryQueue
  /** Slowed by its receiver, or its circuit is open. */
  blockedUntil: number
  /** A worker had no room for it: it rests until then, for so long. */
  full: { until: number; restMs: number } | undefined
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
export function windowOf({ ordered, circuit, startedAt }: LaneEntry, now: number): number | null {
  if (ordered || circuit !== 'closed') return 1
  return startedAt === undefined ? null : slowStartWindow(now - startedAt)
}

const [shortestRestMs, longestRestMs] = [250, 2_000]

/** Told again soon after its rest, it rests twice as long: what no worker has room for is not handed about. */
export function restOfFull({ full }: LaneEntry, now: number): NonNullable<LaneEntry['full']> {
  if (full && now < full.until) return full
  const again = full && now < full.until + full.restMs
  const restMs = again ? Math.min(2 * full.restMs, longestRestMs) : shortestRestMs
  return { until: now + restMs, restMs }
}

/** When the window of a lane in its slow start doubles. */
export function nextDoubling({ startedAt }: LaneEntry, now: number): number {
  if (startedAt === undefined) return Number.POSITIVE_INFINITY
  return startedAt + (Math.floor((now - startedAt) / slowStartStepMs) + 1) * slowStartStepMs
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
