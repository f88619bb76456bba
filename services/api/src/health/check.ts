import type { Health, QueueName } from '@g5/contracts'
import {
  type BackupState,
  backupState,
  type Database,
  type DeliveryHealth,
  deliveryHealth,
  pendingMigrations,
  pingDatabase,
} from '@g5/db'
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
  /** Whether the worker is to make backups. */
  backupsExpected: boolean
}

/** Milliseconds that a dependency has to answer in; one that hangs counts as down. */
const patienceMs = 2_000
/** Who asks more often than this gets the last look. */
const keepMs = 1_000
/** What is due and has not left for this long is a backlog. */
const backlogSeconds = 60
/** A backup a day, and two hours for it to be made in. */
const oldBackupSeconds = 26 * 3600

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

async function lookNow({
  db,
  queue,
  lifecycle,
  version,
  backupsExpected,
}: HealthDeps): ReturnType<HealthCheck['look']> {
  const [postgres, backend, waiting, deliveries, migrations, backups] = await Promise.all([
    within(pingDatabase(db.sql)),
    within(queue.ping()),
    within(queue.depths()),
    within(deliveryHealth(db.sql)),
    within(pendingMigrations(db.sql)),
    within(backupState(db.sql)),
  ])
  const pending = 'value' in migrations ? migrations.value.length : lifecycle.pendingMigrations.length
  const backlog = 'value' in deliveries ? deliveries.value : undefined
  const backup = 'value' in backups ? { backup: newest(backups.value) } : {}
  const down = [...('value' in postgres ? [] : ['postgres is away']), ...(lifecycle.stopping ? ['stopping'] : [])]
  const degraded = [
    ...('value' in backend ? [] : [`the queue (${queue.backend}) is away`]),
    ...(pending > 0 ? [`${pending} migrations are pending`] : []),
    ...((backlog?.oldestDueSeconds ?? 0) > backlogSeconds ? ['deliveries wait for longer than a minute'] : []),
    ...(backupsExpected && isOverdue(backup.backup) ? ['the newest backup is older than 26 hours'] : []),
  ]
  return {
    status: down.length > 0 ? 'down' : degraded.length > 0 ? 'degraded' : 'ok',
    reasons: [...down, ...degraded],
    postgres: dependency(postgres),
    queue: { ...dependency(backend), backend: queue.backend, waiting: 'value' in waiting ? waiting.value : {} },
    ...(backlog && deliveriesAndCircuits(backlog)),
    ...backup,
    migrations: { pending },
    version,
  }
}

function deliveriesAndCircuits({ circuits, ...deliveries }: DeliveryHealth): Pick<Health, 'deliveries' | 'circuits'> {
  return { deliveries, circuits }
}

function newest({ good }: BackupState): Health['backup'] {
  if (!good) return null
  const { finishedAt } = good
  const ageSeconds = Math.max(0, Math.round((Date.now() - finishedAt) / 1000))
  return { finishedAt: new Date(finishedAt).toISOString(), ageSeconds }
}

/** Where there was never one, the first is late when this process has been waiting for it for as long. */
function isOverdue(backup: Health['backup']): boolean {
  if (backup === undefined) return false
  return (backup?.ageSeconds ?? process.uptime()) > oldBackupSeconds
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
