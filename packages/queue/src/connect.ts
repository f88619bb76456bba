import { connectPostgres } from './postgres.ts'
import type { Observer, QueueConnection, Queues } from './queues.ts'
import { connectRedis } from './redis.ts'

/**
 * Opens the backend. On Redis this returns at once, whether or not Redis is there; on Postgres it makes BullMQ's
 * tables first, once, however many processes start together.
 */
export async function connectQueues(connection: QueueConnection, observer: Observer): Promise<Queues> {
  return connection.backend === 'redis'
    ? connectRedis(connection.redis, observer)
    : connectPostgres(connection.databaseUrl, observer)
}
