import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytea, key, moment } from './columns.ts'
import { tenants } from './tenancy.ts'

export const users = pgTable(
  'users',
  {
    id: key(),
    /** Null: an operator of the deployment. */
    tenantId: uuid('tenant_id').references(() => tenants.id),
    uid: text('uid'),
    /** In lower case. */
    email: text('email').notNull().unique(),
    role: text('role').notNull(),
    /** Null: never set; an invite does. */
    passwordHash: text('password_hash'),
    /** Access tokens of an earlier epoch have ended. */
    sessionEpoch: integer('session_epoch').notNull().default(0),
    disabledAt: moment('disabled_at'),
  },
  (t) => [
    unique('users_tenant_uid').on(t.tenantId, t.uid),
    uniqueIndex('users_operator_uid').on(t.uid).where(sql`tenant_id is null`),
    index('users_tenant').on(t.tenantId, t.id),
  ],
)

/** What lets its bearer choose a user's password, once; a user has one at most. */
export const invites = pgTable(
  'invites',
  {
    userId: uuid('user_id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    hash: bytea('hash').notNull().unique(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [index('invites_expires_at').on(t.expiresAt)],
)

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
  (t) => [
    index('refresh_tokens_family').on(t.family),
    index('refresh_tokens_user').on(t.userId),
    index('refresh_tokens_expires_at').on(t.expiresAt),
  ],
)

export const apiKeys = pgTable(
  'api_keys',
  {
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
  },
  (t) => [index('api_keys_tenant').on(t.tenantId, t.id)],
)

/** A customer's look into one tenant, opened by a deployment's credential. Ending it deletes it. */
export const portalSessions = pgTable(
  'portal_sessions',
  {
    id: key(),
    tenantId: uuid('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    /** Who it is for, in the words of its maker. */
    subject: text('subject'),
    capabilities: text('capabilities').array().notNull(),
    /** Null: every endpoint of the tenant. */
    endpointIds: uuid('endpoint_ids').array(),
    /** Until it is exchanged. */
    codeHash: bytea('code_hash').unique(),
    codeExpiresAt: moment('code_expires_at').notNull(),
    /** From then on. */
    tokenHash: bytea('token_hash').unique(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [index('portal_sessions_tenant').on(t.tenantId, t.id), index('portal_sessions_expires_at').on(t.expiresAt)],
)
