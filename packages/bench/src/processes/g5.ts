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

/** The product as it would run: production mode, its defaults, its own limits out of the way. */
export async function startG5(scope: Scope, ground: Ground, receiverUrl: string): Promise<Pipeline> {
  const databaseUrl = await ground.postgres.freshDatabase()
  await migrate(databaseUrl)
  const backend = await startBackend(scope, ground)
  const database = connect(databaseUrl, { max: 1, name: 'g5-bench' })
  scope.defer(database.close)
  const keys = await Promise.all(Array.from({ length: tenantCount }, (_, i) => makeTenant(database.orm, i)))

  const env = {
    ...settings,
    ...secrets(),
    DATABASE_URL: databaseUrl,
    ...(backend.redisUrl ? { REDIS_URL: backend.redisUrl } : { QUEUE_BACKEND: 'postgres' }),
  }
  const start = async (name: string, file: string, portVariable: string) => {
    const port = await freePort()
    const options = { scope, onDeath: ground.onDeath, env: { ...env, [portVariable]: String(port) } }
    const { pid } = startNode(file, { ...options, profile: profileOf(ground, name) })
    const url = `http://127.0.0.1:${port}`
    await untilOk(`${url}/ready`)
    return { pid, url }
  }
  const worker = () => start('worker', 'services/webhook-worker/src/main.ts', 'WORKER_PORT')
  const api = await start('api', 'services/api/src/main.ts', 'PORT')
  const workers = await Promise.all(Array.from({ length: ground.options.workers }, worker))
  for (const key of keys) await makeEndpoints(api.url, key, receiverUrl)

  return {
    url: api.url,
    tenants: keys.map((key): Tenant => ({ key, types: eventTypes })),
    pids: { api: [api.pid], worker: workers.map(({ pid }) => pid), redis: backend.pids },
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
}

function secrets() {
  const names = ['JWT_SECRET', 'ENCRYPTION_KEY', 'OPERATOR_API_KEY']
  return Object.fromEntries(names.map((name) => [name, randomBytes(24).toString('hex')]))
}

/** @returns its API key */
async function makeTenant(orm: Orm, number: number): Promise<string> {
  const tenant = await createTenant(orm, { id: uuidv7(Date.now()), slug: `bench-${number}`, name: `Bench ${number}` })
  const { secret, prefix, hash } = mintApiKey()
  const key = { id: uuidv7(Date.now()), tenantId: tenant.id, name: 'bench', prefix, hash, scopes: ['*'] }
  await storeApiKey(orm, key)
  return secret
}

/** One for each type of event. */
async function makeEndpoints(url: string, key: string, receiverUrl: string): Promise<void> {
  for (const type of eventTypes) {
    const answer = await fetch(`${url}/v1/webhooks/endpoints`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url: `${receiverUrl}/hooks`, eventTypes: [type], secret: signingSecret }),
    })
    if (answer.status !== 201) throw new Error(`no endpoint was made: ${answer.status} ${await answer.text()}`)
    await answer.body?.cancel()
  }
}
