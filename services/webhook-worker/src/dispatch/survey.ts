import {
  cancelClosed,
  closedLanes,
  holdDisabled,
  holdDue,
  type LaneFacts,
  readLanes,
  removeClosedLanes,
  type Sql,
  sweepLanes,
} from '@g5/db'
import { createAgenda } from './agenda.ts'
import type { LaneBook } from './lane-book.ts'

const lanesPerSweep = 5_000
/** Rows that one statement may hold or cancel. */
const rowsPerTidying = 1_000

/** How a leader learns what there is: what it is told of at once, and all of it every now and then. */
export function createSurvey(sql: Sql, book: LaneBook, ended: () => boolean) {
  let sweptAt = Number.NEGATIVE_INFINITY
  const toHold = new Set<number>()
  /** Lanes on hold, by when their next row is due: it is held then, and not before. */
  const onHold = createAgenda()
  const toHoldDue = new Set<number>()
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
      if (facts.onHold && !facts.disabled && !facts.closed && facts.dueMs !== null)
        onHold.set(facts.lane, now + facts.dueMs)
      else onHold.delete(facts.lane)
    }
  }

  async function read(lanes: readonly number[]): Promise<void> {
    learn(await readLanes(sql, lanes))
  }

  /** @returns the lanes that are through with it */
  async function chunk(lanes: Set<number>, move: typeof holdDisabled): Promise<number[]> {
    if (lanes.size === 0) return []
    const these = [...lanes]
    if ((await move(sql, these, rowsPerTidying)) === rowsPerTidying) return []
    for (const lane of these) lanes.delete(lane)
    return these
  }

  return {
    sweep,
    read,
    /** Rows are left of disabled or closed lanes, or due ones of lanes on hold. */
    get untidy() {
      return toHold.size + toHoldDue.size + toCancel.size > 0 || (onHold.next ?? Infinity) <= performance.now()
    },
    /**
     * Holds what waits in disabled lanes and what is due in those on hold, and cancels what lies in closed ones, a chunk
     * of each: between two chunks all others have their turn, however much there is.
     */
    async tidy(): Promise<void> {
      await chunk(toHold, holdDisabled)
      for (const lane of onHold.takeUntil(performance.now())) toHoldDue.add(lane)
      const held = await chunk(toHoldDue, holdDue)
      if (held.length > 0) await read(held)
      await chunk(toCancel, cancelClosed)
    },
    /** Milliseconds since the last sweep began. */
    age: () => performance.now() - sweptAt,
  }
}
