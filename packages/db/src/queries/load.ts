import type { Hint } from '@g5/contracts'
import { readJson } from '@g5/core'
import type { Sql } from '../connect.ts'
import { hasStarted } from './circuits.ts'
import { heldBy } from './holding.ts'

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
  /** It was sent again, or made for an event of long ago, because somebody said so. */
  replayed: boolean
  /** Milliseconds of the lease that are left. */
  leaseMs: number
  /** What few events have; null: this one has none of it. */
  rare: RareFacts | null
  /** Null: the event is gone or erased. */
  payload: string | null
  eventType: string | null
  traceparent: string | null
  requestId: string | null
  /** Of its endpoint's row as it stands now: another after every change. Null: the endpoint is gone. */
  revision: string | null
  /** No attempt may begin: its endpoint is disabled, slowed by its receiver, or its circuit is open. */
  blocked: boolean | null
  circuit: 'closed' | 'open' | 'half_open' | null
  /** What its endpoint may have in flight is bounded: it keeps an order, or its circuit is not closed for good. */
  bounded: boolean | null
  /** What holds it, by id: a hold, or its tenant, suspended. */
  heldBy: string | null
}

/** A time of the event's own, or what the endpoint's transform is to see of it. */
export interface RareFacts {
  /** Milliseconds since the epoch. */
  deliverAt: number | null
  /** Milliseconds that are left; null: it never expires. */
  expiresInMs: number | null
  metadata: Record<string, string> | null
  channels: string[] | null
}

/** What of an endpoint stays the same for as long as its row does, save that secrets expire. */
export interface LoadedEndpoint {
  id: string
  lane: number
  revision: string
  url: string
  /** Sealed JSON, in base64. */
  headers: string | null
  timeoutMs: number | null
  retrySchedule: number[] | null
  /** What receivers answer is kept. Changing it touches the rows of all the tenant's endpoints. */
  storesAnswers: boolean
  transform: string | null
  envelope: boolean
  /** Sealed, in base64, newest first: the present one and those within their overlap, with what is left of it. */
  secrets: { id: string; sealed: string; expiresInMs: number | null }[]
}

/**
 * The rows of these hints that are still theirs to send, in the order of the hints: queued, and of this very hand-out.
 * Each look-up is a lateral one behind `offset 0`: a generic plan that was made while the tables were empty would read
 * them whole for ever. Rows come as lists, since objects that the driver makes column by column cost twice as much.
 */
export async function loadDeliveries(sql: Sql, hints: readonly Hint[]): Promise<(LoadedDelivery | undefined)[]> {
  const rows = (await sql`
    select h.n, o.lane, o.tenant_id, o.endpoint_id, o.event_id, o.step,
           (extract(epoch from o.next_at - now()) * 1000)::float8, e.payload, e.type, e.traceparent, e.request_id,
           p.revision, p.disabled or l.blocked, l.circuit, p.ordered or l.bounded, ${heldBy(sql)},
           case when p.transformed or e.deliver_at is not null or e.expires_at is not null then json_build_object(
             'deliverAt', extract(epoch from e.deliver_at) * 1000,
             'expiresInMs', extract(epoch from e.expires_at - now()) * 1000,
             'metadata', e.metadata, 'channels', e.channels)::text end,
           o.replay_fence > 0
      from unnest(${hints.map((h) => h[0])}::uuid[], ${hints.map((h) => h[1])}::int[]) with ordinality h(id, fence, n)
      cross join lateral (
        select * from open_deliveries where id = h.id and fence = h.fence and state = 'queued' offset 0) o
      left join lateral (select * from events where id = o.event_id offset 0) e on true
      left join lateral (
        select xmin::text as revision, not enabled as disabled, host, ordering = 'strict' as ordered,
               transform is not null as transformed
          from endpoints where lane = o.lane offset 0) p on true
      left join lateral (
        select circuit, circuit = 'open' or coalesce(slow_until > now(), false) as blocked,
               circuit <> 'closed' or not ${hasStarted(sql)} as bounded
          from lanes l where lane = o.lane offset 0) l on true`.values()) as unknown as Columns[]
  const loaded: (LoadedDelivery | undefined)[] = Array(hints.length).fill(undefined)
  for (const row of rows) {
    const i = Number(row[0]) - 1
    const hint = hints[i]
    if (hint) loaded[i] = deliveryOf(hint, row)
  }
  return loaded
}

type Columns = [
  n: string,
  ...[lane: number, tenantId: string, endpointId: string, eventId: string, step: number, leaseMs: number],
  ...[payload: string | null, eventType: string | null, traceparent: string | null, requestId: string | null],
  ...[revision: string | null, blocked: boolean | null, circuit: LoadedDelivery['circuit'], bounded: boolean | null],
  ...[heldBy: string | null, rare: string | null, replayed: boolean],
]

function deliveryOf([id, fence]: Hint, row: Columns): LoadedDelivery {
  const [, lane, tenantId, endpointId, eventId, step, leaseMs, payload, eventType, traceparent, requestId] = row
  const [revision, blocked, circuit, bounded, heldBy, facts] = [row[11], row[12], row[13], row[14], row[15], row[16]]
  const rare: RareFacts | null = facts === null ? null : (readJson(facts) as RareFacts)
  const ids = { id, fence, lane, tenantId, endpointId, eventId }
  const state = { revision, blocked, circuit, bounded, heldBy, rare, replayed: row[17] }
  return { ...ids, step, leaseMs, payload, eventType, traceparent, requestId, ...state }
}

export function loadEndpoints(sql: Sql, lanes: readonly number[]): Promise<LoadedEndpoint[]> {
  return sql<LoadedEndpoint[]>`
    select e.*
      from unnest(${lanes as number[]}::int[]) w(lane)
      cross join lateral (
        select id, lane, xmin::text as revision, url, encode(headers, 'base64') as headers, timeout_ms as "timeoutMs",
               retry_schedule as "retrySchedule", transform, envelope,
               (select coalesce((t.settings->>'storeResponses')::boolean, true)
                  from tenants t where t.id = endpoints.tenant_id) as "storesAnswers",
               (select coalesce(json_agg(json_build_object(
                         'id', s.id, 'sealed', encode(s.sealed, 'base64'),
                         'expiresInMs', (extract(epoch from s.expires_at - now()) * 1000)::float8)
                       order by s.expires_at desc nulls first), '[]')
                  from endpoint_secrets s
                  where s.endpoint_id = endpoints.id and (s.expires_at is null or s.expires_at > now())) as secrets
          from endpoints where lane = w.lane offset 0) e`
}

/** Keeps a hand-out whose lease is too short for its attempt; false when it belongs to somebody else by now. */
export async function renewLease(sql: Sql, [id, fence]: Hint, leaseMs: number): Promise<boolean> {
  const rows = await sql`
    update open_deliveries set next_at = now() + ${leaseMs} * interval '1 ms'
      where id = ${id} and fence = ${fence} and state = 'queued' returning id`
  return rows.length === 1
}
