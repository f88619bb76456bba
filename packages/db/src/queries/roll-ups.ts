import type { Counts } from '@g5/core'
import type { Sql, SqlTx } from '../connect.ts'

/** The deployment as a whole, where a roll-up names a tenant. */
export const noTenant = '00000000-0000-0000-0000-000000000000'

export type RollUpKind = 'deployment' | 'tenant' | 'type' | 'endpoint'

/** What is added to a roll-up, or to one that it makes. */
export interface RollUp extends Counts {
  grain: 'minute' | 'hour'
  /** The Unix minute that it begins with. */
  minute: number
  kind: RollUpKind
  tenantId: string
  subject: string
  lastError: string | null
  /** Unix microseconds. */
  lastFailedAt: number | null
}

export interface FoldProgress {
  /** This Unix minute, by the database's clock. */
  minute: number
  talliesDone: number
  eventsCounted: number
  eventsSettled: number
}

/**
 * Lets one fold at a time have the progress, in its transaction; undefined while another has it. What the fold reads is
 * found by key, whatever its plans were made for (see `byKey`).
 */
export async function holdFoldProgress(tx: SqlTx): Promise<FoldProgress | undefined> {
  const [held] = await tx<FoldProgress[]>`
    select floor(extract(epoch from now()) / 60)::int as minute, tallies_done::float8 as "talliesDone",
           events_counted as "eventsCounted", events_settled as "eventsSettled",
           set_config('enable_seqscan', 'off', true) as plans
      from roll_up_progress for update skip locked`
  return held
}

/** Makes the progress when there is none: events are counted from the first one on, if it is not older than two days. */
export async function beginFolding(sql: Sql): Promise<void> {
  await sql`
    insert into roll_up_progress (events_counted, events_settled)
    select m, m from (
      select floor(extract(epoch from greatest(now() - interval '48 hours', coalesce(
               to_timestamp(('x' || substr(replace(min(id::text), '-', ''), 1, 12))::bit(48)::bigint / 1000.0), now()
             ))) / 60)::int as m
        from (select id from events order by id limit 1) first) begin
    on conflict do nothing`
}

/** A tally older than this was committed, or never will be: no statement lasts for so long (`statement_timeout`). */
const statementEndsSeconds = 60

export interface FoldedSoFar {
  eventsCounted: number
  eventsSettled: number
  /** The newest tally that it took; 0 when there was none. */
  talliesSeen: number
  /** It took all there were. */
  drained: boolean
}

export async function noteFoldProgress(tx: SqlTx, folded: FoldedSoFar): Promise<void> {
  const { eventsCounted, eventsSettled, talliesSeen, drained } = folded
  await tx`
    update roll_up_progress
      set folded_at = now(), events_counted = ${eventsCounted}, events_settled = ${eventsSettled},
          tallies_seen = r.seen,
          tallies_done = case when ripe then tallies_ripening else tallies_done end,
          tallies_ripening = case when ripe then r.seen else tallies_ripening end,
          tallies_ripen_at = case when ripe then now() else tallies_ripen_at end
      from (select greatest(tallies_seen, ${talliesSeen}) as seen,
                   ${drained ? 1 : 0} = 1
                     and tallies_ripen_at < now() - ${statementEndsSeconds} * interval '1 s' as ripe
              from roll_up_progress) r`
}

export interface TallyRow {
  id: string
  /** Unix microseconds, which a number holds exactly. */
  at: number
  attempts: string
  counted: number[] | null
  died: number[] | null
}

/** Takes what records have said: it is deleted by the transaction that adds it up. */
export function takeTallies(tx: SqlTx, after: number, limit: number): Promise<TallyRow[]> {
  return tx<TallyRow[]>`
    delete from attempt_tallies
      where id = any(array(select id from attempt_tallies where id > ${after} order by id limit ${limit}))
      returning id, (extract(epoch from at) * 1000000)::float8 as at, attempts, counted, died`
}

export interface LaneOwner {
  lane: number
  endpointId: string
  tenantId: string
}

export function laneOwners(tx: SqlTx, lanes: readonly number[]): Promise<LaneOwner[]> {
  return tx<LaneOwner[]>`
    select lane, endpoint_id as "endpointId", tenant_id as "tenantId"
      from lanes where lane = any(${lanes as number[]}::int[])`
}

export interface EventCount {
  minute: number
  tenantId: string
  type: string
  events: number
}

/**
 * Events by minute, tenant and type as they are, less what roll-ups say of them already. Ids are in the order of time,
 * so a minute is a range of the key.
 * @param minutes with the lowest id of each, and the lowest of the minute after it
 */
