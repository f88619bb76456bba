import { defaultRetrySchedule } from '@g5/core'
import { describe, expect, test } from 'vitest'
import { loadApiConfig, loadCommandConfig, loadRestoreConfig, loadWorkerConfig } from './index.ts'

const database = { DATABASE_URL: 'postgres://g5:pw@db:5432/g5' }
const development = {
  ...database,
  JWT_SECRET: 'jwt-of-a-developer-who-is-lazy-01',
  ENCRYPTION_KEY: 'encryption-of-a-lazy-developer-01',
}
const production = {
  ...database,
  NODE_ENV: 'production',
  JWT_SECRET: 'Zt3m9qkV1sXw7RbYp5LcN8dFhG2jK4aE',
  ENCRYPTION_KEY: 'a8Jd0fQ2nB6vT4yU1iO9pL7kM3gH5sWx',
  OPERATOR_API_KEY: 'q7Lw2Nx9Rb4Vt6Yc1Mz8Kd3F',
}

describe('defaults', () => {
  test('a developer needs a database and two secrets, and listens on the loopback only', () => {
    const config = loadApiConfig(development)
    expect(config).toMatchObject({
      mode: 'development',
      http: { host: '127.0.0.1', port: 3000, trustProxy: false },
      queue: { backend: 'postgres', databaseUrl: database.DATABASE_URL },
      database: { url: database.DATABASE_URL, poolMax: 10 },
      migrateOnStart: true,
      rateLimit: { max: 6000, windowSeconds: 60 },
      delivery: { retrySchedule: defaultRetrySchedule, timeoutMs: 15_000, leaseMarginMs: 30_000 },
      egress: { allowedCidrs: ['127.0.0.0/8', '::1/128'], publicCidrs: [], httpsOnly: false },
    })
    expect(config.egress.ports).toContainEqual({ first: 8000, last: 9999 })
    expect(loadWorkerConfig(development)).toMatchObject({
      http: { port: 3001 },
      slots: { total: 500, perLaneShare: 0.1 },
    })
  })

  test('production listens everywhere, sends to public https only and leaves migrations to the deployer', () => {
    expect(loadApiConfig(production)).toMatchObject({
      http: { host: '0.0.0.0' },
      migrateOnStart: false,
      egress: { allowedCidrs: [], httpsOnly: true },
    })
  })

  test('commands need a database and nothing else', () => {
    expect(loadCommandConfig(database)).toMatchObject({ databaseUrl: database.DATABASE_URL, logLevel: 'info' })
  })

  test('an empty variable counts as not set, and spaces around a value are not part of it', () => {
    const config = loadApiConfig({ ...development, PORT: '', LOG_LEVEL: ' debug\n', METRICS_TOKEN: ' ' })
    expect(config).toMatchObject({ http: { port: 3000 }, logLevel: 'debug', metricsToken: undefined })
  })

  test('spaces around NODE_ENV do not switch the rules of production off', () => {
    expect(() => loadApiConfig({ ...development, NODE_ENV: ' production ' })).toThrow(/OPERATOR_API_KEY is not set/)
  })
})

describe('the queue', () => {
  const redis = { REDIS_URL: 'redis://cache:6379' }
  test.each([
    [{}, 'postgres'],
    [redis, 'redis'],
    [{ ...redis, QUEUE_BACKEND: 'postgres' }, 'postgres'],
    [{ ...redis, QUEUE_BACKEND: 'redis' }, 'redis'],
  ])('with %j is kept in %s', (env, backend) => {
    expect(loadWorkerConfig({ ...development, ...env }).queue.backend).toBe(backend)
  })

  test('kept in Redis needs a Redis', () => {
    expect(() => loadWorkerConfig({ ...development, QUEUE_BACKEND: 'redis' })).toThrow(
      /REDIS_URL is not set: QUEUE_BACKEND=redis needs it/,
    )
  })
})

