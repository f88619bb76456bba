import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import type { Sql } from './connect.ts'

export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))

interface Migration {
  tag: string
  /** SHA-256 of the file, as drizzle keeps it. */
  hash: string
}

/** The migrations of this build, oldest first. */
export function migrationsOfBuild(): Migration[] {
  const journal = JSON.parse(readFileSync(`${migrationsFolder}/meta/_journal.json`, 'utf8')) as {
    entries: { tag: string }[]
  }
  return journal.entries.map(({ tag }) => ({
    tag,
    hash: createHash('sha256')
      .update(readFileSync(`${migrationsFolder}/${tag}.sql`))
      .digest('hex'),
  }))
}

/**
 * Tags of this build's migrations that the database lacks. Compared by hash: drizzle's own test compares times, and
 * passes over a migration that is older than the last one applied. A database that is ahead of this build lacks none.
 */
export async function pendingMigrations(sql: Sql): Promise<string[]> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as exists`
  const applied = table?.['exists'] ? await sql<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations` : []
  const hashes = new Set(applied.map((row) => row.hash))
  return migrationsOfBuild()
    .filter(({ hash }) => !hashes.has(hash))
    .map(({ tag }) => tag)
}

/**
 * Applies what is pending, under an advisory lock, so that two at once make one.
 * @throws when a migration is still pending afterwards, which means that the folder's order was changed.
 */
export async function migrate(url: string): Promise<{ applied: string[] }> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'g5-migrate' } })
  try {
    await sql`select pg_advisory_lock(hashtext('g5.migrate'))`
    const applied = await pendingMigrations(sql)
    if (applied.length > 0) await applyMigrations(drizzle(sql), { migrationsFolder })
    const left = await pendingMigrations(sql)
    if (left.length > 0)
      throw new Error(
        `${left.join(', ')} did not get applied: it is older than one that the database already has. ` +
          'Generate it anew, so that its place in the journal is the last.',
      )
    await sql`select ensure_partitions(4)`
    return { applied }
  } finally {
    await sql.end({ timeout: 5 })
  }
}
