import type { WorkerConfig } from '@g5/config'
import type { Database, DatabaseClock, Sql, Waker } from '@g5/db'
import type { Chore, DeadLetterMirror } from '@g5/queue'
import type { Logger } from '@g5/telemetry'
import type { ScheduledBackups } from './maintenance/backups.ts'
import { workOnBulks } from './maintenance/bulk.ts'
import { rebuildDeadLetterMirror } from './maintenance/dead-letter-mirror.ts'
import { watchEndpoints } from './maintenance/endpoint-life.ts'
import { eraseTenants } from './maintenance/erasure.ts'
import { expireEvents } from './maintenance/event-expiry.ts'
import { deleteWhatExpired } from './maintenance/expiry.ts'
import { endHolds } from './maintenance/holds.ts'
import { raiseOperationalEvents } from './maintenance/operational-events.ts'
import { keepPartitionsAhead } from './maintenance/partitions.ts'
import { expireOldPayloads } from './maintenance/payload-expiry.ts'
import { keepRetention } from './maintenance/retention.ts'
import { deleteOldRollUps, foldStatistics } from './maintenance/roll-ups.ts'

const second = 1_000
const minute = 60_000

interface ChoreDeps {
  config: WorkerConfig
  clock: DatabaseClock
  database: Pick<Database, 'sql' | 'orm'>
  /** For statements that find rows by key, however few there were when they were first planned. */
  path: Sql
  mirror: DeadLetterMirror
  waker: Waker
  /** An endpoint that failed for too long was disabled. */
  onDisabled(): void
  /** Undefined: no backups are made by the worker. */
  backups?: ScheduledBackups | undefined
  log: Logger
}

/** What the queue `maintenance` runs, each by one worker of the fleet. */
export function createChores(deps: ChoreDeps): Record<string, Chore> {
  const { config, clock, database, path, mirror, waker, onDisabled, backups, log } = deps
  const { sql, orm } = database
  const defaults = { ...config.delivery, firstWaitSeconds: config.delivery.retrySchedule[0] ?? 0 }
  return {
    'operational-events': {
      everyMs: 2 * second,
      run: () => raiseOperationalEvents({ sql, clock, waker, defaults }),
    },
    'endpoint-life': {
      everyMs: minute,
      run: () => watchEndpoints({ sql, clock, waker, onDisabled, log, ...config.endpointLife }),
    },
    bulk: { everyMs: second, run: () => workOnBulks({ orm, waker, log }) },
    holds: { everyMs: second, run: () => endHolds({ sql: path, clock, waker, log }) },
    erasure: { everyMs: 2 * second, run: () => eraseTenants({ orm, clock, log }) },
    'payload-expiry': { everyMs: minute, run: () => expireOldPayloads({ orm, waker, log }) },
    'event-expiry': { everyMs: 10 * second, run: () => expireEvents({ sql, waker, log }) },
    partitions: { everyMs: 60 * minute, run: () => keepPartitionsAhead(sql, log) },
    retention: {
      everyMs: minute,
      run: () => keepRetention({ database, databaseUrl: config.database.url, clock, waker, log, ...config.retention }),
    },
    expiry: { everyMs: 5 * minute, run: () => deleteWhatExpired(sql, log) },
    statistics: { everyMs: 15 * second, run: () => foldStatistics(sql) },
    'statistics-retention': { everyMs: 10 * minute, run: () => deleteOldRollUps(sql, clock.now()) },
    'dead-letter-mirror': { everyMs: 10 * minute, run: () => rebuildDeadLetterMirror(sql, mirror) },
    ...(backups && { backup: { everyMs: minute, run: backups.beginIfDue } }),
  }
}
