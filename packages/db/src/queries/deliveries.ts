import type { DeliveryReason, DeliveryStatus, ErrorCode } from '@g5/contracts'
import type { Sql } from '../connect.ts'
import { type TenantScope, withinBy } from '../tenant-scope.ts'

/** A delivery as it is shown, wherever its row lies. Times are as Postgres writes them. */
export interface DeliveryRow {
  id: string
  tenantId: string
  eventId: string
  endpointId: string
  eventType: string | null
  status: DeliveryStatus
  reason: DeliveryReason | null
  nextAt: string | null
  since: string
  attempts: number
  error: ErrorCode | null
}

export interface DeliveryFilter {
  after?: string | undefined
  limit: number
  status?: string[] | undefined
  reason?: string[] | undefined
  endpointId?: string[] | undefined
  eventId?: string[] | undefined
  type?: string[] | undefined
  /** Milliseconds since the epoch: inclusive, exclusive. */
  fromId?: string | undefined
  toId?: string | undefined
}

/** Newest first; `limit + 1` rows tell whether there is a next page. */
export function listDeliveries(sql: Sql, scope: TenantScope, filter: DeliveryFilter): Promise<DeliveryRow[]> {
  const { after, limit, status, reason, endpointId, eventId, type, fromId, toId } = filter
  return sql<DeliveryRow[]>`
    with page as (
      select d.* from deliveries d
        where ${within(sql, scope)}
          ${after ? sql`and d.id < ${after}` : sql``}
          ${fromId ? sql`and d.id >= ${fromId}` : sql``}
          ${toId ? sql`and d.id < ${toId}` : sql``}
          ${status ? sql`and d.status = any(${status})` : sql``}
          ${reason ? sql`and d.reason = any(${reason})` : sql``}
          ${endpointId ? sql`and d.endpoint_id = any(${endpointId}::uuid[])` : sql``}
          ${eventId ? sql`and d.event_id = any(${eventId}::uuid[])` : sql``}
          ${type ? sql`and exists (select from events e where e.id = d.event_id and e.type = any(${type}))` : sql``}
        order by d.id desc limit ${limit + 1}
    )
    ${shown(sql)} order by d.id desc`
}

/** The dead letters alone, which have an index of their own. */
export function listDeadLetters(sql: Sql, scope: TenantScope, filter: DeliveryFilter): Promise<DeliveryRow[]> {
  const { after, limit, reason, endpointId, type, fromId, toId } = filter
  return sql<DeliveryRow[]>`
    with page as (
      select d.id, d.tenant_id, d.event_id, d.endpoint_id, d.state::text as status, d.reason, d.next_at,
             d.state_since as since
        from open_deliveries d
        where d.state = 'dead' and ${within(sql, scope)}
          ${after ? sql`and d.id < ${after}` : sql``}
          ${fromId ? sql`and d.id >= ${fromId}` : sql``}
          ${toId ? sql`and d.id < ${toId}` : sql``}
          ${reason ? sql`and d.reason = any(${reason})` : sql``}
          ${endpointId ? sql`and d.endpoint_id = any(${endpointId}::uuid[])` : sql``}
          ${type ? sql`and exists (select from events e where e.id = d.event_id and e.type = any(${type}))` : sql``}
        order by d.id desc limit ${limit + 1}
    )
    ${shown(sql)} order by d.id desc`
}

export async function readDelivery(sql: Sql, scope: TenantScope, id: string): Promise<DeliveryRow | undefined> {
  const [row] = await sql<DeliveryRow[]>`
    with page as (select d.* from deliveries d where d.id = ${id} and ${within(sql, scope)}) ${shown(sql)}`
  return row
}

export interface AttemptRow {
  fence: number
  startedAt: string
  outcome: 'delivered' | 'failed'
  error: ErrorCode | null
  detail: string | null
  status: number | null
  durationMs: number
}

/** Every attempt ever made of a delivery, oldest first: the number that people see is the rank by fence. */
export function listAttempts(sql: Sql, deliveryId: string): Promise<AttemptRow[]> {
  return sql<AttemptRow[]>`
    select fence, started_at::text as "startedAt", outcome, error, detail, status, duration_ms as "durationMs"
      from attempts where delivery_id = ${deliveryId} order by fence`
}

function within(sql: Sql, scope: TenantScope) {
  return withinBy(sql, scope, sql`d.tenant_id`, (ids) => sql`d.endpoint_id = any(${ids}::uuid[])`)
}

function shown(sql: Sql) {
  return sql`
    select d.id, d.tenant_id as "tenantId", d.event_id as "eventId", d.endpoint_id as "endpointId",
           e.type as "eventType", d.status, d.reason, d.next_at::text as "nextAt", d.since::text as since,
           coalesce(a.attempts, 0)::int as attempts, a.error
      from page d
      left join events e on e.id = d.event_id
      left join lateral (
        select count(*) as attempts, (array_agg(error order by fence desc))[1] as error
          from attempts a where a.delivery_id = d.id) a on true`
}
