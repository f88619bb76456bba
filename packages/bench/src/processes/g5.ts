import { randomBytes } from 'node:crypto'
import { mintApiKey, uuidv7 } from '@g5/core'
import { connect, createTenant, type Database, migrate, type Orm, storeApiKey } from '@g5/db'
import { freePort } from '@g5/testing/embedded-postgres'
import { type Ground, profileOf } from '../ground.ts'
import { eventTypes, signingSecret, type Tenant, tenantCount } from '../load/traffic.ts'
import { type Pipeline, type StartPipeline, startBackend } from '../pipeline.ts'
import type { Scope } from '../scope.ts'
import { seedEndpoints } from '../studies/seed.ts'
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

/** A database that outlives a turn, and the secrets it was written with. */
export interface Kept {
  databaseUrl: string
  secrets: ReturnType<typeof secrets>
}

/** An empty database with the product's schema. */
export async function emptyDatabase(ground: Ground): Promise<Kept> {
  const databaseUrl = await ground.postgres.freshDatabase()
  await migrate(databaseUrl)
  return { databaseUrl, secrets: secrets() }
}

/** @param on an empty database of its own unless told */
export async function prepareProduct(
  scope: Scope,
  ground: Ground,
  on?: Kept,
  more: Record<string, string> = {},
): Promise<Product> {
  const { databaseUrl, secrets: own } = on ?? (await emptyDatabase(ground))
  const backend = await startBackend(scope, ground)
  const env = {
    ...settings,
    ...more,
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

interface Layout {
  /** Worker processes; those of the options unless told. */
  workers?: number
  on?: Kept
  /** Of the environment of its processes. */
  env?: Record<string, string>
  /** Makes tenants with their endpoints. */
  furnish(product: Product, apiUrl: string, database: Database): Promise<Tenant[]>
}

async function startProduct(scope: Scope, ground: Ground, { workers, on, env, furnish }: Layout): Promise<Pipeline> {
  const product = await prepareProduct(scope, ground, on, env)
  const database = connect(product.databaseUrl, { max: 1, name: 'g5-bench' })
  scope.defer(database.close)
  const api = await product.startApi()
  const count = workers ?? ground.options.workers
  const started = await Promise.all(Array.from({ length: count }, () => product.startWorker()))
  const rows = async (table: string) => {
    const [row] = await database.sql`select count(*)::int as n from ${database.sql(table)}`
    return Number(row?.['n'])
  }
  return {
    url: api.url,
    tenants: await furnish(product, api.url, database),
    pids: { api: [api.pid], worker: started.map(({ pid }) => pid), redis: product.redisPids },
    open: () => rows('open_deliveries'),
    stored: () => rows('events'),
  }
}

/** A few tenants, of which each event goes to one endpoint. */
const fewTenants =
  (receiverUrl: string) =>
  async (_: Product, apiUrl: string, { orm }: Database) => {
    const tenants: Tenant[] = []
    for (let i = 0; i < tenantCount; i++) {
      const key = await makeTenant(orm, i)
      for (const type of eventTypes) await makeEndpoint(apiUrl, key, `${receiverUrl}/hooks`, type)
      tenants.push({ key, types: eventTypes })
    }
    return tenants
  }

/** The product under load: its own limits are out of the way. */
export const startG5: StartPipeline = (scope, ground, receiverUrl) =>
  startProduct(scope, ground, { furnish: fewTenants(receiverUrl) })

/** As infra/SCALING.md advises: V8 would otherwise let garbage lie for as long as the machine has memory. */
export const thrifty = { NODE_OPTIONS: '--max-old-space-size=192 --max-semi-space-size=8' }

/** In the memory that a deployment would give it. */
export const startThrifty: StartPipeline = (scope, ground, receiverUrl) =>
  startProduct(scope, ground, { env: thrifty, furnish: fewTenants(receiverUrl) })

/** Without a worker. */
export const startIngest: StartPipeline = (scope, ground, receiverUrl) =>
  startProduct(scope, ground, { workers: 0, furnish: fewTenants(receiverUrl) })

/** One tenant, all of whose endpoints take every event. */
export const startFanOut =
  (endpoints: number): StartPipeline =>
  (scope, ground, receiverUrl) =>
    startProduct(scope, ground, {
      async furnish(_, apiUrl, { orm }) {
        const [type = ''] = eventTypes
        const key = await makeTenant(orm, 0)
        for (let i = 0; i < endpoints; i++) await makeEndpoint(apiUrl, key, `${receiverUrl}/hooks/${i}`, type)
        return [{ key, types: [type] }]
      },
    })

/** 10,000 endpoints of 10 tenants, an endpoint an event. */
export const startEndpoints: StartPipeline = (scope, ground, receiverUrl) =>
  startProduct(scope, ground, { furnish: manyEndpoints(receiverUrl) })

/** The same on a database that is kept from turn to turn; its endpoints are made in the first. */
export const startOn =
  (on: Kept): StartPipeline =>
  (scope, ground, receiverUrl) =>
    startProduct(scope, ground, { on, furnish: manyEndpoints(receiverUrl) })

const manyEndpoints =
  (receiverUrl: string) =>
  async ({ encryptionKey }: Product, _: string, { sql, orm }: Database) => {
    const [tenantCount, each] = [10, 1_000]
    const types = Array.from({ length: each }, (_, i) => `bench.order_${i}`)
    const tenants: Tenant[] = []
    for (let i = 0; i < tenantCount; i++) {
      const { key, tenantId } = await makeTenantWithId(orm, `${i}-${randomBytes(4).toString('hex')}`)
      const made = await seedEndpoints(sql, encryptionKey, Array(each).fill(`${receiverUrl}/hooks`), tenantId)
      await sql`update endpoints e set event_types = array[t.type]
        from unnest(${made.map(({ id }) => id)}::uuid[], ${types}::text[]) t(id, type) where e.id = t.id`
      await sql`update tenants set endpoints_version = endpoints_version + 1 where id = ${tenantId}`
      tenants.push({ key, types })
    }
    return tenants
  }

const settings = {
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  EGRESS_ALLOWED_CIDRS: '127.0.0.0/8',
  MIGRATE_ON_START: 'false',
  RATE_LIMIT_MAX: '10000000',
  LOG_LEVEL: 'warn', // The other pipeline writes no log either.
  NODE_OPTIONS: '--max-semi-space-size=32', // See infra/PERFORMANCE.md.
}

function secrets() {
  const secret = () => randomBytes(24).toString('hex')
  return { JWT_SECRET: secret(), ENCRYPTION_KEY: secret(), OPERATOR_API_KEY: secret() }
}

/** @returns its API key */
export async function makeTenant(orm: Orm, number: number): Promise<string> {
  return (await makeTenantWithId(orm, String(number))).key
}

async function makeTenantWithId(orm: Orm, name: string): Promise<{ key: string; tenantId: string }> {
  const tenant = await createTenant(orm, { id: uuidv7(Date.now()), slug: `bench-${name}`, name: `Bench ${name}` })
  const { secret, prefix, hash } = mintApiKey()
  const key = { id: uuidv7(Date.now()), tenantId: tenant.id, name: 'bench', prefix, hash, scopes: ['*'] }
  await storeApiKey(orm, key)
  return { key: secret, tenantId: tenant.id }
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
