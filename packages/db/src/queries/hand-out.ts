import type { Hint } from '@g5/contracts'
import { booleans, type Sql } from '../connect.ts'

/** How many rows a lane may give in this round, and the moment before which the lane is known to hold none. */
export interface Turn {
  lane: number
  rows: number
  /** As Postgres wrote it; `-infinity` when nothing is known. */
  since: string
  /** What the lane may have in flight; null: as much as it likes. In flight are its queued rows with a live lease. */
  window: number | null
  /**
   * Only the first of the lane's order, once those are gone that were accepted before it kept one; none while a hold has
   * any of the lane, since the others would pass it.
   */
  ordered: boolean
}

export interface LaneAnswer {
  lane: number
  hints: Hint[]
  /** Milliseconds until the lane has something due again; null: never, as far as is known. */
  lookAgainMs: number | null
  /** The window is used up: `lookAgainMs` is the end of the first lease in it. */
  full: boolean
  /** The next lower bound, 10 s behind the last row taken, since a commit may come late; null when none was. */
  since: string | null
}

/** Longer than any lease: the longest timeout and the longest margin (LEASE_MARGIN_MS) take 10.5 minutes. */
const longestLease = '12 minutes'

/** Rows of an ordered lane that are looked at for one from before it was ordered: those are due earlier than the rest. */
const strayLook = 50

export interface LeaseOptions {
  /** Milliseconds, for an endpoint that sets none of its own. */
  defaultTimeoutMs: number
  /** Milliseconds on top of the endpoint's timeout. */
  marginMs: number
}

/**
 * Takes due rows of the lanes that were dealt turns, and leases them: `queued`, fence + 1, `next_at` the lease's end.
 * A row whose lease ran out is due like any other. One row beyond the turns is looked at, so that `lookAgainMs` is the
 * lane's next event.
 * @param term the leader's, from {@link beginTerm}: a connection made anew has lost it and takes nothing
 */
export async function claim(
  sql: Sql,
  term: string,
  turns: readonly Turn[],
  lease: LeaseOptions,
): Promise<LaneAnswer[]> {
  const rows = await sql<
    {
      lane: number
      ids: string[] | null
      fences: number[] | null
      tenants: string[] | null
      look_again_ms: number | null
      used_up: boolean
      since: string | null
    }[]
  >`
    with w as materialized (
      select t.lane, t.since, t.ordered, t.size, f.in_flight, f.ends,
             case when t.size is null then t.n else greatest(0, least(t.n, t.size - f.in_flight)) end as n
        from unnest(${turns.map((t) => t.lane)}::int[], ${turns.map((t) => t.rows)}::int[],
                    ${turns.map((t) => t.since)}::text[]::timestamptz[], ${turns.map((t) => t.window)}::int[],
                    ${sql.array(
                      turns.map((t) => t.ordered),
                      booleans,
                    )}::bool[]) t(lane, n, since, size, ordered)
        left join lateral (
          select count(*)::int as in_flight, min(next_at) as ends from (
            select next_at from open_deliveries
              where t.size is not null and lane = t.lane and next_at > now() and next_at <= now() + ${longestLease}::interval
                and state = 'queued'
              order by next_at limit t.size) q) f on true
        where current_setting('g5.term', true) = ${term}
    ), p as materialized (
      select w.*, o.* from w left join lateral (
        select z.*, row_number() over (order by place, next_at) as rk from (
          (select id, next_at, 1 as place from open_deliveries
             where not w.ordered and lane = w.lane and next_at is not null and next_at >= w.since
             order by next_at limit w.n + 1)
          union all
          (select id, next_at, case when next_at <= now() then 0 else 2 end from (
             select id, next_at, seq from open_deliveries
               where w.ordered and lane = w.lane and next_at is not null order by next_at limit ${strayLook}) s
             where seq is null limit 1)
          union all
          (select id, next_at, 1 from open_deliveries
             where w.ordered and lane = w.lane and seq is not null and next_at is not null
               and not exists (select from open_deliveries h where h.lane = w.lane and h.hold_id is not null)
             order by seq limit 1)
        ) z) o on true
    ), k as materialized (
      select id, lane from open_deliveries
        where id = any(array(select id from p where rk <= n and next_at <= now())) and next_at <= now()
        order by id for update skip locked
    ), u as (
      update open_deliveries o
        set state = 'queued', fence = fence + 1, state_since = now(),
            next_at = now() + (coalesce(e.timeout_ms, ${lease.defaultTimeoutMs}) + ${lease.marginMs}) * interval '1 ms'
        from k left join endpoints e on e.lane = k.lane
        where o.id = k.id
        returning o.id, o.fence, o.tenant_id, o.next_at
    ), l as (
      select p.lane, min(p.size) <= min(p.in_flight) + count(u.id) as used_up, min(p.ends) as ends,
             array_agg(u.id) filter (where u.id is not null) as ids,
             array_agg(u.fence) filter (where u.id is not null) as fences,
             array_agg(u.tenant_id) filter (where u.id is not null) as tenants,
             min(u.next_at) as lease_ends, min(coalesce(u.next_at, p.next_at)) as next_at,
             max(p.next_at) filter (where u.id is not null) as last
        from p left join u on u.id = p.id group by p.lane
    )
    select lane, ids, fences, tenants, coalesce(used_up, false) as used_up,
           (extract(epoch from case when used_up then least(ends, lease_ends) else next_at end - now()) * 1000)::float8
             as look_again_ms,
           (last - interval '10 s')::text as since
      from l`
  return rows.map((row) => ({
    lane: row.lane,
    hints: (row.ids ?? []).map((id, i): Hint => [id, row.fences?.[i] ?? 0, row.lane, row.tenants?.[i] ?? '']),
    lookAgainMs: row.look_again_ms,
    full: row.used_up,
    since: row.since,
  }))
}

/**
 * Hints that did not reach the queue. After a definite failure the rows are due at once. After an unknown outcome the
 * hint may arrive yet: the fence moves on, so that it is dropped, and the rows wait `unknownWaitMs`.
 */
export async function releaseHints(sql: Sql, hints: readonly Hint[], unknownWaitMs?: number): Promise<void> {
  await sql`
    with h as (${stillTheirs(sql, hints)})
    update open_deliveries o
      set next_at = now() + ${unknownWaitMs ?? 0} * interval '1 ms', fence = o.fence + ${unknownWaitMs === undefined ? 0 : 1}
      from h where o.id = h.id`
}

/** A worker gives rows back without an attempt: it has no slot for them, or it is stopping. */
export async function handBack(sql: Sql, hints: readonly Hint[], waitMs: number): Promise<void> {
  await sql`
    with h as (${stillTheirs(sql, hints)})
    update open_deliveries o
      set state = 'pending', state_since = now(), next_at = now() + ${waitMs} * interval '1 ms'
      from h where o.id = h.id`
}

/** The rows that are queued and of this very hand-out, locked in the order of their ids. */
function stillTheirs(sql: Sql, hints: readonly Hint[]) {
  return sql`
    select o.id from unnest(${hints.map((h) => h[0])}::uuid[], ${hints.map((h) => h[1])}::int[]) h(id, fence)
      join open_deliveries o on o.id = h.id and o.fence = h.fence and o.state = 'queued'
      order by o.id for update of o`
}

/** Sets the door that {@link accept} asks; closed when `rowsPerPod` is 0. */
export async function setDirectPath(sql: Sql, rowsPerPod: number, openMs: number): Promise<void> {
  await sql`update direct_path set rows_per_pod = ${rowsPerPod}, open_until = now() + ${openMs} * interval '1 ms'`
}
