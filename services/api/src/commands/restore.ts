import { findBackup, openStore, restoreBackup } from '@g5/backup'
import { loadRestoreConfig } from '@g5/config'
import { appliedMigrations, connect, migrationsOfBuild } from '@g5/db'
import { complain, runAsProcess, say } from './command.ts'

const help = `
restore --from FILE|latest --to DATABASE_URL [--force]
           Puts a backup into a database, in one transaction, after checking that the file is whole.
  --from   latest: the newest whole one in BACKUP_DIR or BACKUP_S3_BUCKET; the name of one that is there; or the path of
           a file elsewhere, with its manifest beside it.
  --to     Where to: an empty database. DATABASE_URL of the environment is not looked at, so that nobody restores over
           production by not saying where to.
  --force  Drops everything that is in the target first. Stop the API and the workers before.
`

/** What the backup has of this build, what it has that this build does not know, and what is pending now. */
async function tellMigrations(url: string): Promise<void> {
  const db = connect(url, { max: 1, name: 'g5-restore' })
  try {
    const has = await appliedMigrations(db.sql)
    const known = migrationsOfBuild()
    const tags = known.filter(({ hash }) => has.includes(hash)).map(({ tag }) => tag)
    const pending = known.filter(({ hash }) => !has.includes(hash)).map(({ tag }) => tag)
    say(`Restored, with the migrations ${tags.join(', ') || 'of another build'}.`)
    const unknown = has.length - tags.length
    if (unknown > 0) say(`${unknown} of its migrations are not known to this build, which is older than the backup.`)
    say(pending.length > 0 ? `Pending: ${pending.join(', ')}. Run migrate:run.` : 'None is pending.')
  } finally {
    await db.close()
  }
}

await runAsProcess({
  help,
  flags: ['force'],
  values: ['from', 'to'],
  async run({ force }, _words, { from, to }) {
    if (!from || !to) {
      complain('Say which backup and where to: restore --from latest --to postgres://user:password@host:5432/database')
      return 1
    }
    const { backup } = loadRestoreConfig(to)
    const found = await findBackup(from, openStore(backup.place))
    await restoreBackup({ ...backup, backup: found, databaseUrl: to, force, onStep: complain })
    await tellMigrations(to)
    return 0
  },
})
