import { freshDatabase } from './fresh-database.ts'
import { freshRedis } from './redis.ts'
import { redisMissingVariable } from './servers/desk.ts'

/** Where Redis is: as `RedisAt` of `@g5/queue`, which these helpers serve and do not import. */
export interface RedisAt {
  url: string
  clusterNodes?: string[]
  sentinels?: string[]
}

/** What a queue connects to. */
export type QueueConnection = { backend: 'redis'; redis: RedisAt } | { backend: 'postgres'; databaseUrl: string }

export interface QueueBackend {
  name: 'postgres' | 'redis'
  /** Why its tests can't run here; undefined where they can. */
  missing: string | undefined
  /** Says so in the report. */
  title: string
  /** A place of one's own on the run's server. */
  open(): Promise<{ connection: QueueConnection; close(): Promise<void> }>
}

/**
 * Every backend, so that a promise is kept on each of them:
 *
 *     for (const backend of queueBackends())
 *       describe.skipIf(backend.missing)(backend.title, () => { … })
 */
export function queueBackends(): QueueBackend[] {
  const missing = process.env[redisMissingVariable]
  return [
    {
      name: 'postgres',
      missing: undefined,
      title: 'on postgres',
      async open() {
        const { url, close } = await freshDatabase()
        return { connection: { backend: 'postgres', databaseUrl: url }, close }
      },
    },
    {
      name: 'redis',
      missing,
      title: missing ? `on redis (SKIPPED: ${missing})` : 'on redis',
      async open() {
        const { url, close } = await freshRedis()
        return { connection: { backend: 'redis', redis: { url: url } }, close }
      },
    },
  ]
}
