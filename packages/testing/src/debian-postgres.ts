import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findCluster, initialise } from './embedded/cluster.ts'
import { serve } from './embedded/serve.ts'
import type { FreshDatabase } from './fresh-database.ts'
import { databaseUrl, migrate, run } from './servers/postgres.ts'

/** Where Debian's package postgresql-15 has its programs: a server with the client that matches it. */
export const debianBin = '/usr/lib/postgresql/15/bin'

export interface DebianPostgres {
  url: string
  /** The directory of its pg_dump and pg_restore. */
  bin: string
  /** A database of one's own: migrated, or with nothing in it where `empty` is set. */
  database(options?: { empty?: boolean }): Promise<FreshDatabase>
  stop(): Promise<void>
}

/** Whether tests may start a Postgres that has its pg_dump beside it: the embedded one comes without. */
export function canStartDebianPostgres(): boolean {
  const isThere = existsSync(`${debianBin}/initdb`) && existsSync(`${debianBin}/pg_dump`)
  if (!isThere)
    process.stderr.write(
      `\n  BACKUP TESTS ARE SKIPPED: there is no Postgres in ${debianBin}.\n` +
        '  Everything else runs. On Debian: apt-get install postgresql-15\n\n',
    )
  return isThere
}

/** On the loopback, as the user whom the embedded one runs as. It ends when this process does. */
export async function startDebianPostgres(): Promise<DebianPostgres> {
  const directory = join(await mkdtemp(join(tmpdir(), 'g5-test-debian-')), 'postgres')
  const cluster = findCluster(directory, () => {})
  await initialise(cluster, `${debianBin}/initdb`, false, ['--locale=C.UTF-8'])
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const server = await serve(cluster, `${debianBin}/postgres`, { settings })
  return {
    url: server.url,
    bin: debianBin,
    async database({ empty = false } = {}) {
      const name = `g5_test_${randomBytes(6).toString('hex')}`
      await run(server.url, (sql) => sql`create database ${sql(name)} template template0`)
      const url = databaseUrl(server.url, name)
      if (!empty) await migrate(url)
      return {
        url,
        close: () =>
          run(server.url, async (sql) => void (await sql`drop database if exists ${sql(name)} with (force)`)),
      }
    },
    async stop() {
      await server.stop()
      for (const place of [cluster.directory, join(directory, '..')]) await rm(place, { recursive: true, force: true })
    },
  }
}
