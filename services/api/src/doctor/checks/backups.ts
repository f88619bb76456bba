import { listBackups, openStore } from '@g5/backup'
import { backupAge } from '@g5/db'
import type { Ground } from '../ground.ts'
import { type Check, green, redIn, type Verdict, yellow } from '../verdict.ts'

/** Hours: a day, and time for the backup itself. */
const freshHours = 26
const lateHours = 50

/**
 * @param ageSeconds null: none was good yet; undefined: nothing makes backups
 * @param where the bucket that was looked at
 */
export function judgeBackups(mode: string, ageSeconds: number | null | undefined, where?: string): Verdict {
  if (ageSeconds === undefined) return yellow('not configured', 'See that something else backs the database up.')
  const todo = 'See why there is no newer one.'
  if (ageSeconds === null) return redIn(mode, where === undefined ? 'none was good yet' : `none is in ${where}`, todo)
  const hours = ageSeconds / 3_600
  const found = `the newest good one${where === undefined ? '' : ` in ${where}`} is ${hours.toFixed(1)} hours old`
  if (hours > lateHours) return redIn(mode, found, todo)
  return hours > freshHours ? yellow(found, todo) : green(found)
}

export function judgeRetention(days: number | undefined): Verdict {
  if (days === undefined) return yellow('BACKUP_RETENTION_DAYS is not known', 'Say for how long backups are kept.')
  const found = `${days} days`
  return days < 7 ? yellow(found, 'A fault that is found after a week could not be undone.') : green(found)
}

export const backups: Check = {
  id: 'backups',
  item: 'Backups fresh',
  look: lookAtBackups,
}

export const backupRetention: Check = {
  id: 'backup_retention',
  item: 'Backup retention tuned',
  look: ({ env }) => judgeRetention(env.values.BACKUP_RETENTION_DAYS),
}

/** A bucket can be reached from anywhere, so it is looked into; a directory is another machine's, and its database tells. */
async function lookAtBackups({ env, now, sql }: Ground): Promise<Verdict> {
  const { mode, backupPlace } = env
  if (!backupPlace || !('bucket' in backupPlace)) return judgeBackups(mode, await backupAge(sql()))
  const store = openStore(backupPlace)
  const [newest] = await listBackups(store)
  const ageSeconds = newest ? (now.getTime() - Date.parse(newest.manifest.finishedAt)) / 1_000 : null
  return judgeBackups(mode, ageSeconds, store.at)
}
