import { type Sql, setDirectPath } from '@g5/db'

/** How long the door stays open without being held: a leader that died closes it by doing nothing. */
const openMs = 2_000
const refreshMs = 1_000
/** Between two writes: the row is read by every flush of every pod. */
const leastGapMs = 250
/** Deliveries that one flush of one pod may hand to the queue by itself. */
const rowsPerPod = 250

/**
 * The door of the direct path: open while the last claim came back short, so that ingest may hand its rows to the
 * queue itself; shut while there is a backlog, so that every row is dealt fairly.
 */
export function createDoor() {
  let open = false
  let writtenAt = Number.NEGATIVE_INFINITY

  return {
    async set(sql: Sql, wanted: boolean, now: number): Promise<void> {
      const age = now - writtenAt
      if (wanted === open ? !wanted || age < refreshMs : age < leastGapMs) return
      await setDirectPath(sql, wanted ? rowsPerPod : 0, wanted ? openMs : 0)
      open = wanted
      writtenAt = now
    },
  }
}
