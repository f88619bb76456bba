import { readEnvironment } from './environment.ts'
import { password, secret } from './secrets.ts'
import { everywhere, type Mode, modeOf } from './shared.ts'

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
})

export type CommandConfig = ReturnType<typeof loadCommandConfig>

/**
 * For what runs once and ends: migrations and the seed.
 * @throws {InvalidEnvironment} with all that is missing or wrong
 */
export function loadCommandConfig(env: NodeJS.ProcessEnv = process.env) {
  const values = readEnvironment(env, commandVariables(modeOf(env)))
  return {
    mode: values.NODE_ENV,
    logLevel: values.LOG_LEVEL,
    databaseUrl: values.DATABASE_URL,
    seed: { adminPassword: values.SEED_ADMIN_PASSWORD, apiKey: values.SEED_API_KEY },
  }
}
