import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { openStore, type Store } from '@g5/backup'
import { connect } from '@g5/db'
import {
  type BucketServer,
  canStartRedis,
  faketimeLibrary,
  freePort,
  freshDatabase,
  type OwnRedis,
  spawnService,
  startBucketServer,
  startCollector,
  startRedis,
} from '@g5/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Row } from './examine.ts'

vi.setConfig({ testTimeout: 60_000 })

const open: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

interface Report {
  ok: boolean
  rows: Row[]
}

async function run(env: Record<string, string>, flags: string[] = ['--json'], clockSkewSeconds = 0) {
  const { lines, exited } = spawnService('services/api/src/commands/doctor.ts', env, { args: flags, clockSkewSeconds })
  const { code } = await exited
  return { code, said: lines.map(({ text, ...line }) => text ?? JSON.stringify(line)).join('\n') }
}

async function examine(env: Record<string, string>, flags: string[] = [], clockSkewSeconds = 0) {
  const { code, said } = await run(env, ['--json', ...flags], clockSkewSeconds)
  const { ok, rows }: Report = JSON.parse(said)
  return { code, ok, said, rows: Object.fromEntries(rows.map(({ id, ...row }) => [id, row])) }
}

const secret = () => randomBytes(24).toString('hex')
const lights = (rows: Record<string, Pick<Row, 'status'>>) =>
  Object.fromEntries(Object.entries(rows).map(([id, { status }]) => [id, status]))

