import type { Database, Waker } from '@g5/db'
import type { Chore, DeadLetterMirror } from '@g5/queue'
import type { Logger } from '@g5/telemetry'
import { workOnBulks } from './maintenance/bulk.ts'
import { rebuildDeadLetterMirror } from './maintenance/dead-letter-mirror.ts'
import { deleteWhatExpired } from './maintenance/expiry.ts'
import { keepPartitionsAhead } from './maintenance/partitions.ts'

const second = 1_000
const minute = 60_000

interface ChoreDeps {
  database: Pick<Database, 'sql' | 'orm'>
  mirror: DeadLetterMirror
  waker: Waker
  log: Logger
}

/** What the queue `maintenance` runs, each by one worker of the fleet. */
export function createChores({ database: { sql, orm }, mirror, waker, log }: ChoreDeps): Record<string, Chore> {
  return {
    bulk: { everyMs: second, run: () => workOnBulks({ orm, waker, log }) },
    partitions: { everyMs: 60 * minute, run: () => keepPartitionsAhead(sql, log) },
    expiry: { everyMs: 5 * minute, run: () => deleteWhatExpired(sql, log) },
    'dead-letter-mirror': { everyMs: 10 * minute, run: () => rebuildDeadLetterMirror(sql, mirror) },
  }
}
