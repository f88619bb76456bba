import type { Hint } from '@g5/contracts'
import type { Sql } from '../connect.ts'
import { hasStarted } from './circuits.ts'

/** One delivery as its attempt needs it. */
export interface LoadedDelivery {
  id: string
  fence: number
  lane: number
  tenantId: string
  endpointId: string
  eventId: string
  /** Failures since its schedule began. */
  step: number
  /** Milliseconds of the lease that are left. */
  leaseMs: number
  /** Null: the event is gone or erased. */
  payload: string | null
  eventType: string | null
  traceparent: string | null
  requestId: string | null
}

export interface LoadedEndpoint {
  id: string
  lane: number
  url: string
  enabled: boolean
  circuit: 'closed' | 'open' | 'half_open'
  /** What it may have in flight is bounded: it keeps an order, or its circuit is not closed for good. */
  bounded: boolean
  /** Sealed JSON, in base64. */
  headers: string | null
  timeoutMs: number | null
  retrySchedule: number[] | null
  /** Sealed, in base64, newest first: the present one and those within their overlap. */
  secrets: { id: string; sealed: string }[]
}

/** The rows of these hints that are still theirs to send: queued, and of this very hand-out. */
export function loadDeliveries(sql: Sql, hints: readonly Hint[]): Promise<LoadedDelivery[]> {
  return sql<LoadedDelivery[]>`
    select o.id, o.fence, o.lane, o.tenant_id as "tenantId", o.endpoint_id as "endpointId", o.event_id as "eventId",
           o.step, (extract(epoch from o.next_at - now()) * 1000)::float8 as "leaseMs",
           e.payload, e.type as "eventType", e.traceparent, e.request_id as "requestId"
      from unnest(${hints.map((h) => h[0])}::uuid[], ${hints.map((h) => h[1])}::int[]) h(id, fence)
      join open_deliveries o on o.id = h.id and o.fence = h.fence and o.state = 'queued'
      left join events e on e.id = o.event_id`
}

export function loadEndpoints(sql: Sql, lanes: readonly number[]): Promise<LoadedEndpoint[]> {
  return sql<LoadedEndpoint[]>`
    select e.id, e.lane, e.url, e.enabled, l.circuit,
           e.ordering = 'strict' or l.circuit <> 'closed' or not ${hasStarted(sql)} as bounded, encode(e.headers, 'base64') as headers, e.timeout_ms as "timeoutMs",
           e.retry_schedule as "retrySchedule",
           (select coalesce(json_agg(json_build_object('id', s.id, 'sealed', encode(s.sealed, 'base64'))
                                     order by s.expires_at desc nulls first), '[]')
              from endpoint_secrets s
              where s.endpoint_id = e.id and (s.expires_at is null or s.expires_at > now())) as secrets
      from endpoints e join lanes l on l.lane = e.lane where e.lane = any(${lanes as number[]}::int[])`
}

/** Keeps a hand-out whose lease is too short for its attempt; false when it belongs to somebody else by now. */
export async function renewLease(sql: Sql, [id, fence]: Hint, leaseMs: number): Promise<boolean> {
  const rows = await sql`
    update open_deliveries set next_at = now() + ${leaseMs} * interval '1 ms'
      where id = ${id} and fence = ${fence} and state = 'queued' returning id`
  return rows.length === 1
}
