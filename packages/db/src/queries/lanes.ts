import { booleans, type Sql } from '../connect.ts'
import { startedMs } from './circuits.ts'
import { laneHeldBy } from './holding.ts'

/** What the dispatcher's leader must know of a lane to deal it turns. */
export interface LaneFacts {
  lane: number
  tenantId: string
  tenantClass: string
  /** Its rows turn `held` instead of leaving. */
  disabled: boolean
  /** Its endpoint is deleted: its rows are cancelled. */
  closed: boolean
  /** Its rows turn `held` when they are due: a hold, or its tenant is suspended. */
  onHold: boolean
  /** Milliseconds until it may send again: a receiver's Retry-After, or an open circuit; null when nothing blocks it. */
  blockedMs: number | null
  circuit: 'closed' | 'open' | 'half_open'
  /** Milliseconds since its circuit closed, while the slow start lasts. */
  slowStartMs: number | null
  /** One at a time, in the order in which they were accepted. */
  ordered: boolean
  /** Deliveries in `ratePerSeconds`, at most; both null: no rate of its own. */
  rateLimit: number | null
  ratePerSeconds: number | null
  /** Milliseconds until its first row is due, less than 0 when it is; null when nothing waits. */
  dueMs: number | null
}

/** A chunk of all lanes, in their order, starting after `after`: how a new leader learns what there is. */
export function sweepLanes(sql: Sql, after: number, limit: number): Promise<LaneFacts[]> {
  return sql<LaneFacts[]>`${facts(sql)} where l.lane > ${after} order by l.lane limit ${limit}`
}

export function readLanes(sql: Sql, lanes: readonly number[]): Promise<LaneFacts[]> {
  return sql<LaneFacts[]>`${facts(sql)} where l.lane = any(${lanes as number[]}::int[])`
}

function facts(sql: Sql) {
  return sql`
    select l.lane, l.tenant_id as "tenantId", t.class as "tenantClass", l.disabled, l.closed_at is not null as closed,
           ${laneHeldBy(sql)} is not null as "onHold",
           (extract(epoch from greatest(l.slow_until, case when l.circuit = 'open' then l.probe_at end) - now())
             * 1000)::float8 as "blockedMs",
           l.circuit, ${startedMs(sql)} as "slowStartMs", coalesce(e.ordering = 'strict', false) as ordered,
           e.rate_limit as "rateLimit", e.rate_per_seconds as "ratePerSeconds",
           (extract(epoch from due.next_at - now()) * 1000)::float8 as "dueMs"
      from lanes l
      join tenants t on t.id = l.tenant_id
      left join endpoints e on e.lane = l.lane
      left join lateral (
        select next_at from open_deliveries o
          where o.lane = l.lane and o.next_at is not null order by next_at limit 1) due on true`
}

/**
 * Turns what waits in disabled lanes `held`, at most `limit` rows; what is in flight ends its attempt first. Rows are
 * taken as the index has them, so that a chunk costs what it takes and not what the lane holds.
 * @returns how many rows it turned
 */
export async function holdDisabled(sql: Sql, lanes: readonly number[], limit: number): Promise<number> {
  const rows = await sql`
    with c as materialized (
      select o.id from lanes l cross join lateral (
        select id from open_deliveries o
          where o.lane = l.lane and o.next_at is not null and (o.state = 'pending' or o.next_at <= now())
          order by o.next_at limit ${limit}) o
        where l.lane = any(${lanes as number[]}::int[]) and l.disabled limit ${limit}
    ), h as (
      select o.id from open_deliveries o join c on c.id = o.id join lanes l on l.lane = o.lane and l.disabled
        where o.state = 'pending' or o.state = 'queued' and o.next_at <= now()
        order by o.id for update of o skip locked
    )
    update open_deliveries o
      set state = 'held', next_at = null, state_since = now(), fence = fence + 1, reason = 'endpoint_disabled'
      from h where o.id = h.id returning 1`
  return rows.length
}