describe.skipIf(!canStartRedis())('the checklist', () => {
  let env: Record<string, string>
  let redis: OwnRedis

  beforeAll(async () => {
    const database = await freshDatabase()
    open.push(database.close)
    redis = await startRedis({ appendonly: true, args: ['--maxmemory-policy', 'noeviction'] })
    open.push(redis.stop)
    const collector = await startCollector()
    open.push(collector.close)
    const port = await freePort()
    env = {
      ...{ NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), RATE_LIMIT_MAX: '9000' },
      ...{ DATABASE_URL: database.url, REDIS_URL: redis.url, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
      ...{ JWT_SECRET: secret(), ENCRYPTION_KEY: secret(), OPERATOR_API_KEY: secret() },
      ...{ DB_CREDENTIALS_ROTATED_AT: new Date().toISOString().slice(0, 10), BACKUP_RETENTION_DAYS: '30' },
    }
    const api = spawnService('services/api/src/main.ts', env, { readyUrl: `http://127.0.0.1:${port}/ready` })
    open.push(api.stop)
    await api.ready()
  })

  test('is green where the environment is as it should be', async () => {
    const { rows } = await examine(env)
    const { database_password, backups, postgres_durability, ...others } = lights(rows)
    expect(others).toEqual({
      ...{ environment: 'green', jwt_secret: 'green', encryption_key: 'green', operator_key: 'green' },
      ...{ secrets_differ: 'green', database_rotation: 'green', csp: 'green', hsts: 'yellow', telemetry: 'green' },
      ...{
        rate_limits: 'green',
        backup_retention: 'green',
        wal_archive: 'yellow',
        migrations: 'green',
        clock: 'green',
        egress: 'green',
      },
      ...{ redis: 'green', redis_persistence: 'green', redis_eviction: 'green' },
      ...{ postgres_version: 'green', postgres_connections: 'green', postgres_timezone: 'green', replicas: 'green' },
    })
    expect(rows['hsts']?.found).toContain('max-age=31536000')
  })

  test('names each thing that is wrong, shows no secret, and exits with 1', async () => {
    const spoilt = await freshDatabase({ empty: true })
    open.push(spoilt.close)
    const db = connect(spoilt.url, { max: 1, name: 'test' })
    await db.sql.unsafe(`alter database ${new URL(spoilt.url).pathname.slice(1)} set synchronous_commit = off`)
    await db.close()
    const careless = await startRedis({ args: ['--maxmemory-policy', 'allkeys-lru'] })
    open.push(careless.stop)
    const nobody = `http://127.0.0.1:${await freePort()}`
    const weak = `changeme-${secret()}`
    const { code, ok, rows, said } = await examine({
      ...env,
      ...{ DATABASE_URL: spoilt.url, REDIS_URL: careless.url, JWT_SECRET: weak, RATE_LIMIT_MAX: '6000' },
      ...{ OPERATOR_API_KEY: env['ENCRYPTION_KEY'] ?? '', OTEL_EXPORTER_OTLP_ENDPOINT: nobody },
      ...{ DB_CREDENTIALS_ROTATED_AT: '2020-01-01', EGRESS_ALLOWED_CIDRS: '0.0.0.0/0' },
      ...{ PUBLIC_URL: nobody, DATABASE_POOL_MAX: '500', BACKUP_RETENTION_DAYS: '1' },
    })
    expect([code, ok]).toEqual([1, false])
    expect(lights(rows)).toMatchObject({
      ...{ environment: 'red', jwt_secret: 'red', encryption_key: 'green', secrets_differ: 'red' },
      ...{ database_rotation: 'yellow', csp: 'red', hsts: 'red', telemetry: 'red', rate_limits: 'yellow' },
      ...{ backup_retention: 'yellow', migrations: 'red', egress: 'red', postgres_connections: 'red' },
      ...{ redis: 'green', redis_persistence: 'yellow', redis_eviction: 'red', postgres_durability: 'red' },
    })
    expect(rows['telemetry']?.found).toContain('ECONNREFUSED')
    for (const hidden of [weak, env['ENCRYPTION_KEY'], new URL(spoilt.url).password])
      if (hidden) expect(said).not.toContain(hidden)
  })

  test('goes on when everything is away or nothing is set, and each row says so', async () => {
    const nothing = await examine({})
    expect(nothing.code).toBe(1)
    expect(Object.keys(nothing.rows)).toEqual(Object.keys((await examine(env)).rows))
    expect(lights(nothing.rows)).toMatchObject({ environment: 'red', migrations: 'red', clock: 'red', redis: 'green' })
    const away = { DATABASE_URL: 'postgres://127.0.0.1:1/none', REDIS_URL: 'redis://127.0.0.1:1' }
    const { rows } = await examine({ ...env, ...away })
    expect(lights(rows)).toMatchObject({ migrations: 'red', postgres_version: 'red', redis: 'red', csp: 'green' })
    expect(rows['redis']?.found).toContain('ECONNREFUSED')
  })

  test('waits for none that hangs', async () => {
    redis.pause()
    try {
      const { rows } = await examine(env)
      expect(lights(rows)).toMatchObject({ redis: 'red', redis_eviction: 'red', migrations: 'green' })
    } finally {
      redis.resume()
    }
  })

  test('asks where it is told to, and takes no other place for the API', async () => {
    const other = createServer((_, response) => response.writeHead(404).end()).listen(0, '127.0.0.1')
    await once(other, 'listening')
    open.push(async () => other.close())
    const address = other.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const { rows } = await examine(env, ['--url', `http://127.0.0.1:${port}`])
    expect(rows['csp']).toMatchObject({ status: 'red', found: expect.stringContaining('404') })
    expect(await run(env, ['--url', 'g5.example.com'])).toMatchObject({
      code: 1,
      said: expect.stringContaining('--url'),
    })
  })

  test('knows how old the newest good backup is', async () => {
    const db = connect(env['DATABASE_URL'] ?? '', { max: 1, name: 'test' })
    open.push(db.close)
    await db.sql.unsafe(`create table if not exists backups
      (id uuid primary key, started_at timestamptz not null, finished_at timestamptz not null, error text)`)
    const backups = async () => (await examine(env)).rows['backups']
    expect(await backups()).toMatchObject({ status: 'yellow', found: 'not configured' })
    await db.sql`
      insert into backups (id, started_at, finished_at, error) values (gen_random_uuid(), now(), now(), 'no space left')`
    expect(await backups()).toMatchObject({ status: 'red', found: 'none was good yet' })
    await db.sql`
      insert into backups (id, started_at, finished_at)
        values (gen_random_uuid(), now() - interval '31 hours', now() - interval '30 hours')`
    expect(await backups()).toMatchObject({ status: 'yellow', found: expect.stringContaining('30.0') })
    await db.sql`update backups set error = null`
    expect((await backups())?.status).toBe('green')
  })

  test('looks into the bucket that backups are kept in, for the newest whole one', async () => {
    const server = await startBucketServer()
    open.push(server.close)
    const { accessKeyId, secretAccessKey } = server.credentials
    const name = await server.bucket()
    const bucket = {
      ...{ ...env, BACKUP_S3_BUCKET: name, BACKUP_S3_ENDPOINT: server.endpoint, BACKUP_S3_ACCESS_KEY_ID: accessKeyId },
      BACKUP_S3_SECRET_ACCESS_KEY: secretAccessKey,
    }
    const look = async (over = {}) => (await examine({ ...bucket, ...over })).rows['backups']
    expect(await look({ BACKUP_S3_BUCKET: 'nobodys' })).toMatchObject({
      status: 'red',
      found: expect.stringContaining('s3://nobodys: there is no such bucket'),
    })
    expect(await look()).toMatchObject({ status: 'red', found: `none is in s3://${name}` })
    for (const [hours, half] of [
      [40, false],
      [30, false],
      [1, true],
    ] as const)
      await leaveBackup(bucketStoreOf(server, name), hours, half)
    expect(await look()).toMatchObject({
      status: 'yellow',
      found: expect.stringContaining(`in s3://${name} is 30.0 h`),
    })
  })

  test.skipIf(!faketimeLibrary())('sees that the clock of this host is wrong', async () => {
    expect((await examine(env, [], 120)).rows['clock']).toMatchObject({
      status: 'red',
      found: expect.stringContaining('behind'),
    })
  })

  test('is a table for people, in colours only on a terminal', async () => {
    const { said } = await run(env, [])
    expect(said).toMatch(/^green {3}Environment {2,}every variable is valid for production$/m)
    expect(said).toMatch(/^\d+ green, \d+ yellow, \d+ red$/m)
    expect(said).not.toContain('\u001b[')
  })
})

function bucketStoreOf({ endpoint, credentials }: BucketServer, name: string): Store {
  return openStore({ bucket: { name, endpoint, credentials, region: 'us-east-1', prefix: undefined, pathStyle: true } })
}

/** What a backup leaves that ended so many hours ago; a half one has more bytes in its manifest than there are. */
async function leaveBackup(store: Store, hours: number, half: boolean): Promise<void> {
  const file = `g5-20260101T000000Z-${randomBytes(3).toString('hex')}.dump`
  const at = new Date(Date.now() - hours * 3_600_000).toISOString()
  const manifest = {
    ...{ id: randomUUID(), file, startedAt: at, finishedAt: at, sizeBytes: half ? 5 : 4, sha256: '0'.repeat(64) },
    ...{ encrypted: false, serverVersion: 18, toolVersion: 18, migrations: [], counts: {} },
  }
  await store.put(file, bytesOf('dump'))
  await store.put(`${file}.json`, bytesOf(JSON.stringify(manifest)))
}

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}
