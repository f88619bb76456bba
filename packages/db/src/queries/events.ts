import type { Sql } from '../connect.ts'
import { lowestId, narrowedBy, type TenantScope, withinBy } from '../tenant-scope.ts'
import { type LookRow, lookOf, type Place, type Scanned, scan } from './scan.ts'

export interface EventRow {
  id: string
  tenantId: string
  type: string
  uid: string | null
  channels: string[] | null
  metadata: Record<string, string> | null
  traceparent: string
  requestId: string
  /** As Postgres writes times. */
  deliverAt: string | null
  expiresAt: string | null
  /** It had no delivery when it was accepted. */
  unmatched: boolean
}

/** With its payload, unless that is gone, and the endpoints that it was for, unless for all. */
export type WholeEventRow = EventRow & { payload: string | null; endpointIds: string[] | null }

export interface EventFilter extends Place {
  type?: string[] | undefined
  uid?: string[] | undefined
  /** Inclusive and exclusive. */
  fromId?: string | undefined
  toId?: string | undefined
  /** Only those that had no delivery when they were accepted. */
  unmatched?: boolean | undefined
  find?: EventSearch | undefined
}

export interface EventSearch {
  /** What was typed. */
  text: string
  /** When it is the id of an event. */
  id?: string | undefined
  /** Looks into payloads too, from this id on. */
  payloadsFromId?: string | undefined
}

/**
 * Newest first. A search for an id finds that event; for a uid, the events that have it; for anything else, events with
 * a value in their metadata that starts with it, or with it somewhere in their payload, letter by letter.
 */
export async function listEvents(sql: Sql, scope: TenantScope, filter: EventFilter): Promise<Scanned<EventRow>> {
  const { find, toId } = filter
  const place = { ...filter, after: lower(filter.after, toId) }
  if (find?.id !== undefined) return scan(place, look(sql, scope, { ...filter, find: undefined }, { id: find.id }))
  if (filter.uid) return scan(place, look(sql, scope, filter, { uid: filter.uid }))
  if (find && (await hasUid(sql, scope, find.text, place.after)))
    return scan(place, look(sql, scope, { ...filter, find: undefined }, { uid: [find.text] }))
  return scan(place, look(sql, scope, filter, {}))
}

/** The lower of two bounds that are exclusive. */
function lower(a: string | undefined, b: string | undefined): string | undefined {
  return a !== undefined && b !== undefined && b < a ? b : (a ?? b)
}

/** Below the cursor, so that one that is posted while paging does not change what is searched for. */
async function hasUid(sql: Sql, scope: TenantScope, uid: string, after: string | undefined): Promise<boolean> {
  const rows = await sql`
    select 1 from (select e.id from events e where e.uid = ${uid} and ${within(sql, scope)} offset 0) e
      ${after ? sql`where e.id < ${after}` : sql``} limit 1`
  return rows.length === 1
}

/** What leads to the rows: the order of the tenant's ids unless told. */
interface Lead {
  id?: string
  uid?: string[]
}

function look(sql: Sql, scope: TenantScope, filter: EventFilter, lead: Lead) {
  const { type = null, uid = null, unmatched = false, find, fromId = lowestId } = filter
  // Within a tenant the unmatched have an index of their own.
  const leadsUnmatched = unmatched && 'tenantId' in scope
  return async (after: string, size: number, wanted: number) => {
    const range = { after, fromId, size }
    const seen = lead.id
      ? sql`select e.* from events e where e.id = ${lead.id} and e.id < ${after} and e.id >= ${fromId}
              and ${within(sql, scope)}`
      : lead.uid
        ? byUid(sql, scope, lead.uid, range)
        : sql`${inOrder(sql, scope, range, leadsUnmatched)}`
    const rows = await sql<(EventRow & LookRow)[]>`
      with seen as materialized (
        select e.id, e.tenant_id, e.type, e.uid, e.channels, e.metadata, e.traceparent, e.request_id,
               e.deliver_at, e.expires_at, e.deliveries,
               (${type}::text[] is null or e.type = any(${type}::text[]))
                 and (${uid}::text[] is null or e.uid = any(${uid}::text[]))
                 and (not ${unmatched}::bool or e.deliveries = 0)
                 and ${find ? found(sql, find) : sql`true`}
                 and ${narrowedBy(sql, scope, ofEndpoints(sql))} as hit
          from (${seen}) e
      ), hit as (
        select e.* from seen e where e.hit order by e.id desc limit ${wanted}
      )
      select s.looked, s.lowest, ${eventColumns(sql)}
        from (select count(*)::int as looked, (select id from seen order by id limit 1) as lowest from seen) s
        left join hit e on true order by e.id desc`
    return lookOf(rows)
  }
}

interface Range {
  after: string
  fromId: string
  size: number
}

/**
 * By the index of the tenant's ids and no other: the order asked for is one that only it has, so that no plan walks
 * through strangers' rows, however few the tenant's are.
 */
