import { setTimeout as wait } from 'node:timers/promises'
import type { QueueName } from '@g5/contracts'
import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq'
import pg from 'pg'
import { consumer } from './consumer.ts'
import { defaultJobOptions, workerOptions } from './job-options.ts'
import type { AnyQueue, Consumer, Observer, Queues } from './queues.ts'
import { isConnectionError, watch } from './watch.ts'

/** How often a Postgres that is away is asked whether it is back. */
const lookAgainMs = 500

export async function connectPostgres(connectionString: string, observer: Observer): Promise<Queues> {
  await migrateBullmq(connectionString)
  const state = watch(observer)
  const stopping = new AbortController()
  const bounded = { connectionString, connectionTimeoutMillis: 2_000 }
  const probe = new pg.Pool({ ...bounded, max: 1, application_name: 'g5-queue-ping' })
  const connection = { ...bounded, max: 4, application_name: 'g5-queue', skipMigrations: true }
  const queues = new Map<QueueName, AnyQueue>()
  const consumers: Consumer[] = []
  let looking: Promise<void> | undefined

  function complain(error: Error): void {
    if (!isConnectionError(error)) {
      state.complain(error)
      return
    }
    state.lost(error)
    if (!stopping.signal.aborted) looking ??= lookAgain().finally(() => (looking = undefined))
  }
  async function lookAgain(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await probe.query('select 1')
        return state.recovered()
      } catch {
        await wait(lookAgainMs, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
  }
  probe.on('error', complain)

  return {
    backend: 'postgres',
    get ready() {
      return !state.away
    },
    queue(name) {
      const known = queues.get(name)
      if (known) return known
      const own = new Queue(name, { connection, prefix: 'g5', defaultJobOptions }, createPostgresBackend)
      own.on('error', complain)
      const queue = own as unknown as AnyQueue // The same methods; only the type of the backend behind them differs.
      queues.set(name, queue)
      // BullMQ looks at the schema once and keeps the answer: a queue made while Postgres was away would stay useless.
      own.waitUntilReady().catch((error) => {
        complain(error)
        if (queues.get(name) === queue) queues.delete(name)
        own.close().catch(() => {})
      })
      return queue
    },
    consume(name, handle, options) {
      const settings = { connection, prefix: 'g5', ...workerOptions(options) }
      const made = consumer({
        handle,
        restMs: options.restMs ?? 0,
        createWorker: (handle) => new Worker(name, handle, settings, createPostgresBackend).on('error', complain),
        complain,
        ping: () => probe.query('select 1'),
        disconnect() {},
      })
      consumers.push(made)
      return made
    },
    async ping() {
      const sent = performance.now()
      await probe.query('select 1')
      return performance.now() - sent
    },
    async close() {
      if (stopping.signal.aborted) return
      state.stop()
      stopping.abort()
      await Promise.all(consumers.map(({ close }) => close()))
      await Promise.all([...queues.values()].map((queue) => queue.close()))
      await looking
      await probe.end()
    },
  }
}

/** BullMQ takes a lock for it, so that processes which start together do it once. */
async function migrateBullmq(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, application_name: 'g5-queue-migrate' })
  client.on('error', () => {}) // The query in progress rejects with it; without a listener it would end the process.
  try {
    await client.connect()
    await runMigrations(client)
  } finally {
    await client.end()
  }
}
