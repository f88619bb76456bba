import { sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { logLevels } from '../schema/index.ts'

export type LogLevelRow = Omit<typeof logLevels.$inferSelect, 'one'>

/** Undefined: every pod logs by its LOG_LEVEL. */
export async function readLogLevel(tx: Tx): Promise<LogLevelRow | undefined> {
  const [row] = await tx
    .select({ level: logLevels.level, until: logLevels.until })
    .from(logLevels)
    .where(sql`(${logLevels.until} is null or ${logLevels.until} > now())`)
  return row
}

export async function setLogLevel(tx: Tx, row: LogLevelRow | undefined): Promise<void> {
  if (!row) await tx.delete(logLevels)
  else await tx.insert(logLevels).values(row).onConflictDoUpdate({ target: logLevels.one, set: row })
}
