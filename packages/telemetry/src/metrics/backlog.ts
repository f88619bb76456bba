import { Gauge } from 'prom-client'
import { described, type Registry } from './registry.ts'

/** What the whole deployment waits for. Absent parts could not be read and are not shown. */
export interface Backlog {
  /** Jobs that wait, by queue. */
  waiting?: Readonly<Record<string, number>> | undefined
  deliveries?: { due: number; oldestDueSeconds: number | null; dead: number; held: number } | undefined
  /** Circuits that are not closed, by state. */
  circuits?: Readonly<Record<string, number>> | undefined
  migrationsPending?: number | undefined
  queueUp?: boolean | undefined
  /** Whole weeks from now on that events can be stored in. */
  partitionsAhead?: number | undefined
  /** Epoch milliseconds at which the newest good backup ended; undefined when there was none. */
  lastBackupAt?: number | undefined
  /** Connections to Postgres of all processes. */
  connections?: readonly { pool: string; state: string; count: number }[] | undefined
}

const patienceMs = 3_000

/**
 * Figures of the deployment, alike in every process that shows them: take their maximum, not their sum. They are read
 * once a scrape. When that fails or takes over 3 s they are left out, and a scrape never waits for longer: in an
 * incident the other metrics matter more, and a figure that isn't known must not look like zero.
 */
export function backlogMetrics(registry: Registry, read: () => Promise<Backlog>): void {
  let reading: Promise<Backlog> | undefined
  const once = () => {
    reading ??= withinPatience(read()).finally(() => {
      reading = undefined
    })
    return reading
  }

  function show<L extends string>(
    name: `g5_${string}`,
    help: string,
    label: L[],
    set: (gauge: Gauge<L>, now: Backlog) => void,
  ) {
    const gauge: Gauge<L> = new Gauge({
      ...described(registry, name, help),
      labelNames: label,
      async collect() {
        const now = await once()
        if (label.length > 0) gauge.reset()
        else gauge.remove()
        set(gauge, now)
      },
    })
  }
  const showFigure = (name: `g5_${string}`, help: string, figure: (now: Backlog) => number | undefined) =>
    show(name, help, [], (gauge, now) => {
      const value = figure(now)
      if (value !== undefined) gauge.set(value)
    })

  show('g5_queue_waiting', 'Jobs that no worker has taken yet', ['queue'], (gauge, { waiting = {} }) => {
    for (const [queue, jobs] of Object.entries(waiting)) gauge.set({ queue }, jobs)
  })
  showFigure(
    'g5_due_deliveries',
    'Deliveries that are due and not handed out, counted up to 10,000',
    (now) => now.deliveries?.due,
  )
  showFigure(
    'g5_oldest_due_seconds',
    'How long the oldest of them has been due, 0 when none is',
    (now) => now.deliveries && (now.deliveries.oldestDueSeconds ?? 0),
  )
  showFigure('g5_dead_letters', 'Dead letters, counted up to 10,000', (now) => now.deliveries?.dead)
  showFigure('g5_held_deliveries', 'Deliveries that are held, counted up to 10,000', (now) => now.deliveries?.held)
  show('g5_circuits', 'Circuits that are not closed, by state', ['state'], (gauge, { circuits = {} }) => {
    for (const [state, count] of Object.entries(circuits)) gauge.set({ state }, count)
  })
  showFigure('g5_queue_up', '1 when the backend of the queue answers, else 0', ({ queueUp }) =>
    queueUp === undefined ? undefined : Number(queueUp),
  )
  showFigure('g5_partitions_ahead', 'Whole weeks ahead that events can be stored in', (now) => now.partitionsAhead)
  show(
    'g5_database_connections',
    'Connections to Postgres of all processes, by pool and state',
    ['pool', 'state'],
    (gauge, { connections = [] }) => {
      for (const { count, ...labels } of connections) gauge.set(labels, count)
    },
  )
  showFigure(
    'g5_last_backup_timestamp_seconds',
    'When the newest good backup ended, in seconds since 1970; left out when there was none',
    ({ lastBackupAt }) => lastBackupAt && lastBackupAt / 1000,
  )
  showFigure(
    'g5_migrations_pending',
    'Migrations of this build that the database lacks',
    (now) => now.migrationsPending,
  )
}

async function withinPatience(reading: Promise<Backlog>): Promise<Backlog> {
  const { promise: late, resolve } = Promise.withResolvers<Backlog>()
  const timer = setTimeout(resolve, patienceMs, {})
  try {
    return await Promise.race([reading, late])
  } catch {
    return {}
  } finally {
    clearTimeout(timer)
  }
}
