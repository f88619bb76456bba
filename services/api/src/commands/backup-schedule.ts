import { setTimeout as wait } from 'node:timers/promises'
import { addressOf, type BackupOptions, isBackupDue, makeBackup } from '@g5/backup'
import { backupState, connect, type Sql } from '@g5/db'
import { complain, say, sentence } from './command.ts'

/** Milliseconds between two looks at whether one is due. */
const everyMs = 30_000

interface ScheduleOptions extends BackupOptions {
  signal: AbortSignal
}

/**
 * Makes backups as the schedule says, until the signal. What fails is said, noted in the database where there is one,
 * and tried again: nothing but the signal ends it.
 */
export async function backUpBySchedule(cron: string, options: ScheduleOptions): Promise<void> {
  const { databaseUrl, signal } = options
  const db = connect(databaseUrl, { max: 1, name: 'g5-backup-schedule' })
  complain(`Backups are made when it is ${cron} in UTC.`)
  try {
    while (!signal.aborted) {
      await makeIfDue(cron, db.sql, options)
      await wait(everyMs, undefined, { signal }).catch(() => {}) // It rejects to end early.
    }
  } finally {
    await db.close()
  }
}

async function makeIfDue(cron: string, sql: Sql, options: ScheduleOptions): Promise<void> {
  try {
    // By the clock that a backup is dated by.
    if (isBackupDue(cron, await backupState(sql), Date.now())) say(addressOf(await makeBackup(options)))
  } catch (error) {
    complain(error instanceof Error ? sentence(error) : String(error))
  }
}
