import { type EnvironmentSurvey, redisOf } from '@g5/config'
import { connect, type ServerSettings, type Sql, serverSettings } from '@g5/db'
import { type RedisState, readRedis } from './redis-state.ts'
import { readServed, type Served } from './served.ts'

/** What checks look at. Nothing is asked before a check wants it, and nothing is asked twice. */
export interface Ground {
  env: EnvironmentSurvey
  now: Date
  /** @throws {Error} when there is no DATABASE_URL to connect to */
  sql(): Sql
  settings(): Promise<ServerSettings>
  /** Of each server that takes writes. Undefined: there is no REDIS_URL. */
  redis(): Promise<RedisState[]> | undefined
  /** What the API really answers. */
  served(): Promise<Served>
  close(): Promise<void>
}

/** @param url where to ask the API; the environment says where unless told */
export function groundOf(env: EnvironmentSurvey, url: string | undefined, timeoutMs: number): Ground {
  const { DATABASE_URL } = env.values
  const redis = redisOf(env.values)
  const database = DATABASE_URL === undefined ? undefined : connect(DATABASE_URL, { max: 2, name: 'g5-doctor' })
  const sql = () => {
    if (!database) throw new Error('there is no valid DATABASE_URL')
    return database.sql
  }
  return {
    env,
    now: new Date(),
    sql,
    settings: once(async () => serverSettings(sql())),
    redis: redis ? once(() => readRedis(redis, timeoutMs)) : () => undefined,
    served: once(() => readServed(url ?? ownUrl(env.values), timeoutMs)),
    close: async () => database?.close(),
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined
  return () => {
    asked ??= ask()
    return asked
  }
}

function ownUrl({ PUBLIC_URL, HOST, PORT }: EnvironmentSurvey['values']): string {
  if (PUBLIC_URL !== undefined) return PUBLIC_URL
  const host = HOST === undefined || HOST === '0.0.0.0' ? '127.0.0.1' : HOST === '::' ? '::1' : HOST
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT ?? 3000}`
}
