import type { Sql } from '../connect.ts'
import { type TenantScope, withinBy } from '../tenant-scope.ts'

export interface EventRow {
  id: string
  tenantId: string
  type: string
  uid: string | null
  channels: string[] | null
  metadata: Record<string, string> | null
  traceparent: string
  requestId: string
}

export interface EventFilter {
  after?: string | undefined
  limit: number
  type?: string[] | undefined
  uid?: string[] | undefined
  fromId?: string | undefined
  toId?: string | undefined
}

/** Newest first; `limit + 1` rows tell whether there is a next page. */
export function listEvents(sql: Sql, scope: TenantScope, filter: EventFilter): Promise<EventRow[]> {
  const { after, limit, type, uid, fromId, toId } = filter
  return sql<EventRow[]>`
    select ${shown(sql)} from events e
      where ${within(sql, scope)}
        ${after ? sql`and e.id < ${after}` : sql``}
        ${fromId ? sql`and e.id >= ${fromId}` : sql``}
        ${toId ? sql`and e.id < ${toId}` : sql``}
        ${type ? sql`and e.type = any(${type})` : sql``}
        ${uid ? sql`and e.uid = any(${uid})` : sql``}
      order by e.id desc limit ${limit + 1}`
}

export async function readEvent(
  sql: Sql,
  scope: TenantScope,
  id: string,
): Promise<(EventRow & { payload: string | null }) | undefined> {
  const [row] = await sql<(EventRow & { payload: string | null })[]>`
    select ${shown(sql)}, e.payload from events e where e.id = ${id} and ${within(sql, scope)}`
  return row
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

/** What endpoints know of an event, they know by their deliveries of it; those lie in its millisecond. */
function within(sql: Sql, scope: TenantScope) {
  return withinBy(
    sql,
    scope,
    sql`e.tenant_id`,
    (ids) => sql`exists (
      select from deliveries d where d.event_id = e.id and d.endpoint_id = any(${ids}::uuid[])
        and d.id between (left(e.id::text, 13) || '-0000-0000-000000000000')::uuid
                     and (left(e.id::text, 13) || '-ffff-ffff-ffffffffffff')::uuid)`,
  )
}

function shown(sql: Sql) {
  return sql`e.id, e.tenant_id as "tenantId", e.type, e.uid, e.channels, e.metadata, e.traceparent,
             e.request_id as "requestId"`
}
