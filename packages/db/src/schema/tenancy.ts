import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytea, key, moment } from './columns.ts'

export interface TenantLimits {
  endpoints?: number
}

export const tenants = pgTable(
  'tenants',
  {
    id: key(),
    slug: text('slug').notNull().unique(),
    uid: text('uid').unique(),
    name: text('name').notNull(),
    class: text('class').notNull().default('default'),
    status: text('status', { enum: ['active', 'suspended'] })
      .notNull()
      .default('active'),
    limits: jsonb('limits').$type<TenantLimits>().notNull().default({}),
    settings: jsonb('settings').$type<Record<string, never>>().notNull().default({}),
    /** The hidden tenant that owns what belongs to the deployment as a whole. */
    system: boolean('system').notNull().default(false),
    /** Bumped in the transaction of every change that can alter which endpoints an event matches. */
    endpointsVersion: bigint('endpoints_version', { mode: 'number' }).notNull().default(0),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => [check('tenants_status', sql`${t.status} in ('active', 'suspended')`)],
)

export const users = pgTable('users', {
  id: key(),
  /** Null: an operator of the deployment. */
  tenantId: uuid('tenant_id').references(() => tenants.id),
  email: text('email').notNull().unique(),
  role: text('role').notNull(),
  passwordHash: text('password_hash'),
  disabledAt: moment('disabled_at'),
})

/** A refresh token is used once; using it again ends its whole family. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    hash: bytea('hash').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    family: uuid('family').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (t) => [index('refresh_tokens_family').on(t.family), index('refresh_tokens_expires_at').on(t.expiresAt)],
)

export const apiKeys = pgTable('api_keys', {
  id: key(),
  /** Null: a key of the deployment. */
  tenantId: uuid('tenant_id').references(() => tenants.id),
  name: text('name').notNull(),
  /** The first characters of the secret, to recognise it by. */
  prefix: text('prefix').notNull(),
  /** SHA-256: the secret has 256 bits of its own, so a slow hash would add nothing. */
  hash: bytea('hash').notNull().unique(),
  scopes: text('scopes').array().notNull(),
  expiresAt: moment('expires_at'),
  lastUsedAt: moment('last_used_at'),
  revokedAt: moment('revoked_at'),
})

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
    description: text('description'),
    eventTypes: text('event_types').array(),
    channels: text('channels').array(),
    /** Sealed JSON of names and values. */
    headers: bytea('headers'),
    headerNames: text('header_names').array().notNull().default([]),
    enabled: boolean('enabled').notNull().default(true),
    statusReason: text('status_reason'),
    timeoutMs: integer('timeout_ms'),
    retrySchedule: integer('retry_schedule').array(),
    metadata: jsonb('metadata').$type<Record<string, string>>().notNull().default({}),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => [unique('endpoints_tenant_uid').on(t.tenantId, t.uid), index('endpoints_tenant').on(t.tenantId, t.id)],
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
    failingSince: moment('failing_since'),
    lastSuccessAt: moment('last_success_at'),
    closedAt: moment('closed_at'),
  },
  (t) => [index('lanes_closed').on(t.closedAt).where(sql`closed_at is not null`)],
)
