import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Sql } from 'postgres'
import { canStartDebianPostgres, debianBin } from './debian-postgres.ts'
import { type Cluster, findCluster, initialise, passwordOf } from './embedded/cluster.ts'
import { type EmbeddedPostgres, serve } from './embedded/serve.ts'
import { freePort } from './free-port.ts'
import { bareEnvironment } from './process.ts'
import { databaseUrl, migrate, run } from './servers/postgres.ts'
import { until } from './until.ts'

/** What an operator copies: infra/RECOVERY.md. */
const configuration = resolve(import.meta.dirname, '../../../infra/postgres')

/** Whether there are Debian's Postgres and its pgBackRest. */
export function canArchive(): boolean {
  const isThere = existsSync('/usr/bin/pgbackrest')
  if (!isThere)
    process.stderr.write(
      '\n  POINT-IN-TIME TESTS ARE SKIPPED: there is no pgBackRest. On Debian: apt-get install pgbackrest\n\n',
    )
  return isThere && canStartDebianPostgres()
}

export interface ArchivedPostgres {
  /** Of the database `g5`, the same whatever was restored. */
  url: string
  /** Makes the database and applies the migrations. */
  createDatabase(): Promise<void>
  /** As infra/RECOVERY.md has it: `pgbackrest --config=… --stanza=g5 …`, as the server's user. Gives what it said. */
  pgbackrest(...args: string[]): Promise<string>
  /** Waits until it may be written to. */
  start(): Promise<void>
  /** Fast shutdown; the server archives what is left. */
  stop(): Promise<void>
  /** As if the machine had burnt: SIGKILL, and the data is gone. */
  lose(): Promise<void>
  /** The stopped server's data gets out of the way of what is restored. */
  setAside(): Promise<void>
  remove(): Promise<void>
}

/**
 * A cluster of one's own that archives by the files in infra/postgres, with its stanza made and nothing backed up.
 * `archiveTimeoutSeconds` stands in for the minute of the file.
 */
export async function startArchivedPostgres(archiveTimeoutSeconds: number): Promise<ArchivedPostgres> {
  const temporary = await mkdtemp(join(tmpdir(), 'g5-test-archived-'))
  const cluster = findCluster(join(temporary, 'postgres'), () => {})
  await initialise(cluster, `${debianBin}/initdb`, false, ['--locale=C.UTF-8'])
  const port = await freePort()
  const config = await configure(cluster, port)
  let server: EmbeddedPostgres | undefined

  const admin = databaseUrl(`postgres://g5:${passwordOf(cluster)}@127.0.0.1:${port}`, 'postgres')
  const url = databaseUrl(admin, 'g5')
  // What is measured must have been written, as it would be: fsync stays on.
  const start = async () => {
    server = await serve(cluster, `${debianBin}/postgres`, {
      port,
      settings: { unix_socket_directories: join(cluster.directory, 'run'), archive_timeout: archiveTimeoutSeconds },
    })
    // It lets readers in while it still fetches WAL, and the product must write.
    const isWritable = (sql: Sql) => sql`select 1 where not pg_is_in_recovery()`
    await until(async () => (await run(admin, isWritable)).length > 0, { withinMs: 60_000, what: 'recovery to end' })
  }
  const stop = async () => server?.stop()
  const { directory, data, user } = cluster
  async function pgbackrest(...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)('pgbackrest', [`--config=${config}`, '--stanza=g5', ...args], {
      ...(user && { uid: user.uid, gid: user.gid }),
      cwd: '/',
      env: { ...bareEnvironment(), HOME: directory, PGUSER: 'g5', PGPASSWORD: passwordOf(cluster) },
    })
    return stdout
  }
  async function remove() {
    await stop()
    for (const place of [directory, temporary]) await rm(place, { recursive: true, force: true })
  }

  try {
    await start()
    await pgbackrest('stanza-create')
  } catch (error) {
    await remove()
    throw error
  }
  return {
    url,
    pgbackrest,
    start,
    stop,
    remove,
    async createDatabase() {
      await run(admin, (sql) => sql`create database g5 template template0`)
      await migrate(url)
    },
    async lose() {
      await server?.kill()
      await rm(data, { recursive: true })
    },
    setAside: () => rename(data, `${data}.damaged`),
  }
}

/** Puts both files in place, for this cluster. Gives the path of pgBackRest's. */
async function configure({ directory, data, user }: Cluster, port: number): Promise<string> {
  const own = async (path: string) => user && chown(path, user.uid, user.gid)
  const places = {
    '/etc/pgbackrest': join(directory, 'etc'),
    '/var/lib/pgbackrest': join(directory, 'repository'),
    '/var/log/pgbackrest': join(directory, 'log'),
    '/tmp/pgbackrest': join(directory, 'lock'),
    '/var/run/postgresql': join(directory, 'run'),
  }
  for (const place of Object.values(places)) {
    await mkdir(place, { mode: 0o700 })
    await own(place)
  }
  const replacements = Object.entries({
    ...places,
    '/var/lib/postgresql/15/main': data,
    'pg1-port=5432': `pg1-port=${port}`,
    '#repo1-cipher-pass=': `repo1-cipher-pass=${randomBytes(36).toString('base64')}`,
  })
  const text = async (name: string) =>
    replacements.reduce(
      (all, [from, to]) => all.replaceAll(from, to),
      await readFile(join(configuration, name), 'utf8'),
    )
  const path = (name: string) => join(places['/etc/pgbackrest'], name)
  for (const name of ['pgbackrest.conf', 'archiving.conf']) {
    await writeFile(path(name), await text(name), { mode: 0o600 })
    await own(path(name))
  }
  // Part of the data and so of every backup: a restored server archives as well.
  await writeFile(join(data, 'postgresql.conf'), `\ninclude '${path('archiving.conf')}'\n`, { flag: 'a' })
  return path('pgbackrest.conf')
}