export function uncountedEvents(
  tx: SqlTx,
  minutes: readonly { minute: number; fromId: string; toId: string }[],
): Promise<EventCount[]> {
  return tx<EventCount[]>`
    with m as (
      select * from unnest(${minutes.map((m) => m.minute)}::int[], ${minutes.map((m) => m.fromId)}::uuid[],
                           ${minutes.map((m) => m.toId)}::uuid[]) m(minute, from_id, to_id)
    )
    select minute, tenant_id as "tenantId", type, sum(n)::int as events
      from (
        select m.minute, e.tenant_id, e.type, e.n from m cross join lateral (
          select tenant_id, type, count(*) as n from events
            where id >= m.from_id and id < m.to_id group by 1, 2 offset 0) e
        union all
        select m.minute, r.tenant_id, r.subject, -r.events from m cross join lateral (
          select tenant_id, subject, events from roll_ups
            where grain = 'minute' and minute = m.minute and kind = 'type' and events > 0 offset 0) r
      ) counted
      group by 1, 2, 3 having sum(n) <> 0`
}

/** Adds to what there is. In the order of the key. */
export async function addRollUps(tx: SqlTx, rows: readonly RollUp[]): Promise<void> {
  const column = <T>(pick: (row: RollUp) => T) => rows.map(pick)
  await tx`
    insert into roll_ups (grain, minute, kind, tenant_id, subject, events, delivered, failed, dead, latency,
                          first_attempt_delay, errors, last_error, last_failed_at)
    select grain::roll_up_grain, minute, kind::roll_up_kind, tenant_id, subject, events, delivered, failed, dead,
           latency::int[], first_attempt_delay::int[], errors::jsonb, last_error, to_timestamp(last_failed_at / 1000000)
      from unnest(
        ${column((r) => r.grain)}::text[], ${column((r) => r.minute)}::int[], ${column((r) => r.kind)}::text[],
        ${column((r) => r.tenantId)}::uuid[], ${column((r) => r.subject)}::text[], ${column((r) => r.events)}::int[],
        ${column((r) => r.delivered)}::int[], ${column((r) => r.failed)}::int[], ${column((r) => r.dead)}::int[],
        ${column((r) => `{${r.latency.join(',')}}`)}::text[], ${column((r) => `{${r.firstAttemptDelay.join(',')}}`)}::text[],
        ${column((r) => (r.failed > 0 ? JSON.stringify(r.errors) : null))}::text[],
        ${column((r) => r.lastError)}::text[], ${column((r) => r.lastFailedAt)}::float8[]
      ) r(grain, minute, kind, tenant_id, subject, events, delivered, failed, dead, latency, first_attempt_delay, errors,
          last_error, last_failed_at)
      order by 1, 2, 3, 4, 5
    on conflict (grain, minute, kind, tenant_id, subject) do update set
      events = roll_ups.events + excluded.events, delivered = roll_ups.delivered + excluded.delivered,
      failed = roll_ups.failed + excluded.failed, dead = roll_ups.dead + excluded.dead,
      latency = ${added(tx, 'latency')}, first_attempt_delay = ${added(tx, 'first_attempt_delay')},
      errors = case
        when excluded.errors is null then roll_ups.errors
        when roll_ups.errors is null then excluded.errors
        else (select jsonb_object_agg(key, n) from (
                select key, sum(value::int) as n from (
                  select * from jsonb_each_text(roll_ups.errors)
                  union all select * from jsonb_each_text(excluded.errors)) both_of group by key) summed) end,
      last_error = case when excluded.last_failed_at >= roll_ups.last_failed_at or roll_ups.last_failed_at is null
        then coalesce(excluded.last_error, roll_ups.last_error) else roll_ups.last_error end,
      last_failed_at = greatest(roll_ups.last_failed_at, excluded.last_failed_at)`
}

/** A histogram and what comes to it, bucket by bucket. */
function added(tx: SqlTx, histogram: 'latency' | 'first_attempt_delay') {
  const [held, more] = [tx(`roll_ups.${histogram}`), tx(`excluded.${histogram}`)]
  return tx`
    case when ${more} = '{}' then ${held} when ${held} = '{}' then ${more}
         else (select array_agg(coalesce(b.held, 0) + coalesce(b.more, 0) order by b.bucket)
                 from unnest(${held}, ${more}) with ordinality b(held, more, bucket)) end`
}

/** Deletes roll-ups that began before these Unix minutes, at most `limit` of each grain. */
export async function deleteRollUps(
  sql: Sql,
  before: { minute: number; hour: number },
  limit: number,
): Promise<{ deleted: number; more: boolean }> {
  const old = (grain: 'minute' | 'hour') => sql`
    delete from roll_ups where ctid = any(array(
      select ctid from roll_ups where grain = ${grain} and minute < ${before[grain]} order by minute limit ${limit}))
      returning 1`
  const rows = await sql<{ deleted: number }[]>`
    with m as (${old('minute')}), h as (${old('hour')})
    select count(*)::int as deleted from m union all select count(*)::int from h`
  const counts = rows.map((row) => row.deleted)
  return { deleted: counts.reduce((sum, one) => sum + one, 0), more: counts.includes(limit) }
}
