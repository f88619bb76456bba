import { randomBytes } from 'node:crypto'
import { ask } from './servers/desk.ts'
import { databaseUrl, run } from './servers/postgres.ts'

export interface FreshDatabase {
  url: string
  /** Drops it, whoever is still connected. */
  close(): Promise<void>
}

/** A database of one's own on the run's Postgres: migrated, or with nothing in it where `empty` is set. */
export async function freshDatabase({ empty = false } = {}): Promise<FreshDatabase> {
  const { adminUrl, template } = await ask('postgres')
  const name = `g5_test_${randomBytes(6).toString('hex')}`
  await run(adminUrl, (sql) => sql`create database ${sql(name)} template ${sql(empty ? 'template0' : template)}`)
  return {
    url: databaseUrl(adminUrl, name),
    close: () => run(adminUrl, async (sql) => void (await sql`drop database if exists ${sql(name)} with (force)`)),
  }
}
