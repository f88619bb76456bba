import { setTimeout as wait } from 'node:timers/promises'
import { loadApiConfig } from '@g5/config'
import { allQueues, deliveryQueues } from '@g5/contracts'
import { connect, databaseClock, type LeverWatch, migrate, pendingMigrations, serverVersion, watchLevers } from '@g5/db'
import { connectQueues, createDeadLetterMirror, createHintSender, jobCounts, queueDepths } from '@g5/queue'
import { createLogger, createRegistry, createStartUp, followLevel, readOrExit, startTracing } from '@g5/telemetry'
import { buildApp } from './app.ts'
import type { Lifecycle } from './health/check.ts'
import { createCounters } from './rate-limit/counters.ts'
import { connectRedisCounts } from './rate-limit/redis-counts.ts'
import { openReplicas } from './replicas.ts'
import { version } from './version.ts'

const oldestPostgres = 15
/** Milliseconds between two looks at a database that lacks a migration. */
const migrationPollMs = 5_000
/** Milliseconds between two looks at the log level that operators have set. */
const leversEveryMs = 2_000

const config = readOrExit(loadApiConfig)
const log = createLogger({ service: 'api', level: config.logLevel, pretty: process.stdout.isTTY })
const { step, done } = createStartUp(log)
done('environment')
const tracing = await step('tracing', () =>
  startTracing({ endpoint: config.otlpEndpoint, service: 'g5-core-api', version }),
)
const trace = tracing?.within

const database = connect(config.database.url, {
  max: config.database.poolMax,
  name: 'g5-api',
  deliveryPath: true,
  trace,
})
const ingestDatabase = connect(config.database.url, { max: 2, name: 'g5-api-ingest', deliveryPath: true, trace })
const registry = createRegistry('api')
const replicas = openReplicas({ config, primary: database, registry, trace, log })
let levers: LeverWatch | undefined
const lifecycle: Lifecycle = { ready: false, pendingMigrations: [], stopping: false }

const clock = await step('postgres', async () => {
  const version = await serverVersion(database.sql)
  if (version < oldestPostgres) throw new Error(`Postgres is ${version}, and must be ${oldestPostgres} or later`)
  if (config.migrateOnStart) await migrate(config.database.url)
  lifecycle.pendingMigrations = await pendingMigrations(database.sql)
  return databaseClock(database.sql)
})
const queues = await step(`queue on ${config.queue.backend}`, () =>
  connectQueues(config.queue, {
    onState(state) {
      if (state === 'back') log.info('the queue is back')
      else
        log.warn({ err: state.away }, 'the queue is away: events are accepted, and their deliveries wait in Postgres')
    },
    onError: (err) => log.warn({ err }, 'the queue complains'),
  }),
)
const hints = createHintSender(queues)
const sharedCounts = config.redis && connectRedisCounts(config.redis)
const counters = createCounters({ shared: sharedCounts })

const { server, drain } = await step('app', () =>
  buildApp({
    config,
    db: database,
    ingestDb: ingestDatabase,
    replicas,
    clock,
    hints,
    mirror: createDeadLetterMirror(queues, (err) => log.warn({ err }, 'the mirror of dead letters was not written')),
    queue: {
      backend: queues.backend,
      ping: queues.ping,
      depths: () => queueDepths(queues, deliveryQueues(config.classQueues)),
      counts: () => jobCounts(queues, allQueues(config.classQueues)),
    },
    counters,
    lifecycle,
    registry,
    tracing,
    log,
  }),
)
await step(`listen on ${config.http.host}:${config.http.port}`, () => server.listen(config.http))

const stop = (why: string) => {
  if (!lifecycle.stopping) void shutDown(why)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
process.on('disconnect', () => stop('the supervisor is gone'))

await migrationsApplied()
if (!lifecycle.stopping) {
  levers = await step('levers', () => {
    const follow = followLevel(log)
    return watchLevers(database.sql, {
      everyMs: leversEveryMs,
      onRead: ({ logLevel }) => follow(logLevel),
      onError: (err) => log.warn({ err }, 'the log level was not read: the last one holds'),
    })
  })
  lifecycle.ready = true
  done('ready')
}

/** Stop taking work, answer what is in flight, flush what follows from it, close. */
async function shutDown(why: string): Promise<void> {
  lifecycle.stopping = true
  lifecycle.ready = false
  log.info({ why }, 'stopping: no new work')
  const late = wait(config.shutdownGraceMs, 'late' as const, { ref: false })
  if ((await Promise.race([finish(), late])) === 'late') log.warn('stopped before everything was finished')
  else log.info('stopped')
  process.exit()
}

async function finish(): Promise<void> {
  await server.close()
  await drain()
  hints.close()
  await queues.close()
  counters.close()
  sharedCounts?.close()
  levers?.stop()
  clock.stop()
  await replicas?.close()
  await Promise.all([ingestDatabase.close(), database.close(), tracing?.stop()])
}

/** Meanwhile `/ready` and `/v1` answer 503. A look that fails is not an answer. */
async function migrationsApplied(): Promise<void> {
  while (lifecycle.pendingMigrations.length > 0 && !lifecycle.stopping) {
    log.warn({ pending: lifecycle.pendingMigrations }, 'migrations are pending: waiting for migrate:run')
    await wait(migrationPollMs)
    lifecycle.pendingMigrations = await pendingMigrations(database.sql).catch(() => lifecycle.pendingMigrations)
  }
}
