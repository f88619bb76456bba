import { sql } from 'drizzle-orm'
import { boolean, pgTable, uuid } from 'drizzle-orm/pg-core'

/**
 * One row: the lowest id that is kept of events, and so of deliveries and attempts. It only ever rises, and what is below
 * is on its way out: whoever revives a delivery reads it FOR SHARE in the same statement, and leaves what is below alone.
 */
export const retainedFrom = pgTable('retained_from', {
  one: boolean('one').primaryKey().default(true),
  id: uuid('id').notNull().default(sql`'00000000-0000-0000-0000-000000000000'`),
})

/** Dead letters that were told of as `g5.dead_letter.expiring`, until they are gone. */
export const expiringTold = pgTable('expiring_told', { deliveryId: uuid('delivery_id').primaryKey() })
