import type { Sql } from '@g5/db'
import type { Chore, DeadLetterMirror } from '@g5/queue'
import type { Logger } from '@g5/telemetry'
import { rebuildDeadLetterMirror } from './maintenance/dead-letter-mirror.ts'
import { deleteWhatExpired } from './maintenance/expiry.ts'
import { keepPartitionsAhead } from './maintenance/partitions.ts'

const minute = 60_000

/** What the queue `maintenance` runs, each by one worker of the fleet. */
export function createChores(sql: Sql, mirror: DeadLetterMirror, log: Logger): Record<string, Chore> {
  return {
    partitions: { everyMs: 60 * minute, run: () => keepPartitionsAhead(sql, log) },
    expiry: { everyMs: 5 * minute, run: () => deleteWhatExpired(sql, log) },
    'dead-letter-mirror': { everyMs: 10 * minute, run: () => rebuildDeadLetterMirror(sql, mirror) },
  }
}
