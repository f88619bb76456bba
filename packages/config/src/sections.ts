import type { z } from 'zod'
import { type RedisConfig, redisOf } from './redis.ts'
import type { everywhere, inServices } from './shared.ts'

/** What the variables of both services say, parsed. */
export type ServiceValues = z.output<z.ZodObject<typeof everywhere & ReturnType<typeof inServices>>>

/** The parts of a configuration that the API and the worker have in common. */
export function sections(values: ServiceValues) {
  return {
    mode: values.NODE_ENV,
    logLevel: values.LOG_LEVEL,
    database: { url: values.DATABASE_URL, poolMax: values.DATABASE_POOL_MAX },
    migrateOnStart: values.MIGRATE_ON_START,
    /** Also set when the queue is kept in Postgres: rate limits may still be shared through it. */
    redis: redisOf(values),
    queue: queueOf(values),
    /** Tenant classes that have a queue of their own. */
    classQueues: values.CLASS_QUEUES ?? [],
    /** All tenant classes that the deployment names; none: any may be. */
    classes: [...new Set([...(values.CLASS_QUEUES ?? []), ...(values.TENANT_CLASS_WEIGHTS?.keys() ?? [])])],
    metricsToken: values.METRICS_TOKEN,
    otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    encryption: { current: values.ENCRYPTION_KEY, previous: values.ENCRYPTION_KEY_PREVIOUS ?? [] },
    delivery: {
      /** Seconds, one an attempt. */
      retrySchedule: values.RETRY_SCHEDULE,
      timeoutMs: values.DELIVERY_TIMEOUT_MS,
      leaseMarginMs: values.LEASE_MARGIN_MS,
    },
    retention: {
      /** Events are kept for so long, at least. */
      eventDays: values.EVENT_RETENTION_DAYS,
    },
    egress: {
      allowedCidrs: values.EGRESS_ALLOWED_CIDRS,
      publicCidrs: values.EGRESS_PUBLIC_CIDRS,
      ports: values.EGRESS_PORTS,
      /** By which webhooks go out; undefined: directly. */
      proxy: values.EGRESS_PROXY_URL,
      httpsOnly: values.NODE_ENV === 'production',
    },
    /** Undefined: no backups are made by the worker. */
    backupCron: values.BACKUP_CRON,
    shutdownGraceMs: values.SHUTDOWN_GRACE_MS,
  }
}

export type QueueConfig = { backend: 'redis'; redis: RedisConfig } | { backend: 'postgres'; databaseUrl: string }

function queueOf(values: ServiceValues): QueueConfig {
  const redis = redisOf(values)
  return redis && values.QUEUE_BACKEND !== 'postgres'
    ? { backend: 'redis', redis }
    : { backend: 'postgres', databaseUrl: values.DATABASE_URL }
}
