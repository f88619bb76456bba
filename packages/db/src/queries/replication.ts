import type { Sql } from '../connect.ts'

/** How far the log of a primary has come, in bytes since its beginning. */
export async function primaryPosition(sql: Sql): Promise<number> {
  const [row] = await sql<[{ position: number }]>`
    select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as position`
  return row.position
}

/** How far a standby has carried it out. @returns undefined when the server is no standby */
export async function replayedPosition(sql: Sql): Promise<number | undefined> {
  const [row] = await sql<[{ position: number | null }]>`
    select case when pg_is_in_recovery() then pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::float8 end as position`
  return row.position ?? undefined
}
