import type { Health, QueueName } from '@g5/contracts'
import { type Database, type DeliveryHealth, deliveryHealth, pendingMigrations, pingDatabase } from '@g5/db'
import type { JobCounts } from '@g5/queue'

/** Whether this process takes work. */
export interface Lifecycle {
  /** From the last step of starting to the first of stopping. */
  ready: boolean
  /** Migrations of this build that the database lacks: until they are in, `/v1` answers 503. */
  pendingMigrations: readonly string[]
  stopping: boolean
}

/** The queue as health sees it. */
export interface QueueProbe {
  backend: 'redis' | 'postgres'
  /** Milliseconds of a round trip. Rejects when the queue is away. */
  ping(): Promise<number>
  depths(): Promise<Record<string, number>>
  /** Jobs of every queue. Rejects when the queue is away. */
  counts(): Promise<ReadonlyMap<QueueName, JobCounts>>
}

export interface HealthCheck {
  /** At most a second old. Never rejects, and never takes longer than a look may. */
  look(): Promise<Health & Required<Pick<Health, 'reasons'>>>
}

interface HealthDeps {
  db: Database
  queue: QueueProbe
  lifecycle: Lifecycle
  version: string
}

/** Milliseconds that a dependency has to answer in; one that hangs counts as down. */
const patienceMs = 2_000
/** Who asks more often than this gets the last look. */
const keepMs = 1_000
/** What is due and has not left for this long is a backlog. */
const backlogSeconds = 60

export function createHealthCheck(deps: HealthDeps): HealthCheck {
  let last: { at: number; look: ReturnType<HealthCheck['look']> } | undefined
  return {
    look() {
      const at = performance.now()
      if (!last || at - last.at > keepMs) last = { at, look: lookNow(deps) }
      return last.look
    },
  }
}

async function lookNow({ db, queue, lifecycle, version }: HealthDeps): ReturnType<HealthCheck['look']> {
  const [postgres, backend, waiting, deliveries, migrations] = await Promise.all([
    within(pingDatabase(db.sql)),
    within(queue.ping()),
    within(queue.depths()),
    within(deliveryHealth(db.sql)),
    within(pendingMigrations(db.sql)),
  ])
  const pending = 'value' in migrations ? migrations.value.length : lifecycle.pendingMigrations.length
  const backlog = 'value' in deliveries ? deliveries.value : undefined
  const down = [...('value' in postgres ? [] : ['postgres is away']), ...(lifecycle.stopping ? ['stopping'] : [])]
  const degraded = [
    ...('value' in backend ? [] : [`the queue (${queue.backend}) is away`]),
    ...(pending > 0 ? [`${pending} migrations are pending`] : []),
    ...((backlog?.oldestDueSeconds ?? 0) > backlogSeconds ? ['deliveries wait for longer than a minute'] : []),
  ]
  return {
    status: down.length > 0 ? 'down' : degraded.length > 0 ? 'degraded' : 'ok',
    reasons: [...down, ...degraded],
    postgres: dependency(postgres),
    queue: { ...dependency(backend), backend: queue.backend, waiting: 'value' in waiting ? waiting.value : {} },
    ...(backlog && deliveriesAndCircuits(backlog)),
    migrations: { pending },
    version,
  }
}

function deliveriesAndCircuits({ circuits, ...deliveries }: DeliveryHealth): Pick<Health, 'deliveries' | 'circuits'> {
  return { deliveries, circuits }
}

type Looked<T> = { value: T } | { detail: string }

/** What came of it, at the latest after as long as a dependency may take. */
export async function within<T>(work: Promise<T>): Promise<Looked<T>> {
  const { promise: late, resolve } = Promise.withResolvers<Looked<T>>()
  const timer = setTimeout(resolve, patienceMs, { detail: `no answer within ${patienceMs} ms` })
  const looked = work.then(
    (value) => ({ value }),
    (error: Error & { code?: string }) => ({ detail: error.code ?? error.name }),
  )
  try {
    return await Promise.race([looked, late])
  } finally {
    clearTimeout(timer)
  }
}

function dependency(ping: Looked<number>) {
  return 'value' in ping
    ? { status: 'up' as const, latencyMs: Math.round(ping.value * 100) / 100 }
    : { status: 'down' as const, latencyMs: null, detail: ping.detail }
}
