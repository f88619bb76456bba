import { type BackupOptions, isBackupDue, makeBackup } from '@g5/backup'
import { backupState, type DatabaseClock, type Sql } from '@g5/db'
import type { Logger } from '@g5/telemetry'

interface ScheduledDeps {
  cron: string
  options: Omit<BackupOptions, 'signal' | 'onStep'>
  sql: Sql
  clock: DatabaseClock
  log: Logger
}

export interface ScheduledBackups {
  /** Begins one if it is due, and does not wait for it: it may take an hour, and other chores have to be run. */
  beginIfDue(): Promise<void>
  /** Ends what is under way. Whoever looks next begins anew, a quarter of an hour later. */
  stop(): Promise<void>
}

/** Backups by BACKUP_CRON. A worker that looks while another makes one is turned away by the lock of the database. */
export function scheduleBackups({ cron, options, sql, clock, log }: ScheduledDeps): ScheduledBackups {
  const stopping = new AbortController()
  let underWay: Promise<void> | undefined

  async function make(): Promise<void> {
    try {
      const { manifest, removed } = await makeBackup({ ...options, signal: stopping.signal })
      const { file, sizeBytes, sha256, encrypted, startedAt } = manifest
      const tookMs = Date.parse(manifest.finishedAt) - Date.parse(startedAt)
      log.info({ file, sizeBytes, sha256, encrypted, tookMs, removed }, 'the database was backed up')
    } catch (err) {
      log.error({ err }, 'the database was not backed up')
    } finally {
      underWay = undefined
    }
  }

  return {
    async beginIfDue() {
      if (underWay || stopping.signal.aborted) return
      if (isBackupDue(cron, await backupState(sql), clock.now())) underWay ??= make()
    },
    async stop() {
      stopping.abort()
      await underWay
    },
  }
}
