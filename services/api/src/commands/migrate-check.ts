import { loadCommandConfig } from '@g5/config'
import { connect, pendingMigrations } from '@g5/db'
import { complain, runAsProcess, say } from './command.ts'
import { schemaDrift } from './drizzle-kit.ts'

const help = `
migrate:check   Exits with 1 when DATABASE_URL lacks a migration of this build, or when the schema in the code is not
                what the migrations make.
  --offline     Looks at the code alone, without a database.
`

async function pendingIn(url: string): Promise<string[]> {
  const db = connect(url, { max: 1, name: 'g5-migrate-check' })
  try {
    return await pendingMigrations(db.sql)
  } finally {
    await db.close()
  }
}

await runAsProcess({
  help,
  flags: ['offline'],
  async run({ offline }) {
    const pending = offline ? [] : await pendingIn(loadCommandConfig().databaseUrl)
    const drifted = schemaDrift()
    if (pending.length > 0) complain(`The database lacks ${pending.join(', ')}. Run migrate:run.`)
    if (drifted?.length)
      complain(`No migration makes what the code says of ${drifted.join(', ')}. Run migrate:generate NAME.`)
    if (!drifted) say('drizzle-kit is not installed here, so the schema was not compared.')
    if (pending.length > 0 || drifted?.length) return 1
    say(offline ? 'The migrations make the schema of the code.' : 'The database has every migration of this build.')
    return 0
  },
})