function inOrder(sql: Sql, scope: TenantScope, { after, fromId, size }: Range, unmatched: boolean) {
  const range =
    'tenantId' in scope
      ? sql`(e.tenant_id, e.id) < (${scope.tenantId}, ${after}) and (e.tenant_id, e.id) >= (${scope.tenantId}, ${fromId})`
      : sql`e.id < ${after} and e.id >= ${fromId}`
  return sql`
    select e.* from events e
      where ${range} ${unmatched ? sql`and e.deliveries = 0` : sql``}
      order by ${'tenantId' in scope ? sql`e.tenant_id desc,` : sql``} e.id desc limit ${sql.unsafe(String(size))}`
}

/** By the index of uids: the range is applied behind it, or a plan might walk through that instead. */
function byUid(sql: Sql, scope: TenantScope, uids: readonly string[], { after, fromId, size }: Range) {
  const limit = sql.unsafe(String(size))
  return sql`
    select e.* from (select distinct unnest(${uids as string[]}::text[]) as uid) u
      cross join lateral (select * from events e where e.uid = u.uid and ${within(sql, scope)} offset 0) e
      where e.id < ${after} and e.id >= ${fromId}
      order by e.id desc limit ${limit}`
}

/** Of an event `e`: what was typed is somewhere in it. No pattern, so nothing that was typed means anything else. */
function found(sql: Sql, { text, payloadsFromId }: EventSearch) {
  return sql`(
    exists (select from jsonb_each_text(e.metadata) m where starts_with(m.value, ${text}))
    ${payloadsFromId ? sql`or (e.id >= ${payloadsFromId} and strpos(e.payload, ${text}) > 0)` : sql``})`
}

export async function readEvent(sql: Sql, scope: TenantScope, id: string): Promise<WholeEventRow | undefined> {
  const [row] = await sql<WholeEventRow[]>`
    select ${eventColumns(sql)}, e.payload, e.endpoint_ids as "endpointIds" from events e where e.id = ${id} and ${within(sql, scope)}`
  return row
}

/**
 * Some events, newest first, until their payloads together have so many bytes: the one that goes beyond is the last. What a
 * payload weighs is known without reading it, so those that are left out cost nothing.
 * @param maxBytes null: all of them, without their payloads
 */
export function readEvents(
  sql: Sql,
  scope: TenantScope,
  ids: readonly string[],
  maxBytes: number | null,
): Promise<WholeEventRow[]> {
  const payload = maxBytes === null ? sql`null::text` : sql`e.payload`
  return sql<WholeEventRow[]>`
    select ${eventColumns(sql)}, ${payload} as payload, e.endpoint_ids as "endpointIds"
      from (
        select e.*, sum(octet_length(${payload}))
                      over (order by e.id desc rows between unbounded preceding and 1 preceding) as before
          from events e where e.id = any(${ids as string[]}::uuid[]) and ${within(sql, scope)}) e
      where ${maxBytes}::bigint is null or coalesce(e.before, 0) < ${maxBytes} order by e.id desc`
}

/** How many deliveries an event was accepted with; null when it is gone, or from before they were counted. */
export async function deliveriesAtBirth(sql: Sql, eventId: string): Promise<number | null> {
  const [row] = await sql<{ deliveries: number | null }[]>`select deliveries from events where id = ${eventId}`
  return row?.deliveries ?? null
}

/** Deliveries of an event by status, as far as the scope goes. They lie in the event's own range of ids. */
export async function countDeliveries(sql: Sql, scope: TenantScope, eventId: string): Promise<Record<string, number>> {
  const millisecond = `${eventId.slice(0, 13)}`
  const [lowest, highest] = [`${millisecond}-0000-0000-000000000000`, `${millisecond}-ffff-ffff-ffffffffffff`]
  const visible = withinBy(sql, scope, sql`tenant_id`, (ids) => sql`endpoint_id = any(${ids}::uuid[])`)
  const rows = await sql<{ status: string; count: number }[]>`
    select status, count(*)::int as count from deliveries
      where id between ${lowest} and ${highest} and event_id = ${eventId} and ${visible} group by status`
  return Object.fromEntries(rows.map((row) => [row.status, row.count]))
}

function within(sql: Sql, scope: TenantScope) {
  return withinBy(sql, scope, sql`e.tenant_id`, ofEndpoints(sql))
}

/** What endpoints know of an event, they know by their deliveries of it; those lie in its millisecond. */
function ofEndpoints(sql: Sql) {
  return (ids: string[]) => sql`exists (
      select from deliveries d where d.event_id = e.id and d.endpoint_id = any(${ids}::uuid[])
        and d.id between (left(e.id::text, 13) || '-0000-0000-000000000000')::uuid
                     and (left(e.id::text, 13) || '-ffff-ffff-ffffffffffff')::uuid)`
}

/** Of an event `e`, as an {@link EventRow}. */
export function eventColumns(sql: Sql) {
  return sql`e.id, e.tenant_id as "tenantId", e.type, e.uid, e.channels, e.metadata, e.traceparent,
             e.request_id as "requestId", e.deliver_at::text as "deliverAt", e.expires_at::text as "expiresAt",
             coalesce(e.deliveries = 0, false) as unmatched`
}
