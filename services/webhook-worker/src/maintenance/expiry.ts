import { deleteExpired, type Sql } from '@g5/db'
import type { Logger } from '@g5/telemetry'

/** Deduplication keys, stored answers and refresh tokens that have had their time. */
export async function deleteWhatExpired(sql: Sql, log: Logger): Promise<void> {
  let total = 0
  for (let more = true; more; ) {
    const round = await deleteExpired(sql)
    total += round.deleted
    more = round.more
  }
  if (total > 0) log.info({ rows: total }, 'expired rows deleted')
}
