import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, key, moment } from './columns.ts'

/** Stored 2xx answers of POSTs that carried an Idempotency-Key, sealed, written in the mutation's transaction. */
export const idempotentAnswers = pgTable(
  'idempotent_answers',
  {
    key: bytea('key').primaryKey(),
    bodyHash: bytea('body_hash').notNull(),
    status: integer('status').notNull(),
    answer: bytea('answer'),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [index('idempotent_answers_expires_at').on(t.expiresAt)],
)

/** Every mutation, in its own transaction. Partitioned by RANGE (id), a partition a month. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: key(),
    /** Null: the deployment's own. */
    tenantId: uuid('tenant_id'),
    actorKind: text('actor_kind').notNull(),
    actorId: uuid('actor_id'),
    actorName: text('actor_name').notNull(),
    action: text('action').notNull(),
    targetKind: text('target_kind').notNull(),
    targetId: uuid('target_id').notNull(),
    /** Redacted before and after. */
    changes: jsonb('changes').notNull().default({}),
    address: text('address'),
    requestId: text('request_id'),
    at: moment('at').notNull().default(sql`now()`),
  },
  (t) => [index('audit_log_tenant').on(t.tenantId, t.id)],
)
