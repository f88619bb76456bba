import { addressOf, makeBackup, openStore } from '@g5/backup'
import { loadCommandConfig } from '@g5/config'
import { backUpBySchedule } from './backup-schedule.ts'
import { complain, onStopSignal, runAsProcess, say } from './command.ts'

const help = `
backup   Backs DATABASE_URL up with pg_dump (custom format) into BACKUP_DIR, or into the bucket of BACKUP_S3_BUCKET,
         encrypted if BACKUP_ENCRYPTION_KEY is set, with its checksum and a manifest beside it. Then removes what is older
         than BACKUP_RETENTION_DAYS, never the last good one. Progress goes to standard error, where it lies to standard
         output. SIGTERM ends it, and nothing of what is unfinished stays.
  --schedule   Goes on until SIGTERM and makes one whenever BACKUP_CRON says so. One whose time has passed is made at
               once, one that failed is tried again after a quarter of an hour.
`

await runAsProcess({
  help,
  flags: ['schedule'],
  async run({ schedule }) {
    const { databaseUrl, backup, backupCron } = loadCommandConfig()
    const options = { ...backup, store: openStore(backup.place), databaseUrl, onStep: complain, signal: onStopSignal() }
    if (!schedule) {
      say(addressOf(await makeBackup(options)))
      return 0
    }
    if (backupCron === undefined) {
      complain('BACKUP_CRON is not set: say when, such as 0 3 * * *')
      return 1
    }
    await backUpBySchedule(backupCron, options)
    return 0
  },
})
