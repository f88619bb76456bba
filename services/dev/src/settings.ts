import { resolve } from 'node:path'
import { Refusal } from '@g5/testing/embedded-postgres'

export const repository = resolve(import.meta.dirname, '../../..')

type Env = Readonly<Record<string, string | undefined>>

export interface Settings {
  dataDir: string
  /** A Postgres of one's own; undefined means the embedded one. */
  databaseUrl: string | undefined
  apiPort: number
  workerPort: number
  logFormat: 'pretty' | 'json'
}

/** What the supervisor itself needs to know; the services check the rest of the environment themselves. */
export function readSettings(env: Env): Settings {
  const databaseUrl = env['DATABASE_URL'] || undefined
  if (env['NODE_ENV'] === 'production' && !databaseUrl)
    throw new Refusal(
      'NODE_ENV=production, but the embedded Postgres is for development: it has no backups and its secrets lie in a file. ' +
        'Set DATABASE_URL, or leave NODE_ENV unset.',
    )
  const apiPort = port(env, 'PORT', 3000)
  const workerPort = port(env, 'WORKER_PORT', 3001)
  if (apiPort === workerPort) throw new Refusal(`PORT and WORKER_PORT are both ${apiPort}. Give each its own.`)
  return {
    dataDir: dataDirOf(env),
    databaseUrl,
    apiPort,
    workerPort,
    logFormat: env['LOG_FORMAT'] === 'json' ? 'json' : 'pretty',
  }
}

/** `DATA_DIR`, relative to the repository's root wherever one stands. */
export const dataDirOf = (env: Env) => resolve(repository, env['DATA_DIR'] || '.data')

export const postgresDir = (dataDir: string) => resolve(dataDir, 'postgres')

function port(env: Env, name: string, fallback: number): number {
  const text = env[name]
  if (!text) return fallback
  const number = Number(text)
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number
  throw new Refusal(`${name} is ${JSON.stringify(text)}, and must be a port: a number from 1 to 65535.`)
}