/**
 * Cancels whatever lies in closed lanes, at most `limit` rows. A row can appear after its endpoint's deletion was
 * answered, since an ingest statement may commit later; so closed lanes are visited until they are removed.
 * @returns how many rows it cancelled
 */
export async function cancelClosed(sql: Sql, lanes: readonly number[], limit: number): Promise<number> {
  const rows = await sql`
    with f as materialized (
      select o.id from lanes l cross join lateral (
        select id from open_deliveries o where o.lane = l.lane limit ${limit}) o
        where l.lane = any(${lanes as number[]}::int[]) and l.closed_at is not null limit ${limit}
    ), c as (
      select o.id from open_deliveries o join f on f.id = o.id order by o.id for update of o skip locked
    ), gone as (
      delete from open_deliveries o using c where o.id = c.id
        returning o.id, o.tenant_id, o.event_id, o.endpoint_id, o.lane, o.fence
    )
    insert into settled_deliveries (id, tenant_id, event_id, endpoint_id, lane, outcome, fence, reason)
    select id, tenant_id, event_id, endpoint_id, lane, 'cancelled', fence + 1, 'endpoint_deleted' from gone returning 1`
  return rows.length
}

export async function closedLanes(sql: Sql): Promise<number[]> {
  const rows = await sql<{ lane: number }[]>`select lane from lanes where closed_at is not null order by lane`
  return rows.map((row) => row.lane)
}

/**
 * Forgets closed lanes that have held no row for ten minutes, longer than any ingest statement can last; not while the
 * statistics of their last attempts may wait to be folded, which is by lane.
 */
export async function removeClosedLanes(sql: Sql): Promise<void> {
  await sql`
    delete from lanes l where closed_at < now() - interval '10 minutes'
      and coalesce((select at > now() - interval '5 minutes' from attempt_tallies
                      where id > coalesce((select tallies_done from roll_up_progress), 0) order by id limit 1), true)
      and not exists (select from open_deliveries o where o.lane = l.lane)`
}

export interface LaneHealth {
  lane: number
  failing: boolean
  /** Failed attempts that have not been told of yet. */
  failures: number
  /** Milliseconds for which the receiver asked to be left alone; 0: it didn't. */
  slowMs: number
}

/**
 * Writes what changed of the lanes' health. A success writes at most once a minute a lane, or when it ends a failure;
 * failures are counted where they happen and told of as rarely.
 */
export async function noteHealth(sql: Sql, lanes: readonly LaneHealth[]): Promise<void> {
  await sql`
    with h as (
      select l.lane, h.failing, h.failures, h.slow_ms, l.failing_told_at
        from unnest(${lanes.map((l) => l.lane)}::int[], ${sql.array(
          lanes.map((l) => l.failing),
          booleans,
        )}::bool[],
                    ${lanes.map((l) => l.failures)}::int[], ${lanes.map((l) => Math.round(l.slowMs))}::int[])
             h(lane, failing, failures, slow_ms)
        join lanes l on l.lane = h.lane
          and (h.slow_ms > 0 or h.failing and (l.failing_since is null or h.failures > 0)
               or not h.failing and (l.failing_since is not null or l.last_success_at is null
                                     or l.last_success_at < now() - interval '1 minute'))
        order by l.lane for update of l
    ), noted as (
      update lanes l
        set failing_since = case when h.failing then coalesce(l.failing_since, now()) end,
            failed_attempts = case when h.failing then l.failed_attempts + h.failures else 0 end,
            failing_told_at = case when h.failing then l.failing_told_at end,
            last_success_at = case when h.failing then l.last_success_at else now() end,
            slow_until = case when h.slow_ms > 0
              then greatest(l.slow_until, now() + h.slow_ms * interval '1 ms') else l.slow_until end
        from h where l.lane = h.lane
        returning l.tenant_id, l.endpoint_id, h.failing, h.failing_told_at
    )
    insert into operational_outbox (tenant_id, endpoint_id, type)
    select tenant_id, endpoint_id, 'g5.endpoint.recovered' from noted where not failing and failing_told_at is not null`
}
