import type { Hint } from '@g5/contracts'
import type { Sql, SqlTx } from '../connect.ts'

/** As a condition on a hold `h`: it counts now, by the database's clock. */
export function counts(sql: SqlTx) {
  return sql`(h.until is null or h.until > now())`
}

/**
 * What holds a delivery `o` of an event `e` to an endpoint `p`, by id: its tenant, suspended, or else the first hold
 * that it meets; null when it may go. Both tables are looked at once a statement: while no tenant is suspended and
 * there is no hold, a row costs nothing.
 */
export function heldBy(sql: SqlTx) {
  return sql`
    case when o.tenant_id = any(array(select id from tenants where status = 'suspended')) then o.tenant_id
         when (select exists (select from holds)) then (
           select h.id from holds h
             where ${counts(sql)} and (h.tenant_id is null or h.tenant_id = o.tenant_id)
               and (h.endpoint_id is null or h.endpoint_id = o.endpoint_id) and (h.host is null or h.host = p.host)
               and (h.type is null or h.type = e.type)
             order by h.id limit 1) end`
}

/** The same for all that a lane `l` of a tenant `t` and an endpoint `e` has, whatever the type of its events. */
export function laneHeldBy(sql: SqlTx) {
  return sql`
    case when t.status = 'suspended' then t.id
         when (select exists (select from holds)) then (
           select h.id from holds h
             where ${counts(sql)} and h.type is null and (h.tenant_id is null or h.tenant_id = l.tenant_id)
               and (h.endpoint_id is null or h.endpoint_id = l.endpoint_id) and (h.host is null or h.host = e.host)
             order by h.id limit 1) end`
}

/** A hand-out that is not to be sent, and what holds it. */
export interface Holding {
  hint: Hint
  heldBy: string
}

/** Turns hand-outs `held` without an attempt, where they are still theirs: their place in the schedule stays. */
export async function holdDeliveries(sql: Sql, holdings: readonly Holding[]): Promise<void> {
  await sql`
    with h as (
      select o.id, h.held_by
        from unnest(${holdings.map(({ hint }) => hint[0])}::uuid[], ${holdings.map(({ hint }) => hint[1])}::int[],
                    ${holdings.map(({ heldBy }) => heldBy)}::uuid[]) h(id, fence, held_by)
        join open_deliveries o on o.id = h.id and o.fence = h.fence and o.state = 'queued'
        order by o.id for update of o
    )
    update open_deliveries o set ${turnedHeld(sql)} from h where o.id = h.id`
}

/**
 * Turns what is due in lanes that are held as a whole `held`, at most `limit` rows; what is in flight ends its attempt
 * first. A lane's rows are taken as the index has them, so that a chunk costs what it takes and not what the lane has.
 * @returns how many rows it turned
 */
export async function holdDue(sql: Sql, lanes: readonly number[], limit: number): Promise<number> {
  const rows = await sql`
    with l as materialized (
      select l.lane, ${laneHeldBy(sql)} as held_by
        from lanes l join tenants t on t.id = l.tenant_id join endpoints e on e.lane = l.lane
        where l.lane = any(${lanes as number[]}::int[]) and not l.disabled and l.closed_at is null
    ), c as materialized (
      select o.id, l.held_by from l cross join lateral (
        select id from open_deliveries o where o.lane = l.lane and o.next_at <= now() order by o.next_at limit ${limit}) o
        where l.held_by is not null limit ${limit}
    ), h as (
      select o.id, c.held_by from open_deliveries o join c on c.id = o.id
        where o.next_at <= now() and o.state in ('pending', 'queued')
        order by o.id for update of o skip locked
    )
    update open_deliveries o set ${turnedHeld(sql)} from h where o.id = h.id returning 1`
  return rows.length
}

function turnedHeld(sql: Sql) {
  return sql`
    state = 'held', next_at = null, state_since = now(), fence = o.fence + 1, hold_id = h.held_by,
    reason = case when h.held_by = o.tenant_id then 'tenant_suspended' else 'on_hold' end`
}
