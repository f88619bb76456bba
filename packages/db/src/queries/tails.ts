import type { DeliveryStatus, ErrorCode } from '@g5/contracts'
import type { Sql } from '../connect.ts'
import { highestId, narrowedBy, type TenantScope, withinBy } from '../tenant-scope.ts'
import { type EventRow, eventColumns } from './events.ts'

/** What can be seen now, for `readSnapshot`, and when that is: whole Unix milliseconds of the database's clock. */
export async function presentSnapshot(sql: Sql): Promise<{ at: number; snapshot: string }> {
  const [now] = await sql<[{ at: number; snapshot: string }]>`
    select floor(extract(epoch from now()) * 1000)::float8 as at, pg_current_snapshot()::text as snapshot`
  return now
}

/** A row with its `xmin`: the transaction that made it as it is. */
export type Stamped<R> = R & { xid: string }

/** Keys that one look gives: of more, the newest. */
const mostKeys = 20_000

/** The newest events from an id on, by their ids. */
export async function newEventIds(sql: Sql, scope: TenantScope, fromId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select e.id from events e where ${ofTenant(sql, scope, fromId)}
      order by ${inOrder(sql, scope, 'desc')} limit ${sql.unsafe(String(mostKeys))}`
  return rows.map(({ id }) => id).reverse()
}

export type TailedEvent = EventRow & { payload: string | null }

export function eventsOf(sql: Sql, ids: readonly string[]): Promise<TailedEvent[]> {
  return sql<TailedEvent[]>`
    select ${eventColumns(sql)}, e.payload from unnest(${ids as string[]}::uuid[]) w(id)
      cross join lateral (select * from events where id = w.id offset 0) e order by e.id`
}

/** A page of what came after an id, oldest first; of these types alone, where they are named. */
export function eventsAfter(
  sql: Sql,
  scope: TenantScope,
  id: string,
  limit: 100,
  types?: string[],
): Promise<Stamped<TailedEvent>[]> {
  const wanted = types ? sql`and e.type = any(${types})` : sql``
  return sql<Stamped<TailedEvent>[]>`
    select ${eventColumns(sql)}, e.payload, e.xmin::text as xid from events e
      where ${ofTenant(sql, scope, id)} and e.id > ${id} ${wanted}
      order by ${inOrder(sql, scope, 'asc')} limit ${sql.unsafe(String(limit))}`
}

/** See `inOrder` of events: an order that only the index of the tenant's ids has. */
function ofTenant(sql: Sql, scope: TenantScope, fromId: string) {
  return 'tenantId' in scope
    ? sql`(e.tenant_id, e.id) >= (${scope.tenantId}, ${fromId}) and (e.tenant_id, e.id) < (${scope.tenantId}, ${highestId})
          and e.id >= ${fromId} and ${narrowedBy(sql, scope)}`
    : sql`e.id >= ${fromId}`
}

function inOrder(sql: Sql, scope: TenantScope, way: 'asc' | 'desc') {
  const to = sql.unsafe(way)
  return 'tenantId' in scope ? sql`e.tenant_id ${to}, e.id ${to}` : sql`e.id ${to}`
}

/** An attempt as the live tail tells of it. */
export interface OutcomeRow {
  /** `delivery:fence`. */
  key: string
  deliveryId: string
  tenantId: string
  eventId: string
  endpointId: string
  eventType: string | null
  status: DeliveryStatus
  number: number
  error: ErrorCode | null
  httpStatus: number | null
  durationMs: number
  startedAt: string
}

/** Attempts that began in the last so many seconds and are recorded, by `delivery:fence`. */
export async function newAttemptKeys(sql: Sql, seconds: number): Promise<string[]> {
  const rows = await sql<{ key: string }[]>`
    select delivery_id || ':' || fence as key from attempts
      where started_at > now() - ${seconds} * interval '1 s' and started_at <= now() + interval '10 s'
      order by started_at desc limit ${sql.unsafe(String(mostKeys))}`
  return rows.map(({ key }) => key).reverse()
}

/** What came of these attempts. */
export function outcomesOf(sql: Sql, scope: TenantScope, keys: readonly string[]): Promise<OutcomeRow[]> {
  const split = keys.map((key) => key.split(':'))
  const [ids, fences] = [split.map(([id = '']) => id), split.map(([, fence]) => Number(fence))]
  return sql<OutcomeRow[]>`
    select ${outcome(sql)}
      from unnest(${ids}::uuid[], ${fences}::int[]) w(id, fence)
      cross join lateral (select * from attempts where delivery_id = w.id and fence = w.fence offset 0) a
      ${whose(sql, scope)} order by a.started_at`
}

/** The attempts that began in a second of the database's clock, oldest first; it lies so many seconds back. */
export function outcomesAgo(
  sql: Sql,
  scope: TenantScope,
  { from, to }: { from: number; to: number },
): Promise<Stamped<OutcomeRow>[]> {
  return sql<Stamped<OutcomeRow>[]>`
    select ${outcome(sql)}, a.xid
      from (select *, xmin::text as xid from attempts
              where started_at > now() - ${from} * interval '1 s' and started_at <= now() - ${to} * interval '1 s'
              order by started_at limit ${sql.unsafe(String(mostKeys))}) a
      ${whose(sql, scope)} order by a.started_at`
}

function outcome(sql: Sql) {
  return sql`a.delivery_id || ':' || a.fence as key, a.delivery_id as "deliveryId", d.tenant_id as "tenantId",
    d.event_id as "eventId", d.endpoint_id as "endpointId", e.type as "eventType", d.status,
    (select count(*)::int from attempts b where b.delivery_id = a.delivery_id and b.fence <= a.fence) as number,
    a.error, a.status as "httpStatus", a.duration_ms as "durationMs", a.started_at::text as "startedAt"`
}

function whose(sql: Sql, scope: TenantScope) {
  return sql`
      cross join lateral (
        select * from deliveries where id = a.delivery_id
          and ${withinBy(sql, scope, sql`tenant_id`, (ids) => sql`endpoint_id = any(${ids}::uuid[])`)} limit 1) d
      left join lateral (select type from events where id = d.event_id offset 0) e on true`
}
