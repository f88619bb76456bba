import { addressOf, makeBackup, openStore } from '@g5/backup'
import { loadCommandConfig } from '@g5/config'
import { complain, runAsProcess, say } from './command.ts'

const help = `
backup   Backs DATABASE_URL up into BACKUP_DIR with pg_dump (custom format), encrypted if BACKUP_ENCRYPTION_KEY is set,
         with its checksum and a manifest beside it. Then removes what is older than BACKUP_RETENTION_DAYS, never the
         last good one. Progress goes to standard error, the path of the file to standard output.
`

await runAsProcess({
  help,
  async run() {
    const { databaseUrl, backup } = loadCommandConfig()
    const made = await makeBackup({ ...backup, store: openStore(backup.place), databaseUrl, onStep: complain })
    say(addressOf(made))
    return 0
  },
})
