import { loadWorkerConfig } from '@g5/config'
import { createSlots } from '@g5/core'
import { connect, databaseClock, migrate, pendingMigrations } from '@g5/db'
import { createEgress, createPolicy } from '@g5/egress'
import {
  connectQueues,
  consumeChores,
  consumeHints,
  createDeadLetterMirror,
  createHintSender,
  scheduleChores,
  waitingJobs,
} from '@g5/queue'
import {
  backlogMetrics,
  createLogger,
  createRegistry,
  deliveryMetrics,
  dispatchMetrics,
  serveProbes,
} from '@g5/telemetry'
import { createChores } from './chores.ts'
import { startDispatcher } from './dispatch/leader.ts'
import { createWaker } from './dispatch/wake.ts'
import { readBacklog, readHealth } from './health.ts'
import { createHintQueue } from './hint-queue.ts'
import { createWorker } from './worker.ts'

const started = performance.now()
const config = loadConfig()
const log = createLogger({ service: 'worker', level: config.logLevel, pretty: process.stdout.isTTY })
const step = (name: string) => log.info({ ms: Math.round(performance.now() - started) }, `start: ${name}`)
step('environment')

/** How often a worker whose database lacks a migration looks again. */
const migrationPollMs = 5_000
/** Jobs that one worker takes at once: enough to fill its slots, few enough to leave some for the others. */
const jobsAtOnce = 16
const scheduleEveryMs = 60_000

const database = connect(config.database.url, { max: config.database.poolMax, name: 'g5-worker' })
const { sql } = database
const stopping = new AbortController()
let ready = false

const registry = createRegistry('worker')
const slots = createSlots({ total: config.slots })
const metrics = { delivery: deliveryMetrics(registry, slots), dispatch: dispatchMetrics(registry) }

if (config.migrateOnStart) await migrate(config.database.url)
for (let pending = await pendingMigrations(sql); pending.length > 0; pending = await pendingMigrations(sql)) {
  log.warn({ pending }, 'migrations are pending: waiting for migrate:run')
  await new Promise((resolve) => setTimeout(resolve, migrationPollMs))
}
const clock = await databaseClock(sql)
step('postgres')

const queues = await connectQueues(config.queue, {
  onState(state) {
    if (state === 'back') log.info('the queue is back')
    else log.warn({ err: state.away }, 'the queue is away: rows wait in Postgres')
  },
  onError: (err) => log.warn({ err }, 'the queue complains'),
})
const sender = createHintSender(queues)
const mirror = createDeadLetterMirror(queues, (err) => log.warn({ err }, 'the mirror of dead letters was not written'))
step(`queue (${queues.backend})`)

const egress = createEgress({ policy: createPolicy(config.egress) })
const waker = createWaker(sql, (err) =>
  log.warn({ err }, 'the leader was not told of due rows: its next sweep finds them'),
)
const worker = createWorker({ config, sql, clock, slots, egress, mirror, waker, metrics: metrics.delivery, log })
const consumer = consumeHints(queues, {
  concurrency: jobsAtOnce,
  onRows: worker.take,
  onMalformed: (detail) => log.error({ detail }, 'a malformed hint was dropped'),
})
const dispatcher = startDispatcher({
  databaseUrl: config.database.url,
  sql,
  queue: createHintQueue({ sender, waiting: () => waitingJobs(queues, 'webhooks'), sql, log }),
  lease: { defaultTimeoutMs: config.delivery.timeoutMs, marginMs: config.delivery.leaseMarginMs },
  metrics: metrics.dispatch,
  log,
  ...config.dispatch,
})
const chores = createChores(sql, mirror, log)
const choreConsumer = consumeChores(queues, chores, (err, chore) => log.error({ err, chore }, 'a chore failed'))
const scheduling = setInterval(schedule, scheduleEveryMs)
schedule()

backlogMetrics(registry, () => readBacklog(sql, queues))
const probes = await serveProbes({
  ...config.http,
  ready: () => ready,
  health: () => readHealth(sql, queues),
  registry,
  metricsToken: config.metricsToken,
})
ready = true
step(`listening on ${config.http.host}:${probes.port}`)

for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, () => void shutDown(signal))

async function shutDown(why: string): Promise<void> {
  if (stopping.signal.aborted) return
  stopping.abort()
  ready = false
  log.info({ why }, 'stopping: no new work')
  clearInterval(scheduling)
  worker.stop()
  await Promise.all([consumer.close(), choreConsumer.close(), dispatcher.stop()])
  const { left } = await worker.settle(config.shutdownGraceMs)
  if (left > 0) log.warn({ left }, 'deliveries were still in flight: they are due again when their leases run out')
  await waker.drain()
  await probes.close()
  sender.close()
  await queues.close()
  clock.stop()
  if (left === 0) await egress.close()
  await database.close()
  log.info('stopped')
  process.exitCode = 0
  process.exit()
}

function schedule(): void {
  scheduleChores(queues, chores).catch((err) => log.warn({ err }, 'the schedule of chores was not put back'))
}

function loadConfig() {
  try {
    return loadWorkerConfig()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    return process.exit(1)
  }
}
