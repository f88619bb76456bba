import { loadCommandConfig } from '@g5/config'
import { migrate } from '@g5/db'
import { runAsProcess, say } from './command.ts'

const help = `
migrate:run   Applies to DATABASE_URL the migrations that it lacks. Two at once make one; again is harmless.
`

await runAsProcess({
  help,
  async run() {
    const { applied } = await migrate(loadCommandConfig().databaseUrl)
    say(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database has every migration of this build.')
    return 0
  },
})
