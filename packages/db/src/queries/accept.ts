import type { Hint } from '@g5/contracts'
import { booleans, type SqlTx } from '../connect.ts'
import { isLive } from './api-keys.ts'
import { flowsFreely } from './circuits.ts'

/** An event on its way in, with the deliveries that its matcher decided on. */
export interface IncomingEvent {
  id: string
  tenantId: string
  tenantClass: string
  /** An API key that was live lately; the event goes in only if it still is. Null: looked up for this very request. */
  keyId: string | null
  /** `tenants.endpoints_version` that the matcher saw. */
  version: number
  type: string
  uid: string | null
  /** JSON text. */
  payload: string
  channels: readonly string[] | null
  metadata: Readonly<Record<string, string>> | null
  traceparent: string
  requestId: string
  /** 16 bytes in hex; null for an event that nothing repeats. */
  dedupKey: string | null
  /** SHA-256 of the body, in hex. */
  bodyHash: string | null
  deliveries: readonly IncomingDelivery[]
}

export interface IncomingDelivery {
  id: string
  endpointId: string
  lane: number
  /** Born `held`: its endpoint is disabled. */
  held: boolean
  /** Milliseconds until the first attempt. */
  waitMs: number
  /** Milliseconds a hand-out of it lasts. */
  leaseMs: number
  /** Takes its place in the lane's order. */
  ordered: boolean
  /** May be handed to the queue at birth; never where order or pace must be kept. */
  direct: boolean
}

/**
 * Stands between payloads, which travel as one text: as an array's elements each quote in them would need a backslash,
 * written here and read there. Their JSON can't hold it: control characters are escaped in strings (RFC 8259).
 */
const between = '\u0001'

export interface AcceptOptions {
  /** Seconds for which a `uid` or an `Idempotency-Key` answers with its first event. */
  dedupSeconds: number
  /** Deliveries of one tenant and one flush that may be born queued. */
  directPerTenant: number
}

/** `stored` holds the ids that are durable now; the rest is for {@link lookAgain}. `born` were handed out at birth. */
export interface Accepted {
  stored: Set<string>
  born: Hint[]
}

/**
 * Makes a batch of events and their deliveries durable, in one statement that commits by itself.
 * An event goes in only while its matcher's version is still the tenant's and its API key is live, and only when nobody
 * has its dedup key. The statement may be sent again with the same ids after an unknown outcome.
 *
 * A delivery is born queued, its hint sent by the caller, while the dispatcher's leader says that all is idle; a flood
 * closes that door and every row is born due, to be dealt fairly.
 */
