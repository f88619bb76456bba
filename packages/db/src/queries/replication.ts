import type { Sql } from '../connect.ts'

export interface LogPosition {
  /** Of which database of which cluster: standbys have it from their primary. */
  of: string
  /** Bytes since the log's beginning. */
  bytes: number
}

/** How far the log of a primary has come. */
export async function primaryPosition(sql: Sql): Promise<LogPosition> {
  const [row] = await sql<[LogPosition]>`
    select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as bytes, ${databaseIdentity(sql)} as of`
  return row
}

/** How far a standby has carried it out. @returns undefined when the server is no standby */
export async function replayedPosition(sql: Sql): Promise<LogPosition | undefined> {
  const [row] = await sql<[{ bytes: number | null; of: string }]>`
    select case when pg_is_in_recovery() then pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::float8 end as bytes,
           ${databaseIdentity(sql)} as of`
  return row.bytes === null ? undefined : { bytes: row.bytes, of: row.of }
}

const databaseIdentity = (sql: Sql) => sql`(
  select c.system_identifier || '/' || d.oid from pg_control_system() c, pg_database d where d.datname = current_database())`
