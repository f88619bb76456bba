import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { Refusal, removeEmbeddedPostgres, startEmbeddedPostgres } from '../embedded-postgres.ts'

/** Where test files get their databases from. */
export interface SharedPostgres {
  /** May create databases. */
  adminUrl: string
  /** Migrated once, connected to by nobody. */
  template: string
  stop(): Promise<void>
}

/** `TEST_DATABASE_URL`, else the embedded server, else a container where Docker answers. */
export async function startSharedPostgres(externalUrl: string | undefined): Promise<SharedPostgres> {
  const server = externalUrl ? { url: externalUrl, stop: async () => {} } : await ownServer()
  try {
    const template = `g5_template_${randomBytes(4).toString('hex')}`
    await run(server.url, (sql) => sql`create database ${sql(template)}`)
    await migrate(databaseUrl(server.url, template))
    return {
      adminUrl: server.url,
      template,
      async stop() {
        if (externalUrl) await run(server.url, (sql) => sql`drop database if exists ${sql(template)} with (force)`)
        await server.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function ownServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const directory = join(await mkdtemp(join(tmpdir(), 'g5-test-postgres-')), 'postgres')
  const forget = () => rm(join(directory, '..'), { recursive: true, force: true })
  try {
    const server = await startEmbeddedPostgres({ directory, throwaway: true, settings: { max_connections: 300 } })
    return {
      url: server.url,
      async stop() {
        await server.stop()
        if (server.directory !== directory) await removeEmbeddedPostgres(directory)
        await forget()
      },
    }
  } catch (error) {
    await forget()
    const container = await postgresContainer()
    if (container) return container
    throw error instanceof Refusal
      ? new Refusal(`${error.message} Or name a Postgres in TEST_DATABASE_URL; Docker does not answer here either.`)
      : error
  }
}

async function postgresContainer() {
  const { GenericContainer, Wait } = await import('testcontainers')
  try {
    const password = randomBytes(12).toString('hex')
    const container = await new GenericContainer('postgres:18-alpine')
      .withEnvironment({ POSTGRES_PASSWORD: password })
      .withCommand(['postgres', '-c', 'fsync=off', '-c', 'max_connections=300'])
      .withExposedPorts(5432)
      .withWaitStrategy(Wait.forLogMessage(/ready to accept connections/, 2))
      .start()
    const url = `postgres://postgres:${password}@${container.getHost()}:${container.getMappedPort(5432)}/postgres`
    return { url, stop: async () => void (await container.stop()) }
  } catch {
    return undefined
  }
}

/**
 * By its place, not its name: packages/db tests itself with this package, and a dependency back would be a circle.
 * @throws when packages/db can't be loaded or its migrations fail.
 */
export async function migrate(url: string): Promise<void> {
  const module: { migrate(url: string): Promise<unknown> } = await import(
    new URL('../../../db/src/migrate.ts', import.meta.url).href
  )
  await module.migrate(url)
}

export function databaseUrl(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

/** One statement on a connection of its own. */
export async function run<T>(url: string, statement: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'g5-testing' } })
  try {
    return await statement(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
