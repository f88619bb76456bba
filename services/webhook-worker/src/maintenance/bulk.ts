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
  wantingEndpoint,
} from '@g5/db'
import type { Logger } from '@g5/telemetry'

/** Rows of one transaction. */
const rowsPerStep = 1_000
/** One bulk gives way to the next after so long. */
const turnMs = 2_000

export interface BulkDeps {
  orm: Orm
  waker: Pick<Waker, 'wake'>
  log: Logger
}

/** Gives every bulk in progress a turn: as many steps as its pace and its time allow. */
export async function workOnBulks({ orm, waker, log }: BulkDeps): Promise<void> {
  for (const id of await runningBulks(orm)) {
    const until = performance.now() + turnMs
    let step = await takeStep(orm, id)
    for (; step?.cursor !== undefined && performance.now() < until; step = await takeStep(orm, id)) tell(step.moved)
    if (!step) continue
    tell(step.moved)
    if (step.cursor === undefined) log.info({ bulk: id }, 'a bulk is done')
  }

  function tell(moved: readonly Moved[]): void {
    for (const lane of new Set(moved.map((row) => row.lane))) waker.wake({ kind: 'due', lane, inMs: 0 })
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