describe('more than one Redis', () => {
  const nodes = { REDIS_URL: 'rediss://g5:pw@a:6379', REDIS_CLUSTER_NODES: 'b:6379, [::1]:6380' }
  const sentinels = { REDIS_URL: 'redis://:pw@g5-primary', REDIS_SENTINELS: 's1:26379,s2:26379' }

  test('is a Cluster, or what Sentinels know', () => {
    expect(loadApiConfig({ ...development, ...nodes }).redis?.clusterNodes).toEqual(['b:6379', '[::1]:6380'])
    expect(loadWorkerConfig({ ...development, ...sentinels }).queue).toMatchObject({
      ...{ backend: 'redis', redis: { url: 'redis://:pw@g5-primary', sentinels: ['s1:26379', 's2:26379'] } },
    })
  })

  test.each([
    [{ REDIS_CLUSTER_NODES: 'b:6379' }, 'REDIS_URL is not set: REDIS_CLUSTER_NODES needs it'],
    [{ REDIS_SENTINELS: 's1:26379' }, 'REDIS_URL is not set: REDIS_SENTINELS needs it'],
    [{ ...nodes, ...sentinels }, 'REDIS_SENTINELS must not be set beside REDIS_CLUSTER_NODES'],
    [{ ...nodes, REDIS_URL: 'redis://a:6379/2' }, 'REDIS_URL must name no database beside REDIS_CLUSTER_NODES'],
    [{ ...nodes, REDIS_SENTINEL_PASSWORD: 'pw' }, 'REDIS_SENTINELS is not set: REDIS_SENTINEL_PASSWORD needs it'],
    [{ ...nodes, REDIS_CLUSTER_NODES: 'b' }, 'REDIS_CLUSTER_NODES must be host:port'],
    [{ ...nodes, REDIS_CLUSTER_NODES: 'redis://b:6379' }, 'REDIS_CLUSTER_NODES must be host:port'],
    [{ ...sentinels, REDIS_SENTINELS: 's1:99999' }, 'REDIS_SENTINELS must be host:port'],
  ])('with %j says what is wrong', (env, sentence) => {
    expect(() => loadApiConfig({ ...development, ...env })).toThrow(sentence)
  })
})

describe('backups', () => {
  test.each(['0 3 * * *', '*/15 * * * *'])('are made as a cron expression says: %s', (BACKUP_CRON) => {
    expect(loadWorkerConfig({ ...development, BACKUP_CRON }).backupCron).toBe(BACKUP_CRON)
  })

  test.each(['daily', '0 3 * *', '61 3 * * *', '* * * * * *'])('are not made as nothing says: %s', (BACKUP_CRON) => {
    expect(() => loadWorkerConfig({ ...development, BACKUP_CRON })).toThrow(/BACKUP_CRON must be a cron expression/)
  })

  const bucket = { BACKUP_S3_BUCKET: 'backups' }
  const minio = { ...bucket, BACKUP_S3_ENDPOINT: 'https://minio.example.com:9000' }
  const key = { BACKUP_S3_ACCESS_KEY_ID: 'AKIA', BACKUP_S3_SECRET_ACCESS_KEY: 'pasted-secret' }
  const place = (env: Record<string, string>) => loadCommandConfig({ ...development, ...env }).backup.place

  test('are kept in a directory until a bucket is named, and then in the bucket', () => {
    expect(place({})).toEqual({ directory: '/var/backups/g5-core' })
    expect(place({ BACKUP_DIR: '/mnt/backups', BACKUP_S3_BUCKET: ' ' })).toEqual({ directory: '/mnt/backups' })
    expect(place(bucket)).toEqual({ bucket: { name: 'backups', pathStyle: false } })
    expect(place({ ...minio, ...key, BACKUP_S3_PREFIX: '/eu/one/' })).toEqual({
      bucket: {
        ...{ name: 'backups', endpoint: minio.BACKUP_S3_ENDPOINT, region: 'us-east-1', prefix: 'eu/one' },
        ...{ credentials: { accessKeyId: 'AKIA', secretAccessKey: 'pasted-secret' }, pathStyle: true },
      },
    })
    expect(place({ ...minio, BACKUP_S3_PATH_STYLE: 'false', BACKUP_S3_REGION: 'auto' })).toMatchObject({
      bucket: { region: 'auto', pathStyle: false },
    })
  })

  test.each([
    [{ BACKUP_S3_REGION: 'eu-central-1' }, /BACKUP_S3_BUCKET is not set: BACKUP_S3_REGION needs it/],
    [{ ...key, ...bucket, BACKUP_S3_ACCESS_KEY_ID: '' }, /BACKUP_S3_ACCESS_KEY_ID is not set: BACKUP_S3_SECRET/],
    [{ ...bucket, BACKUP_S3_ACCESS_KEY_ID: 'AKIA' }, /BACKUP_S3_SECRET_ACCESS_KEY is not set: BACKUP_S3_ACCESS_KEY_ID/],
    [{ ...bucket, BACKUP_DIR: '/mnt/backups' }, /BACKUP_DIR must not be set beside BACKUP_S3_BUCKET/],
    [{ ...bucket, BACKUP_S3_ENDPOINT: 'https://me:pw@minio.example.com' }, /BACKUP_S3_ENDPOINT must be the URL/],
    [{ ...bucket, BACKUP_S3_ENDPOINT: 'minio.example.com' }, /BACKUP_S3_ENDPOINT must be the URL/],
    [{ ...bucket, BACKUP_S3_PREFIX: 'a//b' }, /BACKUP_S3_PREFIX must be a path/],
  ])('in a bucket that is half given are refused: %o', (env, said) => {
    for (const load of [loadWorkerConfig, loadCommandConfig]) {
      expect(() => load({ ...development, ...env })).toThrow(said)
      expect(() => load({ ...development, ...env })).not.toThrow('pasted-secret')
    }
  })

  test('are never encrypted under the key that is in them', () => {
    const key = 'k'.repeat(32)
    const env = { ...development, ENCRYPTION_KEY: key, BACKUP_ENCRYPTION_KEY: key }
    for (const load of [loadWorkerConfig, loadCommandConfig])
      expect(() => load(env)).toThrow(/BACKUP_ENCRYPTION_KEY must be another than ENCRYPTION_KEY/)
  })

  test('are put where the command line says, whatever the environment does', () => {
    expect(loadRestoreConfig('postgres://there/b', { DATABASE_URL: 'postgres://here/a' }).databaseUrl).toMatch(/there/)
  })
})

