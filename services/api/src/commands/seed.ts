import { randomBytes } from 'node:crypto'
import { loadCommandConfig } from '@g5/config'
import { connect, pendingMigrations } from '@g5/db'
import { createPasswords } from '../auth/passwords.ts'
import { complain, runAsProcess, say } from './command.ts'
import { seed } from './demo-tenant.ts'

const help = `
seed   Makes the tenant demo, the user admin@demo.test and an API key, where they are missing. Again is harmless.
       SEED_ADMIN_PASSWORD and SEED_API_KEY say which; without them they are generated, and printed this once.
`

await runAsProcess({
  help,
  async run() {
    const config = loadCommandConfig()
    const db = connect(config.databaseUrl, { max: 1, name: 'g5-seed' })
    try {
      const pending = await pendingMigrations(db.sql)
      if (pending.length > 0) {
        complain(`The database lacks ${pending.join(', ')}. Run migrate:run first.`)
        return 1
      }
      const generated = { password: randomBytes(15).toString('base64url') }
      const made = await seed(db, await createPasswords(), config.seed, generated.password)
      for (const line of made) say(line)
      if (made.length === 0) say('All of it is there already.')
      return 0
    } finally {
      await db.close()
    }
  },
})
