import { complain, runAsProcess } from './command.ts'
import { generateMigration } from './drizzle-kit.ts'

const help = `
migrate:generate NAME   Writes the migration that makes the schema of the code from that of the last migration.
                        Read it before you commit it: PARTITION BY and CONCURRENTLY are edits by hand, and what an
                        older build still reads must stay (expand first, contract a release later).
`

await runAsProcess({
  help,
  words: true,
  async run(_flags, [name, ...more]) {
    if (!name || more.length > 0 || !/^[a-z0-9_-]+$/.test(name)) {
      complain('Give the migration one name of a-z 0-9 _ -, such as: migrate:generate add_holds')
      return 1
    }
    return generateMigration(name)
  },
})
