import { retrySchedule, tenantClass } from '@g5/contracts'
import { defaultRetrySchedule } from '@g5/core'
import { backupSchedule } from './backups.ts'
import { settingOf } from './environment.ts'
import { boolean, integer, integerWithin, kind, oneOf, readList, url } from './kinds.ts'
import { cidrs, host, ports } from './network.ts'
import { redisVariables } from './redis.ts'
import { previousSecrets, secret } from './secrets.ts'

export type Mode = 'development' | 'test' | 'production'

const modes = oneOf('development', 'test', 'production')

/** Some defaults and rules depend on it, so it is read before the rest, which then says whether it was a mode. */
export function modeOf(env: NodeJS.ProcessEnv): Mode {
  return modes.safeParse(settingOf(env, 'NODE_ENV')).data ?? 'development'
}

const schedule = kind('1 to 30 waits in whole seconds, each at most a week, such as 0,5,300', (text) => {
  return retrySchedule.safeParse(readList(text, (entry) => integerWithin(entry, 0, Number.MAX_SAFE_INTEGER))).data
})

const classNames = kind('tenant classes of a-z 0-9 - with commas between them, none of them dlq', (text) => {
  return readList(text, (entry) => tenantClass.safeParse(entry).data)
})

const classWeights = kind('tenant classes with whole weights from 1 to 100, such as premium:4,trial:1', (text) => {
  const entries = readList(text, (entry): [string, number] | undefined => {
    const [name = '', weight = ''] = entry.split(':')
    const number = integerWithin(weight, 1, 100)
    return tenantClass.safeParse(name).success && number !== undefined ? [name, number] : undefined
  })
  return entries && new Map(entries)
})

/** What every program reads. */
export const everywhere = {
  NODE_ENV: modes
    .prefault('development')
    .meta({ description: '`development`, `test` or `production`; the last is stricter and has safer defaults' }),
  DATABASE_URL: url('postgres://user:password@host:5432/database', ['postgres:', 'postgresql:']).meta({
    description: 'Postgres 15 or later',
    secret: true,
  }),
  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent')
    .prefault('info')
    .meta({ description: 'The least severe level that is logged' }),
}

/** What the API and the worker both read, and are to be given alike. */
export const inServices = (mode: Mode) => ({
  DATABASE_POOL_MAX: integer(2, 500).prefault('10').meta({ description: 'Connections to Postgres, at most' }),
  MIGRATE_ON_START: boolean.prefault(mode === 'production' ? 'false' : 'true').meta({
    description: 'Applies pending migrations at start. When `false`, the service waits until something else did',
  }),
  ...redisVariables,
  QUEUE_BACKEND: oneOf('redis', 'postgres').optional().meta({
    description: 'Where the queue is kept: `redis` or `postgres`',
    unset: '`redis` if `REDIS_URL` is set, else `postgres`',
  }),
  HOST: host
    .prefault(mode === 'production' ? '0.0.0.0' : '127.0.0.1')
    .meta({ description: 'The address to listen on' }),
  METRICS_TOKEN: secret({ shortest: 16, guessable: mode !== 'production' })
    .optional()
    .meta({
      description: 'The bearer token that `/metrics` asks for. Without one anybody who reaches the port may read them',
      secret: true,
    }),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http://collector:4318', ['http:', 'https:']).optional().meta({
    description:
      'Where traces are sent (OTLP). The other `OTEL_…` variables of OpenTelemetry apply, such as `OTEL_TRACES_SAMPLER`',
    unset: 'nothing is traced',
  }),
  ENCRYPTION_KEY: secret({ shortest: 32, guessable: mode !== 'production' }).meta({
    description:
      'At least 32 characters. Encrypts signing secrets and header values in the database: losing it loses them',
    secret: true,
  }),
  ENCRYPTION_KEY_PREVIOUS: previousSecrets({ shortest: 32 }).optional().meta({
    description: 'Keys that were rotated out, the newest first, with commas between them',
    secret: true,
  }),
  RETRY_SCHEDULE: schedule.prefault(defaultRetrySchedule.join(',')).meta({
    description: 'Seconds to wait before each attempt, the first included, each ±20 %. Endpoints may have their own',
  }),
  DELIVERY_TIMEOUT_MS: integer(1_000, 30_000)
    .prefault('15000')
    .meta({ description: 'Milliseconds that a receiver has to answer in. Endpoints may have their own' }),
  LEASE_MARGIN_MS: integer(15_000, 600_000).prefault('30000').meta({
    description: 'Milliseconds after the timeout at which a delivery that a worker died with is given to another',
  }),
  CLASS_QUEUES: classNames.optional().meta({
    description: 'Tenant classes whose deliveries have a queue of their own, `webhooks-<class>`',
    unset: 'all share `webhooks`',
  }),
  TENANT_CLASS_WEIGHTS: classWeights.optional().meta({
    description: "What a tenant's turns weigh by its class, such as `premium:4,trial:1`",
    unset: 'all weigh 1',
  }),
  EVENT_RETENTION_DAYS: integer(7, 3_650).prefault('90').meta({
    description:
      'Days that events and their deliveries are kept, at least: they go by whole weeks. `deliverAt` and `expiresAt` lie within',
  }),
  EGRESS_ALLOWED_CIDRS: cidrs.prefault(mode === 'production' ? 'none' : '127.0.0.0/8,::1/128').meta({
    description: 'Private ranges that webhooks may be sent to. In them the rules on ports and https do not apply',
  }),
  EGRESS_PUBLIC_CIDRS: cidrs.prefault('none').meta({
    description:
      'The public ranges of this deployment: what `GET /v1/egress` says that webhooks come from, and may not be sent to',
  }),
  EGRESS_PROXY_URL: url('http://user:password@proxy.example.com:3128', ['http:', 'https:']).optional().meta({
    description:
      'The proxy that webhooks go out through, by CONNECT to an address that was looked up and judged here. `HTTP_PROXY` and the like are ignored',
    unset: 'they go out directly',
    secret: true,
  }),
  EGRESS_PORTS: ports
    .prefault('443,80,8000-9999')
    .meta({ description: 'Ports that webhooks may be sent to, single ones and ranges' }),
  ...backupSchedule,
  SHUTDOWN_GRACE_MS: integer(0, 600_000)
    .prefault('25000')
    .meta({ description: 'Milliseconds that work in progress may take to end after SIGTERM' }),
})
