import { grainMinutes, keptMinutes, lowestUuidAt } from '@g5/core'
import {
  addRollUps,
  beginFolding,
  deleteRollUps,
  type FoldProgress,
  holdFoldProgress,
  laneOwners,
  noteFoldProgress,
  type Sql,
  type SqlTx,
  takeTallies,
  uncountedEvents,
} from '@g5/db'
import { createLedger, type Ledger } from './ledger.ts'

/** Records whose attempts are folded in one transaction. */
const talliesAtOnce = 2_000
/** Minutes whose events are counted in one transaction, when there is much to catch up with. */
const minutesAtOnce = 5
const rowsAtOnce = 1_000
/**
 * No event of a minute appears later than so many minutes after it: longer than the tries of one POST can last, each
 * ended by `statement_timeout`. (Only a pod that was suspended in the middle of one could store it later still.)
 */
const eventsSettleMinutes = 5

/**
 * Adds what happened since the last time to the roll-ups. What is taken is deleted, and how far it came is noted, in the
 * transaction that adds it up: a crash at any moment counts nothing twice and leaves nothing out.
 */
export async function foldStatistics(sql: Sql): Promise<void> {
  await beginFolding(sql)
  for (let more = true; more; ) more = await sql.begin(foldSome)
}

/** @returns whether there is more */
async function foldSome(tx: SqlTx): Promise<boolean> {
  const progress = await holdFoldProgress(tx)
  if (!progress) return false
  const ledger = createLedger()
  const tallies = await countAttempts(tx, progress, ledger)
  const events = await countEvents(tx, progress, ledger)
  const rows = ledger.rollUps()
  for (let i = 0; i < rows.length; i += rowsAtOnce) await addRollUps(tx, rows.slice(i, i + rowsAtOnce))
  await noteFoldProgress(tx, { ...tallies, ...events })
  return !tallies.drained || !events.caughtUp
}

async function countAttempts(tx: SqlTx, { talliesDone }: FoldProgress, ledger: Ledger) {
  const tallies = await takeTallies(tx, talliesDone, talliesAtOnce)
  const lanes = ledger.addTallies(tallies)
  if (lanes.length > 0) ledger.addOwners(await laneOwners(tx, lanes))
  const talliesSeen = tallies.reduce((newest, { id }) => Math.max(newest, Number(id)), 0)
  return { talliesSeen, drained: tallies.length < talliesAtOnce }
}

/**
 * Counts the minutes that are not over or were not when they were last counted, and once more those that are settled
 * since: an event can become visible long after its id was made.
 */
async function countEvents(tx: SqlTx, progress: FoldProgress, ledger: Ledger) {
  const { minute: present, eventsCounted, eventsSettled } = progress
  const until = Math.min(present + 1, eventsCounted + minutesAtOnce)
  const settledUntil = Math.min(present - eventsSettleMinutes, eventsSettled + minutesAtOnce, eventsCounted)
  const minutes = new Set([...range(eventsSettled, settledUntil), ...range(eventsCounted, until)])
  const counts = await uncountedEvents(tx, [...minutes].map(idsOf))
  ledger.addEvents(counts)
  return {
    eventsCounted: Math.max(eventsCounted, Math.min(present, until)),
    eventsSettled: Math.max(eventsSettled, settledUntil),
    caughtUp: until > present && settledUntil >= Math.min(present - eventsSettleMinutes, eventsCounted),
  }
}

const minuteMs = 60_000

function idsOf(minute: number) {
  return { minute, fromId: lowestUuidAt(minute * minuteMs), toId: lowestUuidAt((minute + 1) * minuteMs) }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
}

/** Beyond what may be asked for, so that no answer lacks a part of its first bucket. */
const spareMinutes = { minute: 2 * grainMinutes.hour, hour: 25 * grainMinutes.hour }

/** Minutes are kept for two days and hours for 90. */
export async function deleteOldRollUps(sql: Sql, nowMs: number): Promise<void> {
  const before = (grain: 'minute' | 'hour') => Math.floor(nowMs / minuteMs) - keptMinutes[grain] - spareMinutes[grain]
  const bounds = { minute: before('minute'), hour: before('hour') }
  for (let more = true; more; ) more = (await deleteRollUps(sql, bounds, 10_000)).more
}
