import { sql as fragment } from 'drizzle-orm'
import type { Sql, Tx } from '../connect.ts'
import { backups } from '../schema/index.ts'

/** What an operator would miss first. Counted in a backup's own snapshot, and again when it has been restored. */
const countedTables = [
  ...['tenants', 'users', 'api_keys', 'event_types', 'endpoints', 'endpoint_secrets'],
  ...['events', 'open_deliveries', 'settled_deliveries', 'attempts', 'audit_log'],
]

/** Rows by table, to the last one. */
export type TableCounts = Record<string, number>

/** What one moment of the database looks like. */
export interface Snapshot {
  /** For `pg_dump --snapshot`: what it reads is what was counted. */
  id: string
  counts: TableCounts
  /** SHA-256 of the migrations applied, as drizzle keeps them, oldest first. */
  migrations: string[]
}

/**
 * Holds one moment of the database for as long as `work` takes, and a lock by which no two do so at once.
 * @returns what came of it; `busy` when another holds the lock
 */
export async function withinSnapshot<T>(sql: Sql, work: (snapshot: Snapshot) => Promise<T>): Promise<T | 'busy'> {
  const result = await sql.begin('isolation level repeatable read', async (tx) => {
    await tx`set local idle_in_transaction_session_timeout = 0`
    const [lock] = await tx<[{ held: boolean }]>`select pg_try_advisory_xact_lock(hashtext('g5.backup')) as held`
    if (!lock.held) return { busy: true as const }
    const [exported] = await tx<[{ id: string }]>`select pg_export_snapshot() as id`
    const counts = await countTables(tx)
    return { value: await work({ id: exported.id, counts, migrations: await appliedMigrations(tx) }) }
  })
  return 'busy' in result ? 'busy' : (result.value as T)
}

type Asks = Pick<Sql, 'unsafe'>

/** @throws when one of the tables is not there */
export async function countTables(sql: Asks): Promise<TableCounts> {
  const each = countedTables.map((table) => `select '${table}' as name, count(*)::float8 as rows from ${table}`)
  const rows = await sql.unsafe<{ name: string; rows: number }[]>(each.join(' union all '))
  return Object.fromEntries(rows.map(({ name, rows }) => [name, rows]))
}

/** SHA-256 of each migration that the database has, oldest first. */
export async function appliedMigrations(sql: Asks): Promise<string[]> {
  const rows = await sql.unsafe<{ hash: string }[]>('select hash from drizzle.__drizzle_migrations order by id')
  return rows.map(({ hash }) => hash)
}

export type BackupRow = typeof backups.$inferSelect

export async function storeBackup(tx: Tx, row: typeof backups.$inferInsert): Promise<void> {
  await tx.insert(backups).values(row)
}

/** Forgets the tries that ended longer ago than `days`, but for the newest good one. */
export async function forgetBackups(tx: Tx, days: number): Promise<void> {
  await tx.delete(backups).where(
    fragment`finished_at < now() - make_interval(days => ${days}) and id is distinct from
      (select id from backups where error is null order by finished_at desc limit 1)`,
  )
}

export interface BackupState {
  /** Epoch milliseconds at which the newest good one began and ended; null when there was none. */
  good: { startedAt: number; finishedAt: number } | null
  /** The same of the newest that failed. */
  failedAt: number | null
}

export async function backupState(sql: Sql): Promise<BackupState> {
  const [row] = await sql<[BackupState]>`
    select (select json_build_object('startedAt', extract(epoch from started_at) * 1000,
                                     'finishedAt', extract(epoch from finished_at) * 1000)
              from backups where error is null order by finished_at desc limit 1) as good,
           (select extract(epoch from max(finished_at)) * 1000 from backups where error is not null)::float8
             as "failedAt"`
  return row
}

/** Bytes that the database takes on its disk, with its indexes: a dump takes hardly ever as many. */
export async function databaseSize(sql: Sql): Promise<number> {
  const [row] = await sql<[{ bytes: number }]>`select pg_database_size(current_database())::float8 as bytes`
  return row.bytes
}

/** Whether anybody has made a table, a view or a sequence in the database. */
export async function isEmptyDatabase(sql: Sql): Promise<boolean> {
  const [row] = await sql<[{ empty: boolean }]>`
    select not exists (
      select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
          and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')) as empty`
  return row.empty
}

/** Drops all that anybody has made in the database. A lock that is not to be had within 10 s is an error. */
export async function emptyDatabase(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local lock_timeout = '10s'`
    const schemas = await tx<{ name: string }[]>`
      select nspname as name from pg_namespace where nspname not like 'pg\\_%' and nspname <> 'information_schema'`
    for (const { name } of schemas) await tx`drop schema ${tx(name)} cascade`
    await tx`create schema public`
    await tx`grant usage on schema public to public` // As a new database has it.
  })
}

/** The planner knows nothing of what was just restored. */
export async function analyzeDatabase(sql: Sql): Promise<void> {
  await sql`analyze`
}

export async function createDatabase(sql: Sql, name: string): Promise<void> {
  await sql`create database ${sql(name)} template template0`
}

/** Whoever is still connected. */
export async function dropDatabase(sql: Sql, name: string): Promise<void> {
  await sql`drop database if exists ${sql(name)} with (force)`
}

/** Some endpoints' secrets as they are stored, spread over all there are. */
export async function sampleOfSecrets(sql: Sql, limit: number): Promise<{ id: string; sealed: Buffer }[]> {
  const rows = await sql<{ id: string; sealed: Buffer }[]>`
    select id, sealed from endpoint_secrets order by md5(id::text) limit ${limit}`
  return [...rows]
}
