import type { Sql } from '../connect.ts'

/** Counts stop here: an exact count of a long backlog would cost what health must never cost. */
export const countedUpTo = 10_000

export interface DeliveryHealth {
  due: number
  oldestDueSeconds: number | null
  dead: number
  held: number
  circuits: { open: number; half_open: number }
}

/** What waits and what is dead. Lanes that are disabled, slowed or behind an open circuit wait on purpose and are not counted as due. */
export async function deliveryHealth(sql: Sql): Promise<DeliveryHealth> {
  const [row] = await sql<[DeliveryHealth]>`
    with first as (
      select l.lane, o.next_at from lanes l cross join lateral (
        select next_at from open_deliveries o where o.lane = l.lane and o.next_at <= now() order by next_at limit 1) o
        where not l.disabled and l.closed_at is null and (l.slow_until is null or l.slow_until <= now())
          and l.circuit = 'closed'
    )
    select (select count(*) from (
              select from first f join open_deliveries o on o.lane = f.lane and o.next_at <= now() limit ${countedUpTo}) c
           )::int as due,
           (select extract(epoch from now() - min(next_at)) from first)::float8 as "oldestDueSeconds",
           (select count(*) from (select from open_deliveries where state = 'dead' limit ${countedUpTo}) d)::int as dead,
           (select count(*) from (select from open_deliveries where state = 'held' limit ${countedUpTo}) h)::int as held,
           (select json_build_object('open', count(*) filter (where circuit = 'open'),
                                     'half_open', count(*) filter (where circuit = 'half_open'))
              from lanes where circuit <> 'closed' and closed_at is null) as circuits`
  return row
}

/** Connections of this database that are ours, by the name of their pool and what they are doing. */
export function ourConnections(sql: Sql): Promise<{ pool: string; state: string; count: number }[]> {
  return sql<{ pool: string; state: string; count: number }[]>`
    select application_name as pool, coalesce(state, 'unknown') as state, count(*)::int as count
      from pg_stat_activity where datname = current_database() and application_name like 'g5-%' group by 1, 2`
}

/** Milliseconds that one round trip took. */
export async function pingDatabase(sql: Sql): Promise<number> {
  const sent = performance.now()
  await sql`select 1`
  return performance.now() - sent
}

/** The server's major version, such as 18. */
export async function serverVersion(sql: Sql): Promise<number> {
  const [row] = await sql<[{ major: number }]>`select current_setting('server_version_num')::int / 10000 as major`
  return row.major
}

/** The newest dead letters, for the queue that mirrors them. */
export async function newestDeadLetters(sql: Sql, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from open_deliveries where state = 'dead' order by id desc limit ${limit}`
  return rows.map((row) => row.id)
}
