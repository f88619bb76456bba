import { backupSchedule, backupSection, backupVariables } from './backups.ts'
import { checklistVariables } from './doctor.ts'
import { readEnvironment } from './environment.ts'
import { password, secret } from './secrets.ts'
import { everywhere, inServices, type Mode, modeOf } from './shared.ts'

export const commandVariables = (mode: Mode) => ({
  ...everywhere,
  SEED_ADMIN_PASSWORD: password({ shortest: 8, guessable: mode !== 'production' })
    .optional()
    .meta({
      description: 'The password of the user that the seed makes',
      unset: 'generated and printed',
      secret: true,
    }),
  SEED_API_KEY: secret({ shortest: 24, guessable: mode !== 'production' })
    .optional()
    .meta({
      description: 'The API key that the seed makes',
      unset: 'generated and printed',
      secret: true,
    }),
  ...backupSchedule,
  ...backupVariables(mode),
  ...checklistVariables,
  ENCRYPTION_KEY: inServices(mode)
    .ENCRYPTION_KEY.optional()
    .meta({ ...inServices(mode).ENCRYPTION_KEY.meta(), unset: '**required** by the services' }),
  ENCRYPTION_KEY_PREVIOUS: inServices(mode).ENCRYPTION_KEY_PREVIOUS,
})

export type CommandConfig = ReturnType<typeof loadCommandConfig>

/**
 * For what runs once and ends: migrations, the seed, backups and putting them back, and rotations.
 * @throws {InvalidEnvironment} with all that is missing or wrong
 */
export function loadCommandConfig(env: NodeJS.ProcessEnv = process.env) {
  const values = readEnvironment(env, commandVariables(modeOf(env)))
  return {
    mode: values.NODE_ENV,
    logLevel: values.LOG_LEVEL,
    databaseUrl: values.DATABASE_URL,
    backup: backupSection(values, env),
    backupCron: values.BACKUP_CRON,
    /** Only what opens stored secrets needs it. */
    encryption: values.ENCRYPTION_KEY && {
      current: values.ENCRYPTION_KEY,
      previous: values.ENCRYPTION_KEY_PREVIOUS ?? [],
    },
    seed: { adminPassword: values.SEED_ADMIN_PASSWORD, apiKey: values.SEED_API_KEY },
  }
}

/**
 * The same for what is put into a database that is named on the command line: DATABASE_URL is not looked at.
 * @throws {InvalidEnvironment}
 */
export function loadRestoreConfig(databaseUrl: string, env: NodeJS.ProcessEnv = process.env) {
  return loadCommandConfig({ ...env, DATABASE_URL: databaseUrl })
}
