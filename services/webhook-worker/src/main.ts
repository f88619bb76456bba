import { openStore } from '@g5/backup'
import { loadWorkerConfig } from '@g5/config'
import { type DeliveryQueue, deliveryQueues } from '@g5/contracts'
import { createSlots } from '@g5/core'
import { connect, createWaker, databaseClock, migrate, pendingMigrations, watchLevers } from '@g5/db'
import { createEgress, createPolicy } from '@g5/egress'
import {
  connectQueues,
  consumeChores,
  consumeHints,
  createDeadLetterMirror,
  createHintSender,
  type Queues,
  scheduleChores,
  waitingByQueue,
} from '@g5/queue'
import {
  backlogMetrics,
  createLogger,
  createRegistry,
  createStartUp,
  deliveryMetrics,
  dispatchMetrics,
  followLevel,
  readOrExit,
  serveProbes,
  startTracing,
} from '@g5/telemetry'
import { createChores } from './chores.ts'
import { startDispatcher } from './dispatch/leader.ts'
import { readBacklog, readHealth } from './health.ts'
import { createHintQueue } from './hint-queue.ts'
import { scheduleBackups } from './maintenance/backups.ts'
import { version } from './version.ts'
import { createWorker } from './worker.ts'

/** How often a worker whose database lacks a migration looks again. */
const migrationPollMs = 5_000
/**
 * Jobs that one worker takes at once. A job is done as soon as its rows have slots, so one is enough to keep them full;
 * each more would only ask the queue in vain.
 */
const jobsAtOnce = 1
/** Milliseconds until a worker that keeps up asks for its next job: about as long as the API takes to make one. */
const restMs = 4
const scheduleEveryMs = 60_000
/** Milliseconds between two looks at what operators have set: a pause must hold within a second. */
const leversEveryMs = 500

const config = readOrExit(loadWorkerConfig)
const log = createLogger({ service: 'worker', level: config.logLevel, pretty: process.stdout.isTTY })
const { step, done } = createStartUp(log)
done('environment')
const tracing = await step('tracing', () =>
  startTracing({ endpoint: config.otlpEndpoint, service: 'g5-webhook-worker', version }),
)
const trace = tracing?.within

/** The first process of a container is ended by no signal that it doesn't listen to, however long it waits to start. */
const leave = () => process.exit()
const signals = ['SIGTERM', 'SIGINT'] as const
for (const signal of signals) process.on(signal, leave)

const { poolMax } = config.database
/** For all that is not on the delivery path: chores, the leader's surveys, health. */
const poolBeside = Math.min(4, Math.floor(poolMax / 2))
const database = connect(config.database.url, { max: poolBeside, name: 'g5-worker', trace })
const { sql } = database
const path = connect(config.database.url, {
  max: poolMax - poolBeside,
  name: 'g5-worker-path',
  deliveryPath: true,
  trace,
})
let ready = false
let queues: Queues | undefined
const carryingHints = deliveryQueues(config.classQueues)

const registry = createRegistry('worker')
const slots = createSlots(config.slots)
const metrics = { delivery: deliveryMetrics(registry, slots), dispatch: dispatchMetrics(registry) }
backlogMetrics(registry, () => readBacklog(sql, queues, carryingHints))
const probes = await step(`listen on ${config.http.host}:${config.http.port}`, () =>
  serveProbes({
    ...config.http,
    ready: () => ready,
    health: () => readHealth(sql, queues),
    registry,
    metricsToken: config.metricsToken,
  }),
)
const clock = await step('postgres', async () => {
  if (config.migrateOnStart) await migrate(config.database.url)
  await migrationsApplied()
  return databaseClock(sql)
})
const levers = await step('levers', () => {
  const follow = followLevel(log)
  return watchLevers(sql, {
    everyMs: leversEveryMs,
    onRead: ({ logLevel }) => follow(logLevel),
    onError: (err) => log.warn({ err }, 'pauses and the log level were not read: the last ones hold'),
  })
})
const isPaused = (queue: DeliveryQueue) => levers.now.pausedQueues.has(queue)
const queue = await step(`queue on ${config.queue.backend}`, () =>
  connectQueues(config.queue, {
    onState(state) {
      if (state === 'back') log.info('the queue is back')
      else log.warn({ err: state.away }, 'the queue is away: rows wait in Postgres')
    },
    onError: (err) => log.warn({ err }, 'the queue complains'),
  }),
)
queues = queue

