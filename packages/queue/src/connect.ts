import type { QueueName } from '@g5/contracts'
import { createPostgresBackend, type Job, Queue, runMigrations, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'

export type QueueConnection = { backend: 'redis'; redisUrl: string } | { backend: 'postgres'; databaseUrl: string }

/** What of a BullMQ queue is used here, the same on both backends. */
export type AnyQueue = Pick<
  Queue,
  'addBulk' | 'getJobCounts' | 'getWaiting' | 'upsertJobScheduler' | 'remove' | 'drain' | 'close'
>

export interface ConsumeOptions {
  /** Jobs at once. */
  concurrency: number
  /** Milliseconds after which a job of a worker that died is given up; it is only a hint. */
  lockDurationMs?: number
}

/** One backend, its queues and its consumers. Nobody else knows which one it is. */
export interface Queues {
  readonly backend: QueueConnection['backend']
  /** False while the backend is known to be away. */
  readonly ready: boolean
  queue(name: QueueName): AnyQueue
  consume(name: QueueName, handle: (job: Job) => Promise<void>, options: ConsumeOptions): { close(): Promise<void> }
  /** Milliseconds of a round trip. Rejects when the backend is away. */
  ping(): Promise<number>
  close(): Promise<void>
}

export interface Observer {
  /** Once when the backend goes away, and once when it is back; not for each try in between. */
  onState(state: { away: Error } | 'back'): void
  /** Something else went wrong in the background, such as a job that a flush erased under its consumer. */
  onError(error: Error): void
}

/** Jobs are hints: what a queue keeps of a finished one is nothing. */
const defaultJobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true }

/** In a hash tag, so that all keys lie in one slot of a Redis Cluster. */
const prefix = '{g5}'

/** A command that takes longer has an outcome that nobody knows. */
const commandTimeoutMs = 500

/**
 * Opens the backend. On Redis this returns at once, whether or not Redis is there; on Postgres it makes BullMQ's
 * tables first, once, however many processes start together.
 */
export async function connectQueues(connection: QueueConnection, observer: Observer): Promise<Queues> {
  return connection.backend === 'redis'
    ? onRedis(connection.redisUrl, observer)
    : onPostgres(connection.databaseUrl, observer)
}

function onRedis(url: string, observer: Observer): Queues {
  const retryStrategy = (times: number) => Math.min(times * 50, 1_000)
  const producer = new Redis(url, {
    enableOfflineQueue: false,
    commandTimeout: commandTimeoutMs,
    maxRetriesPerRequest: 0,
    enableAutoPipelining: false,
    retryStrategy,
  })
  const state = watchState(observer)
  producer.on('error', state.failed)
  producer.on('ready', state.recovered)
  producer.on('close', () => state.failed(new Error('the connection was closed')))
  const made = new Map<QueueName, Queue>()
  const closers: (() => Promise<void>)[] = []

  return {
    backend: 'redis',
    get ready() {
      return producer.status === 'ready'
    },
    queue(name) {
      let queue = made.get(name)
      if (!queue) {
        queue = new Queue(name, { connection: producer, prefix, defaultJobOptions })
        queue.on('error', state.complain)
        made.set(name, queue)
      }
      return queue
    },
    consume(name, handle, options) {
      const consumer = new Redis(url, { maxRetriesPerRequest: null, retryStrategy })
      consumer.on('error', state.complain)
      consumer.on('ready', state.recovered)
      const worker = new Worker(name, handle, { connection: consumer, prefix, ...consumerOptions(options) })
      worker.on('error', state.complain)
      const close = async () => {
        await worker.close()
        consumer.disconnect()
      }
      closers.push(close)
      return { close }
    },
    async ping() {
      const sent = performance.now()
      await producer.ping()
      return performance.now() - sent
    },
    async close() {
      state.stop()
      await Promise.all(closers.map((close) => close()))
      await Promise.all([...made.values()].map((queue) => queue.close()))
      producer.disconnect()
    },
  }
}

async function onPostgres(connectionString: string, observer: Observer): Promise<Queues> {
  await migrateBullmq(connectionString)
  const state = watchState(observer)
  const pool = new pg.Pool({ connectionString, max: 1, application_name: 'g5-queue-ping' })
  pool.on('error', state.complain)
  const connection = { connectionString, max: 4, application_name: 'g5-queue', skipMigrations: true }
  const made = new Map<QueueName, AnyQueue>()
  const closers: (() => Promise<void>)[] = []

  return {
    backend: 'postgres',
    ready: true,
    queue(name) {
      let queue = made.get(name)
      if (!queue) {
        const own = new Queue(name, { connection, prefix: 'g5', defaultJobOptions }, createPostgresBackend)
        own.on('error', state.complain)
        queue = own as unknown as AnyQueue // The same methods; only the type of the backend behind them differs.
        made.set(name, queue)
      }
      return queue
    },
    consume(name, handle, options) {
      const worker = new Worker(
        name,
        handle,
        { connection, prefix: 'g5', ...consumerOptions(options) },
        createPostgresBackend,
      )
      worker.on('error', state.complain)
      const close = () => worker.close()
      closers.push(close)
      return { close }
    },
    async ping() {
      const sent = performance.now()
      await pool.query('select 1')
      state.recovered()
      return performance.now() - sent
    },
    async close() {
      await Promise.all(closers.map((close) => close()))
      await Promise.all([...made.values()].map((queue) => queue.close()))
      await pool.end()
    },
  }
}

function consumerOptions({ concurrency, lockDurationMs = 30_000 }: ConsumeOptions) {
  // A job that stalls is not started again: its rows become due by themselves, and a pod's clock has no say in it.
  return { concurrency, lockDuration: lockDurationMs, maxStalledCount: 0, stalledInterval: 30_000, ...kept }
}
const kept = { removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } }

async function migrateBullmq(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, application_name: 'g5-queue-migrate' })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('g5.bullmq'))`)
    await runMigrations(client)
  } finally {
    await client.end()
  }
}

function watchState({ onState, onError }: Observer) {
  let away = false
  function failed(error: Error): void {
    if (!away) onState({ away: error })
    away = true
  }
  return {
    failed,
    /** From now on connections close because they are told to. */
    stop() {
      away = true
    },
    recovered() {
      if (away) onState('back')
      away = false
    },
    /** Every connection says that the backend is away; the one that all sending goes by has said so already. */
    complain(error: Error & { code?: string }): void {
      if (
        /^(ECONN|EPIPE|ETIMEDOUT|57P0|08)/.test(error.code ?? '') ||
        /onnection (is closed|terminated)/.test(error.message)
      )
        failed(error)
      else onError(error)
    },
  }
}