export async function accept(sql: SqlTx, events: readonly IncomingEvent[], options: AcceptOptions): Promise<Accepted> {
  const rows = events.flatMap((event) => event.deliveries.map((delivery) => ({ event, delivery })))
  const turns = turnsWithinTenant(rows.map(({ event }) => event.tenantId))
  const column = <T>(pick: (row: (typeof rows)[number]) => T) => rows.map(pick)
  const [found] = await sql<{ stored: string | null; born: string | null }[]>`
    with incoming as (
      select * from unnest(
        ${events.map((e) => e.id)}::uuid[], ${events.map((e) => e.tenantId)}::uuid[],
        ${events.map((e) => e.version)}::bigint[], ${events.map((e) => e.type)}::text[],
        ${events.map((e) => e.uid)}::text[], string_to_array(${events.map((e) => e.payload).join(between)}, ${between}),
        ${events.map((e) => e.channels && JSON.stringify(e.channels))}::text[],
        ${events.map((e) => e.metadata && JSON.stringify(e.metadata))}::text[],
        ${events.map((e) => e.traceparent)}::text[], ${events.map((e) => e.requestId)}::text[],
        ${events.map((e) => e.dedupKey)}::text[], ${events.map((e) => e.bodyHash)}::text[],
        ${events.map((e) => e.keyId)}::uuid[]
      ) e(id, tenant_id, version, type, uid, payload, channels, metadata, traceparent, request_id, dedup_key, body_hash,
          key_id)
    ), matched as (
      select e.* from incoming e
        cross join lateral (
          select from tenants t
            where t.id = e.tenant_id and t.endpoints_version = e.version and t.status = 'active' offset 0) t
        left join lateral (select true as live from api_keys k where k.id = e.key_id and ${isLive(sql)} offset 0) k
          on true
        where e.key_id is null or k.live
    ), won as (
      insert into dedup (key, body_hash, event_id, expires_at)
      select decode(dedup_key, 'hex'), decode(body_hash, 'hex'), id, now() + ${options.dedupSeconds} * interval '1 s'
        from matched where dedup_key is not null order by 1
      on conflict (key) do update
        set body_hash = excluded.body_hash, event_id = excluded.event_id, expires_at = excluded.expires_at
        where dedup.expires_at < now()
      returning event_id
    ), stored as (
      insert into events (id, tenant_id, type, uid, payload, channels, metadata, traceparent, request_id)
      select id, tenant_id, type, uid, payload, channels::jsonb, metadata::jsonb, traceparent, request_id
        from matched m
        where dedup_key is null or exists (select from won where won.event_id = m.id)
      on conflict (id) do nothing
      returning id, tenant_id
    ), door as materialized (
      select case when open_until > now() then rows_per_pod else 0 end as room from direct_path
    ), born as (
      insert into open_deliveries (id, tenant_id, event_id, endpoint_id, lane, state, next_at, fence, seq)
      select d.id, s.tenant_id, d.event_id, d.endpoint_id, d.lane,
             (case when d.held then 'held' when way.direct then 'queued' else 'pending' end)::open_state,
             case when not d.held then now() + (case when way.direct then d.lease_ms else d.wait_ms end) * interval '1 ms' end,
             way.direct::int, d.seq
        from (
          select *, case when ordered then nextval('delivery_order') end as seq from unnest(
            ${column((r) => r.delivery.id)}::uuid[], ${column((r) => r.event.id)}::uuid[],
            ${column((r) => r.delivery.endpointId)}::uuid[], ${column((r) => r.delivery.lane)}::int[],
            ${sql.array(
              column((r) => r.delivery.held),
              booleans,
            )}::bool[], ${column((r) => r.delivery.waitMs)}::int[],
            ${column((r) => r.delivery.leaseMs)}::int[],
            ${sql.array(
              column((r) => r.delivery.ordered),
              booleans,
            )}::bool[],
            ${sql.array(
              column((r) => r.delivery.direct),
              booleans,
            )}::bool[], ${turns}::int[]
          ) with ordinality u(id, event_id, endpoint_id, lane, held, wait_ms, lease_ms, ordered, direct, turn, place)
        ) d
        join stored s on s.id = d.event_id
        cross join lateral (select * from lanes where lane = d.lane offset 0) l
        cross join door
        cross join lateral (
          select d.direct and not d.held and d.wait_ms = 0 and d.place <= door.room
             and d.turn <= ${options.directPerTenant} and ${flowsFreely(sql)} as direct
        ) way
      returning id, state
    )
    select (select string_agg(id::text, ' ') from stored) as stored,
           (select string_agg(id::text, ' ') from born where state = 'queued') as born`
  const born = new Set(found?.born?.split(' '))
  return {
    stored: new Set(found?.stored?.split(' ')),
    born: rows.flatMap(({ event, delivery: { id, lane } }) => (born.has(id) ? [[id, 1, lane, event.tenantId]] : [])),
  }
}

export type Fate =
  /** An earlier sending of the same statement had made it durable. */
  | { kind: 'stored' }
  /** Its key belongs to another event; `same`: with the same body. */
  | { kind: 'repeated'; eventId: string; same: boolean }
  /** Its tenant's endpoints changed since the matcher looked, or its API key has ended. */
  | { kind: 'stale' }

/** Why {@link accept} did not store these events; a statement of its own, since only that one sees the winners. */
export async function lookAgain(sql: SqlTx, events: readonly IncomingEvent[]): Promise<Map<string, Fate>> {
  const rows = await sql<{ id: string; stored: boolean; event_id: string | null; same: boolean | null }[]>`
    select i.id, e.id is not null as stored, d.event_id, d.body_hash = decode(i.body_hash, 'hex') as same
      from unnest(${events.map((e) => e.id)}::uuid[], ${events.map((e) => e.dedupKey)}::text[],
                  ${events.map((e) => e.bodyHash)}::text[]) i(id, dedup_key, body_hash)
      left join lateral (select id from events where id = i.id offset 0) e on true
      left join lateral (
        select event_id, body_hash from dedup where key = decode(i.dedup_key, 'hex') and expires_at >= now() offset 0
      ) d on true`
  return new Map(rows.map((row) => [row.id, fateOf(row)]))
}

function fateOf(row: { stored: boolean; event_id: string | null; same: boolean | null }): Fate {
  if (row.stored) return { kind: 'stored' }
  return row.event_id ? { kind: 'repeated', eventId: row.event_id, same: row.same ?? false } : { kind: 'stale' }
}

/** For each row, the how-manieth of its tenant it is. */
function turnsWithinTenant(tenants: readonly string[]): number[] {
  const seen = new Map<string, number>()
  return tenants.map((tenant) => {
    const turn = (seen.get(tenant) ?? 0) + 1
    seen.set(tenant, turn)
    return turn
  })
}
