import { naturalBatch } from '@g5/core'
import { type LaneHealth, noteHealth, type Sql } from '@g5/db'
import { LRUCache } from 'lru-cache'
import type { Judged } from './assess.ts'

/** An attempt that took longer, or timed out, makes its lane a slow one until the next is fast. */
const slowMs = 1_000
/** A lane that succeeds on and on says so this often. */
const refreshMs = 60_000

interface Known {
  failing: boolean
  slow: boolean
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
    const latest = new Map(notes.map((note) => [note.lane, note]))
    await noteHealth(sql, [...latest.values()])
    for (const { lane, slowMs } of latest.values()) if (slowMs > 0) onSlowed(lane)
    return notes.map(() => undefined)
  }

  return {
    isSlow: (lane: number) => lanes.get(lane)?.slow ?? false,

    note({ delivery: { lane }, answer, verdict }: Judged): void {
      const failing = verdict.kind !== 'delivered'
      const asked = verdict.kind === 'delivered' ? 0 : (verdict.slowDownMs ?? 0)
      const known = lanes.get(lane)
      const now = performance.now()
      const worth = asked > 0 || known?.failing !== failing || (!failing && now - known.notedAt > refreshMs)
      lanes.set(lane, {
        failing,
        slow: answer.timings.total > slowMs,
        notedAt: worth ? now : (known?.notedAt ?? now),
      })
      if (worth) batch.add({ lane, failing, slowMs: asked }).catch(onError)
    },

    drain: batch.drain,
  }
}

interface LaneHealthDeps {
  /** The lane is blocked for a while: whoever deals it turns must look again. */
  onSlowed(lane: number): void
  onError(error: unknown): void
}
