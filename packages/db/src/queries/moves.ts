import type { DeliveryReason, DeliveryStatus } from '@g5/contracts'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'

/** Deliveries to be moved, and what they must be like for it. */
export interface Movable {
  /** Null: of any tenant. */
  tenantId: string | null
  ids: readonly string[]
  from: readonly DeliveryStatus[]
  /** Only what has not changed since, as Postgres writes times. */
  unchangedSince?: string
}

export interface Moved {
  id: string
  lane: number
}

export interface SentAgain extends Moved {
  /** As Postgres writes times. */
  nextAt: string
}

/**
 * Sends deliveries again: the row and the `webhook-id` stay, attempts count on, the schedule starts anew, and no
 * success of an attempt from before counts any more. What is pending already goes now. Left alone is what is in flight,
 * whose endpoint is disabled or gone, or whose payload is, whose event has expired, or what is past retention. What was held or cancelled before
 * its event's `deliverAt` waits for that again.
 */
export async function sendAgain(tx: Tx, movable: Movable): Promise<SentAgain[]> {
  const { open, settled } = split(movable.from)
  const moved: SentAgain[] = []
  if (open.length > 0)
    moved.push(
      ...(await tx.execute<SentAgain & Record<string, unknown>>(sql`
        with ${kept}, o as (
          select o.id, case when o.state = 'pending' then now() else greatest(now(), e.deliver_at) end as next_at
            from open_deliveries o
            join kept on o.id >= kept.id
            join endpoints p on p.id = o.endpoint_id and p.enabled
            join events e on e.id = o.event_id and e.payload is not null and ${unexpired}
            where ${these(movable, sql`o.state_since`)} and o.state::text = any(${textArray(open)}) and o.state <> 'queued'
            order by o.id for update of o
        )
        update open_deliveries d
          set step = case when d.state = 'pending' then d.step else 0 end,
              fence = d.fence + (d.state <> 'pending')::int,
              replay_fence = case when d.state = 'pending' then d.replay_fence else d.fence + 1 end,
              state = 'pending', next_at = o.next_at, state_since = now(), reason = null, hold_id = null
          from o where d.id = o.id returning d.id, d.lane, d.next_at::text as "nextAt"`)),
    )
  if (settled.length > 0)
    moved.push(
      ...(await tx.execute<SentAgain & Record<string, unknown>>(sql`
        with ${kept}, gone as (
          delete from settled_deliveries o using kept, endpoints p, events e
            where o.id >= kept.id and ${these(movable, sql`o.settled_at`)} and o.outcome::text = any(${textArray(settled)})
              and p.id = o.endpoint_id and p.enabled and e.id = o.event_id and e.payload is not null and ${unexpired}
            returning o.id, o.tenant_id, o.event_id, o.endpoint_id, p.lane, o.fence, p.ordering,
                      greatest(now(), e.deliver_at) as next_at
        )
        insert into open_deliveries (id, tenant_id, event_id, endpoint_id, lane, state, next_at, fence, replay_fence, seq)
        select id, tenant_id, event_id, endpoint_id, lane, 'pending', next_at, fence + 1, fence + 1,
               case when ordering = 'strict' and next_at <= now() then nextval('delivery_order') end
          from gone order by id returning id, lane, next_at::text as "nextAt"`)),
    )
  return moved
}

/**
 * From which id on deliveries may be revived, for a statement that does: retention raises it before it drops anything,
 * and waits for those who have read it.
 */
export const kept = sql`kept as materialized (select id from retained_from for share)`

/** Of an event `e`. */
export const unexpired = sql`(e.expires_at is null or e.expires_at > now())`

/** Ends deliveries that are open, those in flight as well: a success that comes later is recorded and changes nothing. */
export async function cancelOpen(tx: Tx, movable: Movable, reason: DeliveryReason): Promise<Moved[]> {
  const { open } = split(movable.from)
  if (open.length === 0) return []
  const rows = await tx.execute<{ id: string; lane: number }>(sql`
    with o as (
      select o.id from open_deliveries o
        where ${these(movable, sql`o.state_since`)} and o.state::text = any(${textArray(open)})
        order by o.id for update of o
    ), gone as (
      delete from open_deliveries d using o where d.id = o.id
        returning d.id, d.tenant_id, d.event_id, d.endpoint_id, d.lane, d.fence
    ), s as (
      insert into settled_deliveries (id, tenant_id, event_id, endpoint_id, lane, outcome, fence, reason)
      select id, tenant_id, event_id, endpoint_id, lane, 'cancelled', fence + 1, ${reason} from gone
    )
    select id, lane from gone`)
  return [...rows]
}

const openStatuses: readonly DeliveryStatus[] = ['pending', 'queued', 'held', 'dead']

/** A status says in which of the two tables a row lies. */
export function split(statuses: readonly DeliveryStatus[]) {
  return {
    open: statuses.filter((status) => openStatuses.includes(status)),
    settled: statuses.filter((status) => !openStatuses.includes(status)),
  }
}

function these({ tenantId, ids, unchangedSince }: Movable, since: SQL): SQL {
  const ours = tenantId === null ? sql`true` : sql`o.tenant_id = ${tenantId}`
  const unchanged = unchangedSince === undefined ? sql`true` : sql`${since} <= ${unchangedSince}::text::timestamptz`
  return sql`o.id = any(${uuidArray(ids)}) and ${ours} and ${unchanged}`
}

/** Drizzle would spread an array over as many parameters. */
export const uuidArray = (ids: readonly string[]) => sql`${`{${ids.join(',')}}`}::text::uuid[]`
/** Of words without commas or quotes. */
export const textArray = (words: readonly string[]) => sql`${`{${words.join(',')}}`}::text::text[]`