const sender = createHintSender(queue)
const mirror = createDeadLetterMirror(queue, (err) => log.warn({ err }, 'the mirror of dead letters was not written'))
const waker = createWaker(sql, (err) => log.warn({ err }, 'the leader was not told: its next sweep finds what is due'))
const egress = createEgress({ policy: createPolicy(config.egress), proxy: config.egress.proxy })
const worker = createWorker({
  config,
  sql: path.sql,
  clock,
  slots,
  egress,
  mirror,
  waker,
  metrics: metrics.delivery,
  tracing,
  log,
})
const consumers = config.queues.map((name) =>
  consumeHints(queue, {
    queue: name,
    concurrency: jobsAtOnce,
    restMs,
    onRows: (rows) => worker.take(rows, () => isPaused(name)),
    onMalformed: (detail) => log.error({ detail, queue: name }, 'a malformed hint was dropped'),
  }),
)
const dispatcher = startDispatcher({
  databaseUrl: config.database.url,
  sql,
  queue: createHintQueue({ sender, waiting: () => waitingByQueue(queue, carryingHints), sql, log }),
  lease: { defaultTimeoutMs: config.delivery.timeoutMs, marginMs: config.delivery.leaseMarginMs },
  metrics: metrics.dispatch,
  log,
  classQueues: config.classQueues,
  classWeights: config.classWeights,
  isPaused,
  ...config.dispatch,
})
const backups =
  config.backupCron === undefined
    ? undefined
    : scheduleBackups({
        cron: config.backupCron,
        options: { ...config.backup, store: openStore(config.backup.place), databaseUrl: config.database.url },
        ...{ sql, clock, log },
      })
const chores = createChores({
  ...{ config, clock, database, path: path.sql, mirror, waker, backups, log },
  onDisabled: () => metrics.delivery.endpointsDisabled.inc('failing'),
})
const choreConsumer = consumeChores(queue, chores, (err, chore) => log.error({ err, chore }, 'a chore failed'))
const scheduling = setInterval(schedule, scheduleEveryMs)
schedule()

ready = true
done('ready')

let stopping = false
for (const signal of signals) process.off(signal, leave).on(signal, () => void shutDown(signal))

/** Stop taking work, finish or hand back what is in flight, flush, close. */
async function shutDown(why: string): Promise<void> {
  if (stopping) return
  stopping = true
  ready = false
  log.info({ why }, 'stopping: no new work')
  clearInterval(scheduling)
  worker.stop()
  await Promise.all([...consumers.map(({ close }) => close()), choreConsumer.close(), dispatcher.stop()])
  const [{ left }] = await Promise.all([worker.settle(config.shutdownGraceMs), backups?.stop()])
  if (left > 0) log.warn({ left }, 'deliveries were still in flight: they are due again when their leases run out')
  await waker.drain()
  sender.close()
  await queue.close()
  levers.stop()
  clock.stop()
  if (left === 0) await egress.close()
  await probes.close()
  await Promise.all([path.close(), database.close(), tracing?.stop()])
  log.info('stopped')
  process.exit()
}

function schedule(): void {
  scheduleChores(queue, chores).catch((err) => log.warn({ err }, 'the schedule of chores was not put back'))
}

async function migrationsApplied(): Promise<void> {
  for (let pending = await pendingMigrations(sql); pending.length > 0; pending = await pendingMigrations(sql)) {
    log.warn({ pending }, 'migrations are pending: waiting for migrate:run')
    await new Promise((resolve) => setTimeout(resolve, migrationPollMs))
  }
}
