import { randomBytes } from 'node:crypto'
import { uuidv7 } from '@g5/core'
import { runMigrations } from 'bullmq'
import pg from 'pg'
import postgres from 'postgres'
import { type Ground, profileOf } from '../ground.ts'
import { eventTypes, signingSecret, tenantCount } from '../load/traffic.ts'
import type { ObviousApiCalls } from '../obvious/api.ts'
import { createTables, type ObviousEndpoint } from '../obvious/database.ts'
import type { ObviousWorkerCalls } from '../obvious/worker.ts'
import { type Pipeline, startBackend } from '../pipeline.ts'
import type { Scope } from '../scope.ts'
import { startNode } from './node.ts'

/** The pipeline that most people would write, one message at a time, on the same Postgres, Redis and receiver. */
export async function startObvious(scope: Scope, ground: Ground, receiverUrl: string): Promise<Pipeline> {
  const databaseUrl = await ground.postgres.freshDatabase()
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  scope.defer(() => sql.end({ timeout: 2 }))
  await createTables(sql)
  const { redisUrl, pids } = await startBackend(scope, ground)
  if (!redisUrl) await migrateQueue(databaseUrl)
  const queue = redisUrl ? { redisUrl } : { databaseUrl }

  const tenants = Array.from({ length: tenantCount }, () => ({ id: uuidv7(Date.now()), key: newKey() }))
  const endpoints = tenants.flatMap(({ id: tenantId }) =>
    eventTypes.map((type): ObviousEndpoint => ({ id: uuidv7(Date.now()), tenantId, eventTypes: [type] })),
  )
  for (const { id, tenantId, eventTypes } of endpoints)
    await sql`insert into endpoints values (${id}, ${tenantId}, ${`${receiverUrl}/hooks`}, ${signingSecret}, ${eventTypes})`

  const { onDeath } = ground
  const start = async () => {
    const profile = profileOf(ground, 'obvious-worker')
    const worker = startNode<ObviousWorkerCalls>(`${own}/worker.ts`, { scope, onDeath, profile })
    await worker.call('start', { databaseUrl, queue })
    return worker.pid
  }
  const profile = profileOf(ground, 'obvious-api')
  const api = startNode<ObviousApiCalls>(`${own}/api.ts`, { scope, onDeath, profile })
  const tenantOfKey = Object.fromEntries(tenants.map(({ id, key }) => [key, id]))
  const port = await api.call('listen', { databaseUrl, queue, tenantOfKey, endpoints })

  const rows = async (table: string, where = sql``) => {
    const [row] = await sql`select count(*)::int as n from ${sql(table)} ${where}`
    return Number(row?.['n'])
  }
  return {
    url: `http://127.0.0.1:${port}`,
    tenants: tenants.map(({ key }) => ({ key, types: eventTypes })),
    pids: {
      api: [api.pid],
      worker: await Promise.all(Array.from({ length: ground.options.workers }, start)),
      redis: pids,
    },
    open: () => rows('deliveries', sql`where status = 'pending'`),
    stored: () => rows('events'),
  }
}

const own = 'packages/bench/src/obvious'

const newKey = () => `key_${randomBytes(32).toString('hex')}`

async function migrateQueue(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await runMigrations(client)
  } finally {
    await client.end()
  }
}
