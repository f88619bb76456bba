import {
  type BulkRow,
  type BulkStep,
  holdBulk,
  insertMissing,
  type Moved,
  nextMissing,
  noteStep,
  type Orm,
  runningBulks,
  stepThroughDeliveries,
  type Tx,
  type Waker,
  wakeDue,
  wantingEndpoint,
} from '@g5/db'
import type { Logger } from '@g5/telemetry'
import { takeTurn } from './turn.ts'

/** Rows of one transaction. */
const rowsPerStep = 1_000

export interface BulkDeps {
  orm: Orm
  waker: Pick<Waker, 'wake'>
  log: Logger
}

/** Gives every bulk in progress a turn: as many steps as its pace and its time allow. */
export async function workOnBulks({ orm, waker, log }: BulkDeps): Promise<void> {
  for (const id of await runningBulks(orm)) {
    await takeTurn(async () => {
      const step = await takeStep(orm, id)
      if (!step) return false
      wakeDue(
        waker,
        step.moved.map((row) => row.lane),
      )
      if (step.cursor === undefined) log.info({ bulk: id }, 'a bulk is done')
      return step.cursor !== undefined
    })
  }
}

type Step = BulkStep & { moved: Moved[] }

/** One transaction: the rows and the progress. Undefined when somebody else is at it, or its pace allows nothing now. */
function takeStep(orm: Orm, id: string): Promise<Step | undefined> {
  return orm.transaction(async (tx) => {
    const bulk = await holdBulk(tx, id, rowsPerStep)
    if (!bulk || bulk.budget === 0) return undefined
    const step = bulk.selection.missing
      ? await stepThroughMissing(tx, bulk, bulk.budget)
      : await stepThroughDeliveries(tx, bulk, bulk.budget)
    await noteStep(tx, id, step)
    return step
  })
}

async function stepThroughMissing(tx: Tx, { tenantId, selection, cursor }: BulkRow, limit: number): Promise<Step> {
  const endpoint = await wantingEndpoint(tx, tenantId, selection)
  if (!endpoint) return { cursor: undefined, touched: 0, moved: [] }
  const next = await nextMissing(tx, endpoint, { ...selection, after: cursor }, limit)
  const moved = await insertMissing(tx, endpoint, next.missing)
  return { cursor: next.cursor, touched: moved.length, moved }
}
