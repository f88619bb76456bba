import { uuidv7 } from '@g5/core'
import {
  auditKeptFrom,
  cancelPastRetention,
  type Database,
  type DatabaseClock,
  datedTables,
  dropPartition,
  goingPartitions,
  isLockTimeout,
  type PartitionedTable,
  raiseRetainedFrom,
  retentionSession,
  systemActor,
  tellExpiring,
  type Waker,
  wakeDue,
  writeAudit,
} from '@g5/db'
import type { Logger } from '@g5/telemetry'
import { takeTurn } from './turn.ts'

/** Deliveries of one transaction. */
const rowsPerStep = 1_000
/** Partitions that one run drops of one table: after a long absence the next runs do the rest. */
const partitionsPerRun = 10

interface RetentionDeps {
  database: Pick<Database, 'sql' | 'orm'>
  databaseUrl: string
  clock: Pick<DatabaseClock, 'now'>
  waker: Pick<Waker, 'wake'>
  log: Logger
  /** How long events and the audit log are kept, at least. */
  eventDays: number
  auditDays: number
}

/**
 * Lets go of what is too old, in an order that never leaves a delivery without its event: first nothing older may be
 * revived, then what is open and older is cancelled, then whole partitions go. Each step begins where the last run was
 * stopped. A lock that is not to be had is left alone until the next run.
 */
export async function keepRetention(deps: RetentionDeps): Promise<void> {
  const { database, eventDays, auditDays, log } = deps
  await tellOfExpiring(deps)
  await unlessLocked(log, async () => {
    const keptFrom = await raiseRetainedFrom(database.sql, eventDays)
    if (await cancelOld(deps, keptFrom)) await dropOld(deps, datedTables, keptFrom)
  })
  await unlessLocked(log, async () => dropOld(deps, ['audit_log'], await auditKeptFrom(database.sql, auditDays)))
}

async function tellOfExpiring({ database, eventDays }: RetentionDeps): Promise<void> {
  let after: string | undefined
  await takeTurn(async () => {
    after = await tellExpiring(database.sql, eventDays, { after })
    return after !== undefined
  })
}

/** @returns whether nothing is left that is open and older */
async function cancelOld({ database, clock, waker, log }: RetentionDeps, keptFrom: string): Promise<boolean> {
  let total = 0
  const done = await takeTurn(async () => {
    const step = await database.orm.transaction(async (tx) => {
      const step = await cancelPastRetention(tx, keptFrom, rowsPerStep)
      for (const [tenantId, deliveries] of countByTenant(step.cancelled))
        await writeAudit(tx, systemActor('webhook-worker'), {
          ...{ id: uuidv7(clock.now()), tenantId, action: 'delivery.past_retention' },
          ...{ target: { kind: 'tenant', id: tenantId }, changes: { cancelled: deliveries } },
        })
      return step
    })
    wakeDue(
      waker,
      step.cancelled.map((row) => row.lane),
    )
    total += step.cancelled.length
    return step.more
  })
  if (total > 0) log.warn({ deliveries: total }, 'deliveries were open for longer than events are kept: cancelled')
  return done
}

/** One table after the other: a table waits for the one before it. */
async function dropOld(
  { databaseUrl, database, log }: RetentionDeps,
  tables: readonly PartitionedTable[],
  keptFrom: string,
) {
  const going = await Promise.all(tables.map((table) => goingPartitions(database.sql, table, keptFrom)))
  if (going.every((partitions) => partitions.length === 0)) return
  const session = await retentionSession(databaseUrl)
  if (!session) return // Another worker is at it.
  try {
    for (const table of tables) {
      const partitions = await goingPartitions(session.sql, table, keptFrom)
      for (const partition of partitions.slice(0, partitionsPerRun)) {
        await dropPartition(session.sql, table, partition)
        log.info({ partition: partition.name }, 'a partition past retention was dropped')
      }
      if (partitions.length > partitionsPerRun) return
    }
  } finally {
    await session.close()
  }
}

async function unlessLocked(log: Logger, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (err) {
    if (!isLockTimeout(err)) throw err
    log.warn({ err }, 'retention waits for a lock: the next run goes on from there')
  }
}

function countByTenant(rows: readonly { tenantId: string }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { tenantId } of rows) counts.set(tenantId, (counts.get(tenantId) ?? 0) + 1)
  return counts
}
