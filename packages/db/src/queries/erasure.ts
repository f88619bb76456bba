import { dedupKey } from '@g5/core'
import { asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { apiKeys, erasures, users } from '../schema/index.ts'
import { textArray } from './moves.ts'
import { among } from './payloads.ts'
import { endPortalSessions } from './portal-sessions.ts'
import { updateTenant } from './tenants.ts'

/** Rows that were erased. */
export type Erased = Record<'events' | 'deliveries' | 'attempts' | 'other', number>

/**
 * Ends a tenant: nothing is accepted for it, sent for it or let in as it from the commit on, and its names are free.
 * The caller has locked it.
 * @returns the lanes it closed
 */
export async function beginErasure(tx: Tx, tenantId: string): Promise<number[]> {
  await updateTenant(tx, tenantId, { status: 'erasing', slug: null, uid: null })
  await tx
    .update(apiKeys)
    .set({ revokedAt: sql`coalesce(${apiKeys.revokedAt}, now())` })
    .where(eq(apiKeys.tenantId, tenantId))
  await tx
    .update(users)
    .set({ disabledAt: sql`coalesce(${users.disabledAt}, now())` })
    .where(eq(users.tenantId, tenantId))
  await endPortalSessions(tx, tenantId)
  await tx.insert(erasures).values({ tenantId })
  return closeEndpoints(tx, tenantId)
}

/** Lanes are locked in their order, as by everybody who changes several. */
async function closeEndpoints(tx: Tx, tenantId: string): Promise<number[]> {
  const rows = await tx.execute<{ lane: number }>(sql`
    with l as (
      select l.lane from lanes l join endpoints e on e.lane = l.lane where e.tenant_id = ${tenantId}
        order by l.lane for update of l
    ), gone as (
      delete from endpoints e using l where e.lane = l.lane returning e.lane
    )
    update lanes set closed_at = now() from gone where lanes.lane = gone.lane returning lanes.lane`)
  return rows.map(({ lane }) => lane)
}

export async function tenantsToErase(tx: Tx): Promise<string[]> {
  const rows = await tx.select({ id: erasures.tenantId }).from(erasures).orderBy(asc(erasures.startedAt))
  return rows.map(({ id }) => id)
}

/** Longer than any statement, or any attempt and its recording, that had begun before the tenant ended. */
const lastingSeconds = 90

/**
 * An erasure, held by this transaction. `quiet`: nothing of the tenant is under way any more.
 * Whatever is planned in it finds its rows by index: a table that is read whole would be read for every chunk.
 */
export async function holdErasure(tx: Tx, tenantId: string): Promise<(Erased & { quiet: boolean }) | undefined> {
  await tx.execute(sql`select set_config('enable_seqscan', 'off', true)`)
  const [row] = await tx
    .select({
      ...{ events: erasures.events, deliveries: erasures.deliveries },
      ...{ attempts: erasures.attempts, other: erasures.other },
      quiet: sql<boolean>`${erasures.startedAt} < now() - ${lastingSeconds} * interval '1 s'`,
    })
    .from(erasures)
    .where(eq(erasures.tenantId, tenantId))
    .for('update', { skipLocked: true })
  return row
}

export async function noteErased(tx: Tx, tenantId: string, erased: Partial<Erased>): Promise<void> {
  const { events = 0, deliveries = 0, attempts = 0, other = 0 } = erased
  await tx
    .update(erasures)
    .set({
      events: sql`${erasures.events} + ${events}`,
      deliveries: sql`${erasures.deliveries} + ${deliveries}`,
      attempts: sql`${erasures.attempts} + ${attempts}`,
      other: sql`${erasures.other} + ${other}`,
    })
    .where(eq(erasures.tenantId, tenantId))
}

/** Erases at most `limit` rows of what it is for. */
export interface ErasureStep {
  /** Only once nothing of the tenant is under way: what came later would be found by nobody. */
  whenQuiet: boolean
  erase(tx: Tx, tenantId: string, limit: number): Promise<Partial<Erased>>
}

/** Tables with a column `tenant_id`, and what their rows are known by. What others refer to comes after those. */
const plainTables: readonly (readonly [table: string, key: string])[] = [
  ['api_keys', 'id'],
  ['users', 'id'],
  ['bulks', 'id'],
  ['holds', 'id'],
  ['idempotent_answers', 'key'],
  ['operational_outbox', 'id'],
  ['audit_log', 'id'],
]

/** All that {@link erasureSteps} and {@link finishErasure} empty; what refers to tenants with ON DELETE CASCADE follows. */
export const erasedTables: readonly string[] = [
  ...plainTables.map(([table]) => table),
  ...['endpoints', 'lanes', 'open_deliveries', 'settled_deliveries', 'events', 'roll_ups'],
]

/** In this order. What an event's other rows are found by goes last. */
export const erasureSteps: readonly ErasureStep[] = [
  { whenQuiet: false, erase: async (tx, id) => ({ other: (await closeEndpoints(tx, id)).length }) },
  ...plainTables.map(([table, key]) => ({ whenQuiet: false, erase: rowsOf(table, key) })),
  { whenQuiet: false, erase: eraseThrottles },
  { whenQuiet: false, erase: deliveriesIn('open_deliveries') },
  { whenQuiet: true, erase: deliveriesIn('settled_deliveries') },
  { whenQuiet: true, erase: eraseEvents },
  { whenQuiet: true, erase: eraseRollUps },
]

/** The last of a tenant: what an empty one is left with. */
export async function finishErasure(tx: Tx, tenantId: string): Promise<void> {
  await tx.execute(sql`delete from lanes where tenant_id = ${tenantId} and closed_at is not null`)
  await tx.execute(sql`delete from tenants where id = ${tenantId} and status = 'erasing'`)
}

function rowsOf(table: string, key: string): ErasureStep['erase'] {
  const [from, id] = [sql.identifier(table), sql.identifier(key)]
  return async (tx, tenantId, limit) => {
    const { count } = await tx.execute(sql`
      delete from ${from} where ${id} in (select ${id} from ${from} where tenant_id = ${tenantId} limit ${limit})`)
    return { other: count }
  }
}

async function eraseThrottles(tx: Tx, tenantId: string, limit: number): Promise<Partial<Erased>> {
  const { count } = await tx.execute(sql`
    delete from operational_throttle where (subject_id, type) in (
      select t.subject_id, t.type from operational_throttle t
        join (select ${tenantId}::uuid as id
              union all select endpoint_id from lanes where tenant_id = ${tenantId} and closed_at is not null) s
          on s.id = t.subject_id
        limit ${limit})`)
  return { other: count }
}

/** With their attempts, which say by nothing but the delivery whose they are. */
function deliveriesIn(table: 'open_deliveries' | 'settled_deliveries'): ErasureStep['erase'] {
  const from = sql.identifier(table)
  return async (tx, tenantId, limit) => {
    const rows = await tx.execute<{ id: string }>(sql`
      select id from ${from} where tenant_id = ${tenantId} order by id limit ${limit} for update`)
    if (rows.length === 0) return {}
    const ids = rows.map(({ id }) => id)
    const attempts = await tx.execute(sql`delete from attempts where ${among('delivery_id', ids)}`)
    const deliveries = await tx.execute(sql`delete from ${from} where ${among('id', ids)}`)
    return { deliveries: deliveries.count, attempts: attempts.count }
  }
}

/** With what makes a repeated uid answer with the event. What does so for an Idempotency-Key is a hash that expires. */
async function eraseEvents(tx: Tx, tenantId: string, limit: number): Promise<Partial<Erased>> {
  const rows = await tx.execute<{ id: string; uid: string | null }>(sql`
    select id, uid from events where tenant_id = ${tenantId} order by id limit ${limit} for update`)
  if (rows.length === 0) return {}
  const keys = rows.flatMap(({ uid }) => (uid === null ? [] : dedupKey(tenantId, { by: 'uid', key: uid })))
  const other = await tx.execute(sql`
    delete from dedup where key in (select decode(hex, 'hex') from unnest(${textArray(keys)}) hex)`)
  const ids = rows.map(({ id }) => id)
  const events = await tx.execute(sql`delete from events where ${among('id', ids)}`)
  return { events: events.count, other: other.count }
}

/** Statistics lie by time: a look by key for each minute and hour that is kept costs less than an index for this alone. */
async function eraseRollUps(tx: Tx, tenantId: string, limit: number): Promise<Partial<Erased>> {
  const { count } = await tx.execute(sql`
    delete from roll_ups where ctid in (
      select r.ctid
        from (select 'minute'::roll_up_grain as grain, 1 as step, 3 as days union all select 'hour', 60, 92) g
        cross join lateral (
          select floor(extract(epoch from now()) / 3600)::int * 60 + 120 - n * g.step as minute
            from generate_series(0, (g.days * 1440 + 180) / g.step) n) m
        cross join unnest(enum_range(null::roll_up_kind)) kind
        cross join lateral (
          select ctid from roll_ups
            where grain = g.grain and minute = m.minute and roll_ups.kind = kind.kind and tenant_id = ${tenantId} offset 0) r
        limit ${limit})`)
  return { other: count }
}
