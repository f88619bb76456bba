import { sql } from 'drizzle-orm'
import { bigint, pgTable, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'
import { tenants } from './tenancy.ts'

const ofTenant = () =>
  uuid('tenant_id')
    .primaryKey()
    .references(() => tenants.id, { onDelete: 'cascade' })
const rows = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0)

/** Tenants that are being erased, and how far that has come. The row goes with the tenant, when nothing is left. */
export const erasures = pgTable('erasures', {
  tenantId: ofTenant(),
  startedAt: moment('started_at').notNull().default(sql`now()`),
  events: rows('events'),
  deliveries: rows('deliveries'),
  attempts: rows('attempts'),
  /** Of all other tables. */
  other: rows('other'),
})

/** Up to which event a tenant's payloads have expired. Not in the tenant's row: every event that comes in reads that. */
export const payloadExpiry = pgTable('payload_expiry', {
  tenantId: ofTenant(),
  expiredTo: uuid('expired_to').notNull(),
})
