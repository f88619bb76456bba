import { uuidv7 } from '@g5/core'
import {
  type DatabaseClock,
  type Releasable,
  releasable,
  release,
  removeEndedHolds,
  type Sql,
  type Waker,
  wakeDue,
} from '@g5/db'
import type { Logger } from '@g5/telemetry'

/** Rows that one run releases, and of one lane: it runs once a second, so this is the pace. */
const rowsPerRun = 2_500
const rowsPerLane = 250

export interface EndHoldsDeps {
  sql: Sql
  clock: Pick<DatabaseClock, 'now'>
  waker: Pick<Waker, 'wake'>
  log: Logger
  /** From 0 to 1: where in the lanes a run begins, so that none has to wait for those before it. */
  random?: () => number
}

/**
 * Removes holds whose end has passed, and releases what is held by nothing any more: by holds that are gone and by
 * tenants that are active again. A pace spares receivers that have just come back; what another hold meets as well is
 * held again when it is due.
 */
export async function endHolds({ sql, clock, waker, log, random = Math.random }: EndHoldsDeps): Promise<void> {
  if (await removeEndedHolds(sql, () => uuidv7(clock.now()))) waker.wake({ kind: 'sweep' })
  let left = rowsPerRun
  for (const ended of await releasable(sql)) {
    if (left === 0) return
    const lanes = await releaseSome(sql, ended, left, random())
    left -= lanes.length
    wakeDue(waker, lanes)
    if (lanes.length > 0) log.info({ heldBy: ended.heldBy, rows: lanes.length }, 'held deliveries were released')
  }
}

/** Of the lanes from somewhere on, and then of those before. */
async function releaseSome(
  sql: Sql,
  { heldBy, firstLane, lastLane }: Releasable,
  most: number,
  where: number,
): Promise<number[]> {
  const middle = firstLane + Math.floor(where * (lastLane - firstLane + 1))
  const from = { heldBy, perLane: rowsPerLane }
  const after = await release(sql, { ...from, fromLane: middle, toLane: lastLane + 1, limit: most })
  const left = most - after.length
  if (left === 0 || middle === firstLane) return after
  return [...after, ...(await release(sql, { ...from, fromLane: firstLane, toLane: middle, limit: left }))]
}
