import type { Sql } from '../connect.ts'
import { counts } from './holding.ts'

/**
 * Removes holds whose end has passed, with their audit rows. They count no more from that moment on, whether or not
 * anybody has been here.
 * @returns whether there were any
 */
export async function removeEndedHolds(sql: Sql, newId: () => string): Promise<boolean> {
  const ended = await sql<{ id: string }[]>`select id from holds h where not ${counts(sql)}`
  for (const { id } of ended)
    await sql`
      with h as (
        delete from holds where id = ${id} returning *
      )
      insert into audit_log (id, tenant_id, actor_kind, actor_name, action, target_kind, target_id, changes)
      select ${newId()}, coalesce(h.tenant_id, l.tenant_id), 'system', 'webhook-worker', 'hold.ended', 'hold', h.id,
             jsonb_build_object('until', h.until)
        from h left join lanes l on l.endpoint_id = h.endpoint_id`
  return ended.length > 0
}

/** Something that held deliveries and does so no more: a hold that is gone, a tenant that is active again. */
export interface Releasable {
  heldBy: string
  /** The lowest and the highest lane in which it has rows. */
  firstLane: number
  lastLane: number
}

/**
 * What is to be released, found by what the held rows themselves name, so that a row that was turned late by a
 * statement under way is found as well. The ids are stepped through one by one: a hold in force may have a million rows.
 */
export function releasable(sql: Sql): Promise<Releasable[]> {
  return sql<Releasable[]>`
    with recursive holders as (
      (select hold_id from open_deliveries where hold_id is not null order by hold_id limit 1)
      union all
      select (select o.hold_id from open_deliveries o where o.hold_id > holders.hold_id order by o.hold_id limit 1)
        from holders where hold_id is not null
    )
    select hold_id as "heldBy",
           (select lane from open_deliveries o where o.hold_id = holders.hold_id order by lane limit 1) as "firstLane",
           (select lane from open_deliveries o where o.hold_id = holders.hold_id order by lane desc limit 1) as "lastLane"
      from holders
      where hold_id is not null
        and not exists (select from holds h where h.id = hold_id and ${counts(sql)})
        and not exists (select from tenants t where t.id = hold_id and t.status = 'suspended')`
}

export interface ReleaseChunk {
  heldBy: string
  /** The lowest and the first too high lane. */
  fromLane: number
  toLane: number
  /** Rows of one lane; one that keeps an order has a pace of its own, and waits until it has all of them back. */
  perLane: number
  limit: number
}

/**
 * Lets held rows go on where they stood, due now.
 * @returns the lane of each
 */
export async function release(sql: Sql, { heldBy, fromLane, toLane, perLane, limit }: ReleaseChunk): Promise<number[]> {
  const rows = await sql<{ lane: number }[]>`
    with recursive l as (
      (select lane, 1 as n from open_deliveries
         where hold_id = ${heldBy} and lane >= ${fromLane} and lane < ${toLane} order by lane limit 1)
      union all
      select (select o.lane from open_deliveries o
                where o.hold_id = ${heldBy} and o.lane > l.lane and o.lane < ${toLane} order by o.lane limit 1), n + 1
        from l where lane is not null and n < ${limit}::int
    ), c as materialized (
      select o.id
        from l left join endpoints e on e.lane = l.lane
        cross join lateral (
          select id from open_deliveries o where o.hold_id = ${heldBy} and o.lane = l.lane
            order by id limit case when e.ordering = 'strict' then ${limit}::int else ${perLane}::int end) o
        limit ${limit}::int
    ), r as (
      select o.id from open_deliveries o join c on c.id = o.id
        where o.hold_id = ${heldBy} and o.state = 'held' order by o.id for update of o skip locked
    )
    update open_deliveries o
      set state = 'pending', next_at = now(), state_since = now(), reason = null, hold_id = null
      from r where o.id = r.id returning o.lane`
  return rows.map(({ lane }) => lane)
}
