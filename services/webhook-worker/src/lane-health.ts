import { naturalBatch } from '@g5/core'
import { type LaneHealth, noteHealth, type Sql } from '@g5/db'
import { LRUCache } from 'lru-cache'
import type { Judged } from './assess.ts'

/** An attempt that took longer, or timed out, makes its lane a slow one until the next is fast. */
const slowMs = 1_000
/** A lane that succeeds on and on, or fails, says so this often. */
const refreshMs = 60_000

interface Known {
  failing: boolean
  slow: boolean
  /** Failed attempts since the last note. */
  failures: number
  notedAt: number
}

/**
 * What this worker has seen of each lane lately. Only changes are written, so a delivery that succeeds costs nothing;
 * what is forgotten here is written once more, which changes nothing.
 */
export function createLaneHealth(sql: Sql, { onSlowed, onError }: LaneHealthDeps) {
  const lanes = new LRUCache<number, Known>({ max: 50_000 })
  const batch = naturalBatch<LaneHealth, void>({ flush: write, maxItems: 1_000, maxWaiting: 10_000 })

  async function write(notes: LaneHealth[]): Promise<undefined[]> {
    const latest = Array.from(Map.groupBy(notes, ({ lane }) => lane).values(), together)
    await noteHealth(sql, latest)
    for (const { lane, slowMs } of latest) if (slowMs > 0) onSlowed(lane)
    return notes.map(() => undefined)
  }

  return {
    isSlow: (lane: number) => lanes.get(lane)?.slow ?? false,

    note({ delivery: { lane }, answer, verdict }: Judged): void {
      const failing = verdict.kind !== 'delivered'
      const asked = verdict.kind === 'delivered' ? 0 : (verdict.slowDownMs ?? 0)
      const known = lanes.get(lane)
      const now = performance.now()
      const failures = failing ? (known?.failures ?? 0) + 1 : 0
      const worth = asked > 0 || known?.failing !== failing || now - known.notedAt > refreshMs
      const seen = known ?? { failing, slow: false, failures: 0, notedAt: now }
      seen.failing = failing
      seen.slow = answer.timings.total > slowMs
      seen.failures = worth ? 0 : failures
      if (worth) seen.notedAt = now
      if (!known) lanes.set(lane, seen)
      if (worth) batch.add({ lane, failing, failures, slowMs: asked }).catch(onError)
    },

    drain: batch.drain,
  }
}

/** Of one lane's notes: the last says how it is, and no failure is forgotten. */
function together(notes: LaneHealth[]): LaneHealth {
  const last = notes.reduce((_, note) => note)
  return {
    ...last,
    failures: last.failing ? notes.reduce((sum, { failures }) => sum + failures, 0) : 0,
    slowMs: Math.max(...notes.map(({ slowMs }) => slowMs)),
  }
}

interface LaneHealthDeps {
  /** The lane is blocked for a while: whoever deals it turns must look again. */
  onSlowed(lane: number): void
  onError(error: unknown): void
}
