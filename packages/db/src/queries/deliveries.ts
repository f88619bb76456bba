import type { DeliveryReason, DeliveryStatus, ErrorCode } from '@g5/contracts'
import type { Sql } from '../connect.ts'
import { lowestId, narrowedBy, type TenantScope, withinBy } from '../tenant-scope.ts'
import { type Fragment, sources } from './delivery-sources.ts'
import { type LookRow, lookOf, type Place, type Scanned, scan } from './scan.ts'

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

export interface DeliveryFilter extends Place {
  status?: readonly DeliveryStatus[] | undefined
  reason?: string[] | undefined
  endpointId?: string[] | undefined
  eventId?: string[] | undefined
  type?: string[] | undefined
  /** Of the last attempt. */
  errorCode?: string[] | undefined
  /** Of the last attempt: the first digit of its HTTP status, 0 for one that was not answered. */
  statusClass?: number[] | undefined
  /** Inclusive and exclusive. */
  fromId?: string | undefined
  toId?: string | undefined
}

/** Newest first. */
export function listDeliveries(sql: Sql, scope: TenantScope, filter: DeliveryFilter): Promise<Scanned<DeliveryRow>> {
  const { reason = null, endpointId = null, type = null, errorCode = null, statusClass = null, toId } = filter
  const { status = null, fromId = lowestId } = filter
  const after = filter.after !== undefined && toId !== undefined && toId < filter.after ? toId : (filter.after ?? toId)
  return scan({ ...filter, after }, async (after, size, wanted) => {
    const rows = await sql<(DeliveryRow & LookRow)[]>`
      with seen as materialized (
        select * from (${sources(sql, scope, filter, { after, fromId, size })}) d
          order by d.id desc limit ${sql.unsafe(String(size))}
      ), page as (
        select d.* from seen d
          where ${narrowedBy(sql, scope, ofEndpoints(sql))}
            and (${status as string[] | null}::text[] is null or d.status = any(${status as string[] | null}::text[]))
            and (${reason}::text[] is null or d.reason = any(${reason}::text[]))
            and (${endpointId}::uuid[] is null or d.endpoint_id = any(${endpointId}::uuid[]))
            and (${type}::text[] is null
                 or (select e.type from events e where e.id = d.event_id) = any(${type}::text[]))
            and (${errorCode}::text[] is null or ${ofLastAttempt(sql, sql`a.error`)} = any(${errorCode}::text[]))
            and (${statusClass}::int[] is null
                 or ${ofLastAttempt(sql, sql`coalesce(a.status / 100, 0)`)} = any(${statusClass}::int[]))
          order by d.id desc limit ${wanted}
      )
      select s.looked, s.lowest, p.*
        from (select count(*)::int as looked, (select id from seen order by id limit 1) as lowest from seen) s
        left join (${shown(sql)}) p on true order by p.id desc`
    return lookOf(rows)
  })
}

/** The dead letters alone, which have an index of their own. */
export function listDeadLetters(sql: Sql, scope: TenantScope, filter: DeliveryFilter): Promise<Scanned<DeliveryRow>> {
  return listDeliveries(sql, scope, { ...filter, status: ['dead'] })
}

function ofLastAttempt(sql: Sql, what: Fragment) {
  return sql`(select ${what} from attempts a where a.delivery_id = d.id order by a.fence desc limit 1)`
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
  /** Milliseconds: DNS, connect, TLS, first byte; null for a phase that did not happen. */
  timings: (number | null)[] | null
}

/** Every attempt ever made of a delivery, oldest first: the number that people see is the rank by fence. */
export function listAttempts(sql: Sql, deliveryId: string): Promise<AttemptRow[]> {
  return sql<AttemptRow[]>`
    select ${ofAttempt(sql)} from attempts a where a.delivery_id = ${deliveryId} order by a.fence`
}

/** One attempt, with what of its endpoint is known to have been the same then. */
export interface AttemptDetailRow extends AttemptRow {
  tenantId: string
  eventId: string
  traceparent: string | null
  /** The first 16 KiB of the answer; null: none, or erased. */
  body: Buffer | null
  /** Null: the endpoint was changed since, or is gone. */
  url: string | null
  headerNames: string[] | null
}

/** @param number its rank among the attempts of the delivery, from 1 */
export async function readAttempt(
  sql: Sql,
  scope: TenantScope,
  deliveryId: string,
  number: number,
): Promise<AttemptDetailRow | undefined> {
  const [row] = await sql<AttemptDetailRow[]>`
    select ${ofAttempt(sql)}, d.tenant_id as "tenantId", d.event_id as "eventId", e.traceparent, a.body, p.url,
           p.header_names as "headerNames"
      from deliveries d
      cross join lateral (
        select * from attempts where delivery_id = d.id order by fence offset ${number - 1} limit 1) a
      left join events e on e.id = d.event_id
      left join endpoints p on p.id = d.endpoint_id and p.updated_at < a.started_at
      where d.id = ${deliveryId} and ${within(sql, scope)}`
  return row
}

function ofAttempt(sql: Sql) {
  return sql`a.fence, a.started_at::text as "startedAt", a.outcome, a.error, a.detail, a.status,
             a.duration_ms as "durationMs", a.timings`
}

function within(sql: Sql, scope: TenantScope) {
  return withinBy(sql, scope, sql`d.tenant_id`, ofEndpoints(sql))
}

function ofEndpoints(sql: Sql) {
  return (ids: string[]) => sql`d.endpoint_id = any(${ids}::uuid[])`
}

/** Of the deliveries in `page`. By key, one by one: a join would be free to read history whole. */
function shown(sql: Sql) {
  return sql`
    select d.id, d.tenant_id as "tenantId", d.event_id as "eventId", d.endpoint_id as "endpointId",
           e.type as "eventType", d.status, d.reason, d.next_at::text as "nextAt", d.since::text as since,
           coalesce(a.attempts, 0)::int as attempts, a.error
      from page d
      left join lateral (select type from events where id = d.event_id offset 0) e on true
      left join lateral (
        select count(*) as attempts, (array_agg(error order by fence desc))[1] as error
          from attempts a where a.delivery_id = d.id) a on true`
}
