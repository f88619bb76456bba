import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgSequence,
  pgTable,
  pgView,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, key, moment } from './columns.ts'

/** The order in which deliveries were accepted, for the lanes that keep it. */
export const deliveryOrder = pgSequence('delivery_order', { cache: 1 })

export const openState = pgEnum('open_state', ['pending', 'queued', 'held', 'dead'])
export const settledOutcome = pgEnum('settled_outcome', ['delivered', 'cancelled'])
export const attemptOutcome = pgEnum('attempt_outcome', ['delivered', 'failed'])

/** Partitioned by RANGE (id), a partition a week. */
export const events = pgTable(
  'events',
  {
    id: key(),
    tenantId: uuid('tenant_id').notNull(),
    type: text('type').notNull(),
    uid: text('uid'),
    /** Byte for byte as the client wrote it, and as it is signed. */
    payload: text('payload'),
    channels: jsonb('channels').$type<string[]>(),
    metadata: jsonb('metadata').$type<Record<string, string>>(),
    /** Ids (internal) or uids of the endpoints that it was for; null: for all that want it. */
    endpointIds: jsonb('endpoint_ids').$type<string[]>(),
    traceparent: text('traceparent').notNull(),
    requestId: text('request_id').notNull(),
    /** How many it had when it was accepted; null: of an event from before they were counted. */
    deliveries: integer('deliveries'),
    /** Null: at once. */
    deliverAt: moment('deliver_at'),
    /** When what is not delivered is cancelled; null: never. */
    expiresAt: moment('expires_at'),
  },
  (t) => [
    index('events_tenant').on(t.tenantId, t.id),
    index('events_unmatched').on(t.tenantId, t.id).where(sql`deliveries = 0`),
    index('events_uid').on(t.uid, t.tenantId, t.id).where(sql`uid is not null`),
  ],
)

/** Events that expire, until what waits of them is cancelled: a list of work, so that nobody looks through all events. */
export const eventExpiries = pgTable(
  'event_expiries',
  { eventId: uuid('event_id').primaryKey(), expiresAt: moment('expires_at').notNull() },
  (t) => [index('event_expiries_at').on(t.expiresAt)],
)

/** All that may still change: small, unpartitioned, narrow. */
export const openDeliveries = pgTable(
  'open_deliveries',
  {
    id: key(),
    tenantId: uuid('tenant_id').notNull(),
    eventId: uuid('event_id').notNull(),
    endpointId: uuid('endpoint_id').notNull(),
    lane: integer('lane').notNull(),
    state: openState('state').notNull(),
    /** Due when it has passed by the database's clock; the lease's end while queued; null while held or dead. */
    nextAt: moment('next_at'),
    /** Plus one at each hand-out, cancel and replay; never reset. */
    fence: integer('fence').notNull(),
    /** A success of an attempt older than this no longer counts. 0: it was never replayed, nor made by a replay. */
    replayFence: integer('replay_fence').notNull().default(0),
    /** Failures since the schedule began. */
    step: smallint('step').notNull().default(0),
    /** Its place in a lane that is delivered in order; null in any other, and for an event of a later moment. */
    seq: bigint('seq', { mode: 'number' }),
    stateSince: moment('state_since').notNull().default(sql`now()`),
    reason: text('reason'),
    /** What holds it: a hold, or its suspended tenant, by id. Null for anything else, a disabled endpoint included. */
    holdId: uuid('hold_id'),
  },
  (t) => [
    index('open_deliveries_due').on(t.lane, t.nextAt),
    index('open_deliveries_order').on(t.lane, t.seq).where(sql`seq is not null and next_at is not null`),
    index('open_deliveries_tenant').on(t.tenantId, t.id),
    index('open_deliveries_held').on(t.tenantId, t.id).where(sql`state = 'held'`),
    index('open_deliveries_dead').on(t.tenantId, t.id).where(sql`state = 'dead'`),
    index('open_deliveries_hold').on(t.holdId, t.lane, t.id).where(sql`hold_id is not null`),
    index('open_deliveries_held_lane').on(t.lane).where(sql`hold_id is not null`),
  ],
)

/** Append-only history, partitioned like events. */
export const settledDeliveries = pgTable(
  'settled_deliveries',
  {
    id: key(),
    tenantId: uuid('tenant_id').notNull(),
    eventId: uuid('event_id').notNull(),
    endpointId: uuid('endpoint_id').notNull(),
    lane: integer('lane').notNull(),
    outcome: settledOutcome('outcome').notNull(),
    fence: integer('fence').notNull(),
    reason: text('reason'),
    settledAt: moment('settled_at').notNull().default(sql`now()`),
  },
  (t) => [index('settled_deliveries_tenant').on(t.tenantId, t.id)],
)

/** Partitioned by RANGE (delivery_id), which lies in its event's week. */
export const attempts = pgTable(
  'attempts',
  {
    deliveryId: uuid('delivery_id').notNull(),
    fence: integer('fence').notNull(),
    startedAt: moment('started_at').notNull(),
    outcome: attemptOutcome('outcome').notNull(),
    error: text('error'),
    detail: text('detail'),
    status: smallint('status'),
    durationMs: integer('duration_ms').notNull(),
    /** Milliseconds: DNS, connect, TLS, first byte. */
    timings: integer('timings').array(),
    /** The first 16 KiB of the answer, as the stranger sent them. */
    body: bytea('body'),
  },
  (t) => [
    primaryKey({ columns: [t.deliveryId, t.fence] }),
    // Rows come in the order of time, so a range of pages says all; an insert into the newest costs next to nothing.
    index('attempts_started').using('brin', t.startedAt).with({ autosummarize: true, pages_per_range: 16 }),
  ],
)

export const deliveries = pgView('deliveries', {
  id: uuid('id').notNull(),
  tenantId: uuid('tenant_id').notNull(),
  eventId: uuid('event_id').notNull(),
  endpointId: uuid('endpoint_id').notNull(),
  status: text('status').notNull(),
  reason: text('reason'),
  nextAt: moment('next_at'),
  since: moment('since').notNull(),
}).as(sql`
  select id, tenant_id, event_id, endpoint_id, state::text as status, reason, next_at, state_since as since
    from open_deliveries
  union all
  select id, tenant_id, event_id, endpoint_id, outcome::text as status, reason, null::timestamptz, settled_at
    from settled_deliveries`)

/** What makes a repeated `uid` or `Idempotency-Key` answer with the first event. */
export const dedup = pgTable(
  'dedup',
  {
    /** The first 16 bytes of SHA-256(tenant, scope, key). */
    key: bytea('key').primaryKey(),
    bodyHash: bytea('body_hash').notNull(),
    eventId: uuid('event_id').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [index('dedup_expires_at').on(t.expiresAt)],
)

/** One row, written by the dispatcher's leader: may ingest hand rows straight to the queue? */
export const directPath = pgTable('direct_path', {
  one: boolean('one').primaryKey().default(true),
  openUntil: moment('open_until').notNull().default(sql`'-infinity'`),
  rowsPerPod: integer('rows_per_pod').notNull().default(0),
})
