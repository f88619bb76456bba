import { pendingMigrations } from '@g5/db'
import { type Check, green, red, type Verdict } from '../verdict.ts'

export function judgeMigrations(pending: readonly string[]): Verdict {
  return pending.length === 0
    ? green('the database has every migration of this build')
    : red(`the database lacks ${pending.join(', ')}`, 'Run migrate:run.')
}

export const migrations: Check = {
  id: 'migrations',
  item: 'Migrations applied',
  look: async ({ sql }) => judgeMigrations(await pendingMigrations(sql())),
}
