import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, jsonb, pgTable, pgView, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytea, key, moment } from './columns.ts'

/** What is left out is not limited, or only by the deployment. */
export interface TenantLimits {
  eventsPerSecond?: number
  endpoints?: number
  payloadBytes?: number
}

/** What is left out has its default. */
export interface TenantSettings {
  validateEvents?: boolean
  payloadRetentionDays?: number
  storeResponses?: boolean
}

/** `erasing`: it has been deleted, and what it left is being erased. */
export const tenantStatuses = ['active', 'suspended', 'erasing'] as const

export const tenants = pgTable(
  'tenants',
  {
    id: key(),
    /** Null, as the uid is, once the tenant is being erased: both are free again. */
    slug: text('slug').unique(),
    uid: text('uid').unique(),
    name: text('name').notNull(),
    class: text('class').notNull().default('default'),
    status: text('status', { enum: tenantStatuses }).notNull().default('active'),
    limits: jsonb('limits').$type<TenantLimits>().notNull().default({}),
    settings: jsonb('settings').$type<TenantSettings>().notNull().default({}),
    /** The hidden tenant that owns what belongs to the deployment as a whole. */
    system: boolean('system').notNull().default(false),
    /** Bumped in the transaction of every change that can alter which endpoints an event matches. */
    endpointsVersion: bigint('endpoints_version', { mode: 'number' }).notNull().default(0),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    // Nobody's delivery pays for a look at its tenant: the suspended ones are few, and looked up once a batch.
    index('tenants_suspended').on(t.id).where(sql`status = 'suspended'`),
    check('tenants_status', sql`${t.status} in ('active', 'suspended', 'erasing')`),
  ],
)

export const endpoints = pgTable(
  'endpoints',
  {
    id: key(),
    tenantId: uuid('tenant_id')
      .notNull()
      .references(() => tenants.id),
    lane: integer('lane')
      .notNull()
      .unique()
      .references(() => lanes.lane),
    uid: text('uid'),
    url: text('url').notNull(),
    /** Of the URL, as the URL parser writes it: in lower case, without a port. */
    host: text('host'),
    description: text('description'),
    eventTypes: text('event_types').array(),
    channels: text('channels').array(),
    /** What it wants of the whole event, by example; null: everything. */
    filter: jsonb('filter').$type<Record<string, unknown>>(),
    /** Sealed JSON of names and values. */
    headers: bytea('headers'),
    headerNames: text('header_names').array().notNull().default([]),
    enabled: boolean('enabled').notNull().default(true),
    statusReason: text('status_reason'),
    timeoutMs: integer('timeout_ms'),
    retrySchedule: integer('retry_schedule').array(),
    /** Deliveries in `ratePerSeconds`, at most; both null: no limit of its own. */
    rateLimit: integer('rate_limit'),
    ratePerSeconds: integer('rate_per_seconds'),
    ordering: text('ordering', { enum: ['none', 'strict'] })
      .notNull()
      .default('none'),
    /** What new secrets are: HMAC (`v1`) or ed25519 (`v1a`). Each secret says by itself what it signs. */
    signing: text('signing', { enum: ['v1', 'v1a'] })
      .notNull()
      .default('v1'),
    /** JSONata from the event to the body; null: the body is the payload. */
    transform: text('transform'),
    envelope: boolean('envelope').notNull().default(false),
    metadata: jsonb('metadata').$type<Record<string, string>>().notNull().default({}),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    unique('endpoints_tenant_uid').on(t.tenantId, t.uid),
    index('endpoints_tenant').on(t.tenantId, t.id),
    check('endpoints_ordering', sql`${t.ordering} in ('none', 'strict')`),
    check('endpoints_signing', sql`${t.signing} in ('v1', 'v1a')`),
  ],
)

export const endpointSecrets = pgTable(
  'endpoint_secrets',
  {
    id: key(),
    endpointId: uuid('endpoint_id')
      .notNull()
      .references(() => endpoints.id, { onDelete: 'cascade' }),
    sealed: bytea('sealed').notNull(),
    hint: text('hint').notNull(),
    /** Null: the present secret. Otherwise the end of its overlap. */
    expiresAt: moment('expires_at'),
  },
  (t) => [index('endpoint_secrets_endpoint').on(t.endpointId, t.id)],
)

/**
 * One row an endpoint: what decides whether its deliveries may leave, and how it has been doing.
 * Only what changes rarely lives here: a delivery that succeeds never writes it. The row outlives its endpoint until
 * the last open delivery is gone.
 */
export const lanes = pgTable(
  'lanes',
  {
    lane: integer('lane').primaryKey().generatedAlwaysAsIdentity(),
    tenantId: uuid('tenant_id').notNull(),
    endpointId: uuid('endpoint_id').notNull().unique(),
    disabled: boolean('disabled').notNull().default(false),
    /** A receiver's Retry-After. */
    slowUntil: moment('slow_until'),
    circuit: text('circuit', { enum: ['closed', 'open', 'half_open'] })
      .notNull()
      .default('closed'),
    /** When the circuit came into this state; null: it has never been open. */
    circuitSince: moment('circuit_since'),
    /** When an open circuit lets one delivery through. */
    probeAt: moment('probe_at'),
    /** Failures that the worker had seen in its window when the circuit opened, and failed probes since. */
    circuitFailures: integer('circuit_failures').notNull().default(0),
    failingSince: moment('failing_since'),
    /** Failed attempts since then, as far as workers have told: they do so once a minute. */
    failedAttempts: integer('failed_attempts').notNull().default(0),
    /** When `g5.endpoint.failing` was raised for the failure that lasts. */
    failingToldAt: moment('failing_told_at'),
    lastSuccessAt: moment('last_success_at'),
    closedAt: moment('closed_at'),
  },
  (t) => [
    index('lanes_closed').on(t.closedAt).where(sql`closed_at is not null`),
    index('lanes_circuit').on(t.tenantId, t.endpointId).where(sql`circuit <> 'closed'`),
    index('lanes_failing').on(t.failingSince).where(sql`failing_since is not null`),
    check('lanes_circuit_state', sql`${t.circuit} in ('closed', 'open', 'half_open')`),
  ],
)

/** How every endpoint is doing: the lanes of those that are not deleted. */
export const endpointHealth = pgView('endpoint_health', {
  endpointId: uuid('endpoint_id').notNull(),
  tenantId: uuid('tenant_id').notNull(),
  lane: integer('lane').notNull(),
  circuit: text('circuit', { enum: ['closed', 'open', 'half_open'] }).notNull(),
  circuitSince: moment('circuit_since'),
  probeAt: moment('probe_at'),
  circuitFailures: integer('circuit_failures').notNull(),
  slowUntil: moment('slow_until'),
  failingSince: moment('failing_since'),
  failedAttempts: integer('failed_attempts').notNull(),
  lastSuccessAt: moment('last_success_at'),
}).as(sql`
  select endpoint_id, tenant_id, lane, circuit, circuit_since, probe_at, circuit_failures, slow_until, failing_since,
         failed_attempts, last_success_at
    from lanes where closed_at is null`)
