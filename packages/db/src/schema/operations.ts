import type { DeliveryReason, DeliveryStatus } from '@g5/contracts'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, key, moment } from './columns.ts'

/** Stored 2xx answers of POSTs that carried an Idempotency-Key, sealed, written in the mutation's transaction. */
export const idempotentAnswers = pgTable(
  'idempotent_answers',
  {
    key: bytea('key').primaryKey(),
    /** In which it acted; null: in none. */
    tenantId: uuid('tenant_id'),
    bodyHash: bytea('body_hash').notNull(),
    status: integer('status').notNull(),
    answer: bytea('answer'),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [
    index('idempotent_answers_expires_at').on(t.expiresAt),
    index('idempotent_answers_tenant').on(t.tenantId).where(sql`tenant_id is not null`),
  ],
)

/** Every mutation, in its own transaction. Partitioned by RANGE (id), a partition a month. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: key(),
    /** Null: the deployment's own. */
    tenantId: uuid('tenant_id'),
    actorKind: text('actor_kind', { enum: ['user', 'api_key', 'operator', 'portal', 'system'] }).notNull(),
    actorId: uuid('actor_id'),
    actorName: text('actor_name').notNull(),
    action: text('action').notNull(),
    targetKind: text('target_kind').notNull(),
    /** One of the two: what has no id, such as a queue, has a name. */
    targetId: uuid('target_id'),
    targetName: text('target_name'),
    /** Redacted before and after. */
    changes: jsonb('changes').$type<Record<string, unknown>>().notNull().default({}),
    address: text('address'),
    requestId: text('request_id'),
    at: moment('at').notNull().default(sql`now()`),
  },
  (t) => [
    index('audit_log_tenant').on(t.tenantId, t.id),
    index('audit_log_actor').on(t.actorId, t.id),
    index('audit_log_target').on(t.targetId, t.id),
  ],
)

/** What a bulk touches, by ids as they are stored. */
export interface BulkSelection {
  /** Deliveries of these statuses … */
  status?: DeliveryStatus[]
  /** … or events that the endpoint wants and has no delivery of. */
  missing?: true
  ids?: string[]
  endpointId?: string
  /** Of these endpoints alone, whatever else it says. */
  endpointIds?: readonly string[]
  type?: string
  reason?: DeliveryReason
  /** The lowest and the first too high id. */
  fromId?: string
  toId?: string
}

/** One change of many deliveries, made piece by piece: it touches what matched when it was made. */
export const bulks = pgTable(
  'bulks',
  {
    id: key(),
    /** Null: of all tenants. */
    tenantId: uuid('tenant_id'),
    action: text('action', { enum: ['send', 'cancel', 'discard', 'expunge'] }).notNull(),
    /** What it touches, with ids as they are stored. */
    selection: jsonb('selection').$type<BulkSelection>().notNull(),
    /** Null: as fast as it goes. */
    ratePerSecond: real('rate_per_second'),
    paused: boolean('paused').notNull().default(false),
    status: text('status', { enum: ['running', 'done', 'stopped'] })
      .notNull()
      .default('running'),
    matched: bigint('matched', { mode: 'number' }).notNull(),
    touched: bigint('touched', { mode: 'number' }).notNull().default(0),
    /** Rows that had changed by the time it came to them. */
    skipped: bigint('skipped', { mode: 'number' }).notNull().default(0),
    /** Everything up to this id has been looked at. */
    cursor: uuid('cursor'),
    /** Rows that changed later than this are not touched. */
    madeAt: moment('made_at').notNull().default(sql`now()`),
    /** Up to when its pace has been spent. */
    pacedUntil: moment('paced_until').notNull().default(sql`now()`),
    endedAt: moment('ended_at'),
  },
  (t) => [index('bulks_tenant').on(t.tenantId, t.id), index('bulks_running').on(t.id).where(sql`status = 'running'`)],
)

/** What happened to endpoints and is to be told to those that asked for `g5.…` events; maintenance folds and sends it. */
export const operationalOutbox = pgTable('operational_outbox', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  tenantId: uuid('tenant_id').notNull(),
  /** Null: it is about the tenant as a whole. */
  endpointId: uuid('endpoint_id'),
  type: text('type').notNull(),
  data: jsonb('data').$type<Record<string, unknown>>().notNull().default({}),
  /** How often it happened, where one row tells of many. */
  count: integer('count').notNull().default(1),
  at: moment('at').notNull().default(sql`now()`),
})

/** When an operational event of a type was last raised for an endpoint, or else for a tenant. */
export const operationalThrottle = pgTable(
  'operational_throttle',
  {
    subjectId: uuid('subject_id').notNull(),
    type: text('type').notNull(),
    raisedAt: moment('raised_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.subjectId, t.type] })],
)

/**
 * The lever for an incident: what matches every criterion that is set turns `held` when it is due. A hold counts for as
 * long as its row is here and its end has not passed; what it held names it, and leaves when it counts no more.
 */
export const holds = pgTable(
  'holds',
  {
    id: key(),
    tenantId: uuid('tenant_id'),
    /** Of the endpoint's URL, as the URL parser writes it: in lower case, without a port. */
    host: text('host'),
    endpointId: uuid('endpoint_id'),
    /** Of the event, in full. */
    type: text('type'),
    reason: text('reason').notNull(),
    until: moment('until'),
  },
  (t) => [check('holds_criteria', sql`num_nonnulls(${t.tenantId}, ${t.host}, ${t.endpointId}, ${t.type}) > 0`)],
)

/** The queues that nobody takes from and nobody feeds. */
export const pausedQueues = pgTable('paused_queues', {
  queue: text('queue').primaryKey(),
  since: moment('since').notNull().default(sql`now()`),
})

/** One row at most: what every pod logs at instead of its LOG_LEVEL. */
export const logLevels = pgTable('log_levels', {
  one: boolean('one').primaryKey().default(true),
  level: text('level', { enum: ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] }).notNull(),
  until: moment('until'),
})

/** Every try to back this database up, and how it went. The file itself is in BACKUP_DIR. */
export const backups = pgTable('backups', {
  id: key(),
  startedAt: moment('started_at').notNull(),
  finishedAt: moment('finished_at').notNull().default(sql`now()`),
  /** Null, as the next two are, for one that failed. */
  file: text('file'),
  sizeBytes: bigint('size_bytes', { mode: 'number' }),
  sha256: text('sha256'),
  /** Why it failed; null for a good one. */
  error: text('error'),
})
