import { randomBytes } from 'node:crypto'
import { mintApiKey, uuidv7 } from '@g5/core'
import { connect, createTenant, migrate, type Orm, storeApiKey } from '@g5/db'
import { freePort } from '@g5/testing/embedded-postgres'
import { type Ground, profileOf } from '../ground.ts'
import { eventTypes, signingSecret, type Tenant, tenantCount } from '../load/traffic.ts'
import { type Pipeline, startBackend } from '../pipeline.ts'
import type { Scope } from '../scope.ts'
import { startNode } from './node.ts'
import { untilOk } from './until-ok.ts'

/** Its database, and how to start its processes on it, in production mode with their defaults. */
export interface Product {
  databaseUrl: string
  encryptionKey: string
  redisPids: number[]
  startApi(): Promise<{ pid: number; url: string }>
  /** @param more of its environment */
  startWorker(more?: Record<string, string>): Promise<{ pid: number; url: string }>
}

export async function prepareProduct(scope: Scope, ground: Ground): Promise<Product> {
  const databaseUrl = await ground.postgres.freshDatabase()
  await migrate(databaseUrl)
  const backend = await startBackend(scope, ground)
  const own = secrets()
  const env = {
    ...settings,
    ...own,
    DATABASE_URL: databaseUrl,
    ...(backend.redisUrl ? { REDIS_URL: backend.redisUrl } : { QUEUE_BACKEND: 'postgres' }),
  }
  const start = async (name: string, file: string, portVariable: string, more: Record<string, string> = {}) => {
    const port = await freePort()
    const options = { scope, onDeath: ground.onDeath, env: { ...env, ...more, [portVariable]: String(port) } }
    const { pid } = startNode(file, { ...options, profile: profileOf(ground, name) })
    const url = `http://127.0.0.1:${port}`
    await untilOk(`${url}/ready`)
    return { pid, url }
  }
  return {
    databaseUrl,
    encryptionKey: own.ENCRYPTION_KEY,
    redisPids: backend.pids,
    startApi: () => start('api', 'services/api/src/main.ts', 'PORT'),
    startWorker: (more) => start('worker', 'services/webhook-worker/src/main.ts', 'WORKER_PORT', more),
  }
}

/** The product under load: its own limits are out of the way. */
export async function startG5(scope: Scope, ground: Ground, receiverUrl: string): Promise<Pipeline> {
  const product = await prepareProduct(scope, ground)
  const database = connect(product.databaseUrl, { max: 1, name: 'g5-bench' })
  scope.defer(database.close)
  const keys = await Promise.all(Array.from({ length: tenantCount }, (_, i) => makeTenant(database.orm, i)))
  const api = await product.startApi()
  const workers = await Promise.all(Array.from({ length: ground.options.workers }, () => product.startWorker()))
  for (const key of keys) for (const type of eventTypes) await makeEndpoint(api.url, key, `${receiverUrl}/hooks`, type)

  return {
    url: api.url,
    tenants: keys.map((key): Tenant => ({ key, types: eventTypes })),
    pids: { api: [api.pid], worker: workers.map(({ pid }) => pid), redis: product.redisPids },
    async open() {
      const [row] = await database.sql`select count(*)::int as n from open_deliveries`
      return Number(row?.['n'])
    },
  }
}

const settings = {
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  EGRESS_ALLOWED_CIDRS: '127.0.0.0/8',
  MIGRATE_ON_START: 'false',
  RATE_LIMIT_MAX: '10000000',
  LOG_LEVEL: 'warn', // The other pipeline writes no log either.
  NODE_OPTIONS: '--max-semi-space-size=32', // As infra/SCALING.md advises.
}

function secrets() {
  const secret = () => randomBytes(24).toString('hex')
  return { JWT_SECRET: secret(), ENCRYPTION_KEY: secret(), OPERATOR_API_KEY: secret() }
}

/** @returns its API key */
export async function makeTenant(orm: Orm, number: number): Promise<string> {
  const tenant = await createTenant(orm, { id: uuidv7(Date.now()), slug: `bench-${number}`, name: `Bench ${number}` })
  const { secret, prefix, hash } = mintApiKey()
  const key = { id: uuidv7(Date.now()), tenantId: tenant.id, name: 'bench', prefix, hash, scopes: ['*'] }
  await storeApiKey(orm, key)
  return secret
}

/** An endpoint that takes events of one type. */
export async function makeEndpoint(apiUrl: string, key: string, url: string, type: string): Promise<void> {
  const answer = await fetch(`${apiUrl}/v1/webhooks/endpoints`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url, eventTypes: [type], secret: signingSecret }),
  })
  if (answer.status !== 201) throw new Error(`no endpoint was made: ${answer.status} ${await answer.text()}`)
  await answer.body?.cancel()
}
