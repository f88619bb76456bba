import type { Sql } from '../connect.ts'

/**
 * Makes the partitions of the weeks and months ahead. A lock that is not to be had within 2 s is left alone: the next
 * round tries again, and there are several weeks in hand.
 * @returns the names of those it made
 */
export async function ensurePartitions(sql: Sql, ahead = 4): Promise<string[]> {
  return sql.begin(async (tx) => {
    await tx`set local lock_timeout = '2s'`
    const rows = await tx<{ name: string }[]>`select ensure_partitions(${ahead}) as name`
    return rows.map((row) => row.name)
  })
}

/** How many whole weeks from now on the events can be stored. */
export async function partitionsAhead(sql: Sql): Promise<number> {
  const [row] = await sql<[{ ahead: number }]>`
    select count(*)::int - 1 as ahead from generate_series(0, 60) n
      where to_regclass('events' || to_char(date_trunc('week', now() at time zone 'UTC') + n * interval '1 week',
                                            '_IYYY"w"IW')) is not null`
  return row.ahead
}

/** Deletes what has expired, at most `limit` rows of each table, so that no statement runs for long. */
export async function deleteExpired(sql: Sql, limit = 10_000): Promise<{ deleted: number; more: boolean }> {
  const rows = await sql<{ deleted: number }[]>`
    with d as (
      delete from dedup where key in (select key from dedup where expires_at < now() order by expires_at limit ${limit})
      returning 1
    ), i as (
      delete from idempotent_answers
        where key in (select key from idempotent_answers where expires_at < now() order by expires_at limit ${limit})
      returning 1
    ), t as (
      delete from refresh_tokens
        where hash in (select hash from refresh_tokens where expires_at < now() order by expires_at limit ${limit})
      returning 1
    ), v as (
      delete from invites
        where user_id in (select user_id from invites where expires_at < now() order by expires_at limit ${limit})
          and expires_at < now()
      returning 1
    ), p as (
      delete from portal_sessions
        where id in (select id from portal_sessions where expires_at < now() order by expires_at limit ${limit})
      returning 1
    )
    select count(*)::int as deleted from d union all select count(*)::int from i union all select count(*)::int from t
    union all select count(*)::int from v union all select count(*)::int from p`
  const counts = rows.map((row) => row.deleted)
  return { deleted: counts.reduce((sum, one) => sum + one, 0), more: counts.some((one) => one === limit) }
}
