import { sql } from 'drizzle-orm'
import { bigint, boolean, integer, jsonb, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'

export const rollUpGrain = pgEnum('roll_up_grain', ['minute', 'hour'])
/** `type`: of events, within a tenant. */
export const rollUpKind = pgEnum('roll_up_kind', ['deployment', 'tenant', 'type', 'endpoint'])

/** What each record said of its attempts, in its own statement; maintenance folds the rows into roll-ups and deletes them. */
export const attemptTallies = pgTable('attempt_tallies', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  /** When the attempts were recorded: each started so and so long before. */
  at: moment('at').notNull().default(sql`now()`),
  /** As `packTally` writes them. */
  attempts: text('attempts').notNull(),
  /** Places, from 1, of those that were recorded; null: all of them. The rest were known already. */
  counted: integer('counted').array(),
  /** Places of those whose delivery became a dead letter; null: none. */
  died: integer('died').array(),
})

/**
 * What happened to a subject in a minute or an hour. Times are Unix minutes: a number is what the fold computes with,
 * and half as wide in the key.
 */
export const rollUps = pgTable(
  'roll_ups',
  {
    grain: rollUpGrain('grain').notNull(),
    /** The Unix minute that it begins with. */
    minute: integer('minute').notNull(),
    kind: rollUpKind('kind').notNull(),
    /** All zeros for the deployment. */
    tenantId: uuid('tenant_id').notNull(),
    /** An event type, an endpoint's id, or nothing. */
    subject: text('subject').notNull(),
    events: integer('events').notNull(),
    delivered: integer('delivered').notNull(),
    failed: integer('failed').notNull(),
    dead: integer('dead').notNull(),
    /** A `LatencyHistogram`. */
    latency: integer('latency').array().notNull(),
    /** Another: how late first attempts began. Empty as well where it was not counted yet. */
    firstAttemptDelay: integer('first_attempt_delay').array().notNull().default(sql`'{}'`),
    /** Failed attempts by error; null: none. */
    errors: jsonb('errors').$type<Record<string, number>>(),
    lastError: text('last_error'),
    lastFailedAt: moment('last_failed_at'),
  },
  (t) => [primaryKey({ columns: [t.grain, t.minute, t.kind, t.tenantId, t.subject] })],
)

/** One row: how far the fold has come. Who holds it folds. */
export const rollUpProgress = pgTable('roll_up_progress', {
  one: boolean('one').primaryKey().default(true),
  foldedAt: moment('folded_at'),
  /** The newest tally that was ever folded. */
  talliesSeen: bigint('tallies_seen', { mode: 'number' }).notNull().default(0),
  /** The one it was at `talliesRipenAt`, when statements with an older one may still have been under way. */
  talliesRipening: bigint('tallies_ripening', { mode: 'number' }).notNull().default(0),
  talliesRipenAt: moment('tallies_ripen_at').notNull().default(sql`now()`),
  /** Tallies up to this one are all folded, so that no fold walks over what others have deleted. */
  talliesDone: bigint('tallies_done', { mode: 'number' }).notNull().default(0),
  /** Events of minutes before this one were counted after their minute was over … */
  eventsCounted: integer('events_counted').notNull(),
  /** … and of minutes before this one again, when no statement could bring one any more. */
  eventsSettled: integer('events_settled').notNull(),
})
