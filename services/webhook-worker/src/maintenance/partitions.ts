import { ensurePartitions, type Sql } from '@g5/db'
import type { Logger } from '@g5/telemetry'

/** Four weeks and four months in hand: a month of this job failing loses nothing. */
export async function keepPartitionsAhead(sql: Sql, log: Logger): Promise<void> {
  const made = await ensurePartitions(sql)
  if (made.length > 0) log.info({ partitions: made }, 'partitions made')
}
