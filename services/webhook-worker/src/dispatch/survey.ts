import {
  cancelClosed,
  closedLanes,
  holdDisabled,
  type LaneFacts,
  readLanes,
  removeClosedLanes,
  type Sql,
  sweepLanes,
} from '@g5/db'
import type { LaneBook } from './lane-book.ts'

const lanesPerSweep = 5_000
/** Rows that one statement may hold or cancel. */
const rowsPerTidying = 1_000

/** How a leader learns what there is: what it is told of at once, and all of it every now and then. */
export function createSurvey(sql: Sql, book: LaneBook, ended: () => boolean) {
  let sweptAt = Number.NEGATIVE_INFINITY
  const toHold = new Set<number>()
  const toCancel = new Set<number>()

  async function sweep(): Promise<void> {
    sweptAt = performance.now()
    for (let after = 0; !ended(); ) {
      const lanes = await sweepLanes(sql, after, lanesPerSweep)
      learn(lanes)
      const last = lanes.at(-1)
      if (!last || lanes.length < lanesPerSweep) break
      after = last.lane
    }
    for (const lane of await closedLanes(sql)) toCancel.add(lane)
    await removeClosedLanes(sql)
  }

  function learn(lanes: readonly LaneFacts[]): void {
    const now = performance.now()
    for (const facts of lanes) {
      book.learn(facts, now)
      if (facts.disabled && facts.dueMs !== null) toHold.add(facts.lane)
      if (facts.closed) toCancel.add(facts.lane)
    }
  }

  async function chunk(lanes: Set<number>, move: typeof holdDisabled): Promise<void> {
    if (lanes.size === 0) return
    const these = [...lanes]
    if ((await move(sql, these, rowsPerTidying)) < rowsPerTidying) for (const lane of these) lanes.delete(lane)
  }

  return {
    sweep,
    async read(lanes: readonly number[]): Promise<void> {
      learn(await readLanes(sql, lanes))
    },
    /** Rows of disabled or closed lanes are left. */
    get untidy() {
      return toHold.size + toCancel.size > 0
    },
    /**
     * Holds what waits in disabled lanes and cancels what lies in closed ones, a chunk of each: between two chunks all
     * others have their turn, however much there is.
     */
    async tidy(): Promise<void> {
      await chunk(toHold, holdDisabled)
      await chunk(toCancel, cancelClosed)
    },
    /** Milliseconds since the last sweep began. */
    age: () => performance.now() - sweptAt,
  }
}
