import type { Sql } from '../connect.ts'

/** What a deployment depends on, as this session has it: a role's or a database's own settings count. */
export interface ServerSettings {
  /** The major version. */
  version: number
  fsync: string
  fullPageWrites: string
  synchronousCommit: string
  maxConnections: number
  /** Of those, kept for superusers. */
  reservedConnections: number
  timeZone: string
}

export async function serverSettings(sql: Sql): Promise<ServerSettings> {
  const [row] = await sql<[ServerSettings]>`
    select current_setting('server_version_num')::int / 10000 as version, current_setting('fsync') as fsync,
           current_setting('full_page_writes') as "fullPageWrites",
           current_setting('synchronous_commit') as "synchronousCommit",
           current_setting('max_connections')::int as "maxConnections",
           current_setting('superuser_reserved_connections')::int as "reservedConnections",
           current_setting('TimeZone') as "timeZone"`
  return row
}

/** Milliseconds by which the database's clock is ahead of this host's, and half of the round trip that it took to ask. */
export async function clockSkew(sql: Sql): Promise<{ aheadMs: number; uncertainMs: number }> {
  await sql`select 1` // Opens the connection, which would count as the way there alone.
  const sent = Date.now()
  const [row] = await sql<[{ ms: number }]>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`
  const answered = Date.now()
  return { aheadMs: row.ms - (sent + answered) / 2, uncertainMs: (answered - sent) / 2 }
}

/** Seconds since the newest good backup ended; null when none was good, undefined when none was ever tried. */
export async function backupAge(sql: Sql): Promise<number | null | undefined> {
  const [table] = await sql<[{ exists: boolean }]>`select to_regclass('backups') is not null as exists`
  if (!table.exists) return undefined
  const [row] = await sql<[{ age: number | null; tried: boolean }]>`
    select extract(epoch from now() - max(finished_at) filter (where error is null))::float8 as age,
           count(*) > 0 as tried from backups`
  return row.tried ? row.age : undefined
}
