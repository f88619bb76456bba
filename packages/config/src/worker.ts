import { type DeliveryQueue, deliveryQueues, tenantClass } from '@g5/contracts'
import { backupSection, backupVariables } from './backups.ts'
import { InvalidEnvironment, readEnvironment } from './environment.ts'
import { integer, kind, readList } from './kinds.ts'
import { port } from './network.ts'
import { sections } from './sections.ts'
import { everywhere, inServices, type Mode, modeOf } from './shared.ts'

const percent = integer(1, 100)

const queueList = kind('names of queues, webhooks or webhooks-<class>, with commas between them', (text) =>
  readList(text, (entry) => (entry === 'webhooks' ? entry : classQueue(entry))),
)

function classQueue(entry: string): DeliveryQueue | undefined {
  const [, name] = /^webhooks-(.+)$/.exec(entry) ?? []
  return name !== undefined && tenantClass.safeParse(name).success ? `webhooks-${name}` : undefined
}

export const workerVariables = (mode: Mode) => ({
  ...everywhere,
  WORKER_PORT: port.prefault('3001').meta({ description: "The port of the worker's health and metrics" }),
  WORKER_CONCURRENCY: integer(1, 20_000)
    .prefault('500')
    .meta({ description: 'Slots: deliveries in flight at once in one worker' }),
  PAYLOAD_BYTES_IN_FLIGHT: integer(1_048_576, 17_179_869_184).prefault('33554432').meta({
    description: 'Bytes of payloads in flight in one worker, beyond which it takes no more until some are through',
  }),
  WORKER_QUEUES: queueList.optional().meta({
    description: 'Queues that this worker serves, such as `webhooks,webhooks-premium`; some worker must serve each',
    unset: 'all of them',
  }),
  ENDPOINT_SLOT_SHARE: percent.prefault('10').meta({
    description: "Percent of a worker's slots that one endpoint may hold, at least one slot",
  }),
  CIRCUIT_ERROR_PERCENT: percent
    .prefault('50')
    .meta({ description: "Percent of an endpoint's attempts that must fail before its circuit opens" }),
  CIRCUIT_VOLUME_THRESHOLD: integer(1, 100_000)
    .prefault('10')
    .meta({ description: 'Attempts that one worker must have seen in the window before it opens a circuit' }),
  CIRCUIT_WINDOW_MS: integer(1_000, 600_000)
    .prefault('30000')
    .meta({ description: 'Milliseconds of the rolling window in which attempts are counted' }),
  CIRCUIT_RESET_MS: integer(100, 3_600_000)
    .prefault('30000')
    .meta({ description: 'Milliseconds that a circuit stays open before one delivery probes the endpoint' }),
  ENDPOINT_FAILING_HOURS: integer(1, 8_760)
    .prefault('24')
    .meta({ description: 'Hours without a success after which `g5.endpoint.failing` is raised' }),
  ENDPOINT_DISABLE_HOURS: integer(1, 8_760)
    .prefault('120')
    .meta({ description: 'Hours without a success after which an endpoint is disabled' }),
  ENDPOINT_DISABLE_FAILURES: integer(1, 1_000_000)
    .prefault('20')
    .meta({ description: 'Failed attempts that it must have had in that time' }),
  DLQ_ALERT_THRESHOLD: integer(1, 10_000_000)
    .prefault('50')
    .meta({ description: 'Dead letters of one tenant above which `g5.dlq.threshold_exceeded` is raised' }),
  AUDIT_RETENTION_DAYS: integer(7, 3_650)
    .prefault('365')
    .meta({ description: 'Days that the audit log is kept, at least: it goes by whole months' }),
  SWEEP_INTERVAL_MS: integer(1_000, 600_000)
    .prefault('30000')
    .meta({ description: 'Milliseconds between two looks at everything that waits, which repair lost wake-ups' }),
  LEADER_HEARTBEAT_MS: integer(100, 4_000).prefault('1000').meta({
    description: "Milliseconds between the dispatching worker's signs of life, and others' tries to take over",
  }),
  ...backupVariables(mode),
  ...inServices(mode),
})

export type WorkerConfig = ReturnType<typeof loadWorkerConfig>

/** @throws {InvalidEnvironment} with all that is missing or wrong */
export function loadWorkerConfig(env: NodeJS.ProcessEnv = process.env) {
  const values = readEnvironment(env, workerVariables(modeOf(env)))
  const fed = deliveryQueues(values.CLASS_QUEUES ?? [])
  const unfed = values.WORKER_QUEUES?.filter((queue) => !fed.includes(queue)) ?? []
  if (unfed.length > 0)
    throw new InvalidEnvironment([
      { variable: 'WORKER_QUEUES', expected: `must name queues of CLASS_QUEUES: nothing feeds ${unfed.join(', ')}` },
    ])
  const common = sections(values)
  return {
    ...common,
    retention: { ...common.retention, auditDays: values.AUDIT_RETENTION_DAYS },
    http: { host: values.HOST, port: values.WORKER_PORT },
    slots: {
      total: values.WORKER_CONCURRENCY,
      perLaneShare: values.ENDPOINT_SLOT_SHARE / 100,
      maxBytes: values.PAYLOAD_BYTES_IN_FLIGHT,
    },
    queues: values.WORKER_QUEUES ?? deliveryQueues(values.CLASS_QUEUES ?? []),
    classWeights: values.TENANT_CLASS_WEIGHTS ?? new Map<string, number>(),
    endpointLife: {
      failingHours: values.ENDPOINT_FAILING_HOURS,
      disableHours: values.ENDPOINT_DISABLE_HOURS,
      disableFailures: values.ENDPOINT_DISABLE_FAILURES,
      deadLetterThreshold: values.DLQ_ALERT_THRESHOLD,
    },
    circuits: {
      errorPercent: values.CIRCUIT_ERROR_PERCENT,
      volumeThreshold: values.CIRCUIT_VOLUME_THRESHOLD,
      windowMs: values.CIRCUIT_WINDOW_MS,
      resetMs: values.CIRCUIT_RESET_MS,
    },
    backup: backupSection(values, env),
    dispatch: { sweepIntervalMs: values.SWEEP_INTERVAL_MS, heartbeatMs: values.LEADER_HEARTBEAT_MS },
  }
}
