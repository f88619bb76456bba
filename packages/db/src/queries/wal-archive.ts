import type { Sql } from '../connect.ts'

/** What pg_stat_archiver knows, by the database's clock. */
export interface WalArchive {
  /** By archive_command, or by a library (15 and later). */
  isOn: boolean
  /** Seconds since the last segment was archived; null when none was since the statistics were reset. */
  archivedAge: number | null
  /** Seconds since archiving last failed; null when it never did. */
  failedAge: number | null
}

export async function walArchive(sql: Sql): Promise<WalArchive> {
  const [row] = await sql<[WalArchive]>`
    select current_setting('archive_mode') <> 'off' as "isOn",
           extract(epoch from clock_timestamp() - last_archived_time)::float8 as "archivedAge",
           extract(epoch from clock_timestamp() - last_failed_time)::float8 as "failedAge"
    from pg_stat_archiver`
  return row
}
