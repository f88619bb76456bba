import type { Sql } from '../connect.ts'

/** Events that one statement looks at. */
const eventsAtOnce = 1_000

/**
 * Cancels what waits of events that have expired: what is pending or held, and what a worker died with. What is in
 * flight ends its attempt first, and a dead letter stays one. An event with something in flight is looked at again.
 * @returns the lanes of what was cancelled, and whether there is more to look at
 */
export async function cancelExpired(sql: Sql, limit = eventsAtOnce): Promise<{ lanes: number[]; more: boolean }> {
  const [row] = await sql<[{ lanes: number[]; done: number }]>`
    with e as materialized (
      select event_id from event_expiries where expires_at <= now()
        order by expires_at limit ${limit} for update skip locked
    ), d as materialized (
      select o.id, o.event_id, o.state = 'queued' and o.next_at > now() as in_flight
        from e cross join lateral (
          -- A delivery lies in its event's millisecond.
          select * from open_deliveries o
            where o.id >= (left(e.event_id::text, 13) || '-0000-0000-000000000000')::uuid
              and o.id <= (left(e.event_id::text, 13) || '-ffff-ffff-ffffffffffff')::uuid
              and o.event_id = e.event_id and o.state <> 'dead' offset 0) o
    ), c as (
      select o.id from open_deliveries o join d on d.id = o.id and not d.in_flight
        where o.state in ('pending', 'held') or o.state = 'queued' and o.next_at <= now()
        order by o.id for update of o
    ), gone as (
      delete from open_deliveries o using c where o.id = c.id
        returning o.id, o.tenant_id, o.event_id, o.endpoint_id, o.lane, o.fence
    ), s as (
      insert into settled_deliveries (id, tenant_id, event_id, endpoint_id, lane, outcome, fence, reason)
      select id, tenant_id, event_id, endpoint_id, lane, 'cancelled', fence + 1, 'expired' from gone
    ), f as (
      delete from event_expiries x using e
        where x.event_id = e.event_id
          and not exists (select from d where d.event_id = e.event_id and d.id not in (select id from gone))
        returning 1
    )
    select (select coalesce(array_agg(distinct lane), '{}') from gone) as lanes, (select count(*)::int from f) as done`
  return { lanes: row.lanes, more: row.done === limit }
}