describe('values', () => {
  test.each([
    [{ TRUST_PROXY: '2' }, { http: { trustProxy: 2 } }],
    [{ TRUST_PROXY: '10.0.0.0/8, ::1' }, { http: { trustProxy: ['10.0.0.0/8', '::1'] } }],
    [
      { EGRESS_PORTS: '443, 8000-8080' },
      {
        egress: {
          ports: [
            { first: 443, last: 443 },
            { first: 8000, last: 8080 },
          ],
        },
      },
    ],
    [{ EGRESS_ALLOWED_CIDRS: 'none' }, { egress: { allowedCidrs: [] } }],
    [{ RETRY_SCHEDULE: '0,5,300' }, { delivery: { retrySchedule: [0, 5, 300] } }],
    [
      { ENCRYPTION_KEY_PREVIOUS: `${'n'.repeat(32)},${'o'.repeat(32)}` },
      { encryption: { previous: ['n'.repeat(32), 'o'.repeat(32)] } },
    ],
  ])('%j is understood', (env, expected) => {
    expect(loadApiConfig({ ...development, ...env })).toMatchObject(expected)
  })

  test.each([
    { PORT: '65536' },
    { PORT: '3e3' },
    { PORT: '-1' },
    { NODE_ENV: 'prod' },
    { MIGRATE_ON_START: 'yes' },
    { TRUST_PROXY: 'true' },
    { EGRESS_PORTS: '9000-8000' },
    { EGRESS_PORTS: '443,' },
    { EGRESS_ALLOWED_CIDRS: '10.0.0.0/33' },
    { EGRESS_ALLOWED_CIDRS: 'localhost' },
    { RETRY_SCHEDULE: '0;5' },
    { RETRY_SCHEDULE: '0,1.5' },
    { DELIVERY_TIMEOUT_MS: '31000' },
    { DATABASE_URL: 'mysql://db/g5' },
    { REDIS_URL: 'cache:6379' },
    { CONSOLE_DIR: 'services/console/dist' },
    { JWT_SECRET: 'short' },
    { ENCRYPTION_KEY: `${'k'.repeat(32)},` },
  ])('%j is refused by name', (env) => {
    expect(() => loadApiConfig({ ...development, ...env })).toThrow(new RegExp(`\n  ${Object.keys(env)[0]} must be `))
  })
})

describe('production', () => {
  test('needs an operator key', () => {
    const { OPERATOR_API_KEY: _, ...rest } = production
    expect(() => loadApiConfig(rest)).toThrow(/OPERATOR_API_KEY is not set/)
    expect(loadApiConfig(development).operatorApiKey).toBeUndefined()
  })

  test.each([
    'a'.repeat(40),
    'abcdefghijkl'.repeat(4),
    'changeme-changeme-changeme-7Qz31p',
    'my-super-SECRET-key-0123456789-xyz',
    'Zt3m9qkV1sXw7RbYp5LcN8dFhG2jK4a',
  ])('refuses %j where a secret belongs, which a developer may use if it is long enough', (weak) => {
    const names = ['JWT_SECRET', 'ENCRYPTION_KEY'] as const
    for (const name of names) expect(() => loadApiConfig({ ...production, [name]: weak })).toThrow(name)
    if (weak.length >= 32) expect(loadApiConfig({ ...development, JWT_SECRET: weak }).jwt.current).toBe(weak)
  })
})
