import { randomBytes } from 'node:crypto'
import { loadApiConfig } from '@g5/config'
import { allQueues, deliveryQueues, type Problem, publicId, type Scope } from '@g5/contracts'
import { mintApiKey, uuidv7 } from '@g5/core'
import { connect, createTenant, type Database, databaseClock, seedUser, setDirectPath, storeApiKey } from '@g5/db'
import {
  connectQueues,
  createDeadLetterMirror,
  createHintSender,
  jobCounts,
  type QueueConnection,
  queueDepths,
} from '@g5/queue'
import { createClient, type G5 } from '@g5/sdk'
import { createLogger, createRegistry } from '@g5/telemetry'
import { freshDatabase } from '@g5/testing'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { buildApp } from '../src/app.ts'
import { createPasswords } from '../src/auth/passwords.ts'
import type { AppOptions } from '../src/deps.ts'
import type { Lifecycle } from '../src/health/check.ts'
import { type Counters, createCounters } from '../src/rate-limit/counters.ts'
import type { StreamTimes } from '../src/streams/streams.ts'
import { holdToContract } from './contract/held.ts'

export interface TestTenant {
  id: string
  publicId: string
  slug: string
  /** An API key of it that may do all that its admins may. */
  key: string
}

interface Asking {
  /** The credential; null for none. The tenant's own key unless told. */
  as?: string | null
  headers?: Record<string, string>
  body?: unknown
  /** The body as it is. */
  raw?: string | Buffer
  /** Where it comes from. */
  address?: string
}

interface Answered<T = Record<string, unknown>> {
  status: number
  headers: Record<string, string | string[] | number | undefined>
  text: string
  body: T
}

export interface TestApi {
  server: FastifyInstance
  db: Database
  tenant: TestTenant
  operatorKey: string
  lifecycle: Lifecycle
  /** Lines of its log. */
  lines: string[]
  /** Its answers are held against the OpenAPI document; these were not as it says. */
  held: { faults: Set<string> }
  call<T = Record<string, unknown>>(method: string, path: string, asking?: Asking): Promise<Answered<T>>
  /** The client, as a credential (null: none; the tenant's own key unless told), without a network in between. */
  client(as?: string | null): G5
  /** The same, for what is to be refused. */
  refused(method: string, path: string, asking?: Asking): Promise<Answered<Problem>>
  addTenant(slug: string): Promise<TestTenant>
  addKey(tenantId: string | null, scopes: (Scope | '*')[]): Promise<{ id: string; secret: string }>
  addUser(tenantId: string | null, email: string, role: string, password: string): Promise<string>
  /** What the dispatcher does while all is idle: deliveries are born queued. */
  openDoor(): Promise<void>
  drain(): Promise<void>
  /** @throws {Error} when any of its answers was not as the OpenAPI document says */
  close(): Promise<void>
}

export interface TestApiOptions {
  env?: Record<string, string>
  queue?: QueueConnection
  counters?: Counters
  streamTimes?: StreamTimes
  /** What host names stand for; the system's resolver unless told. */
  resolve?: AppOptions['resolve']
}

const origin = 'http://api.test'
const secret = () => randomBytes(24).toString('hex')

/** The whole API on a database of its own, without a listener. */
export async function testApi({
  env = {},
  queue,
  counters = createCounters(),
  streamTimes,
  resolve,
}: TestApiOptions = {}): Promise<TestApi> {
  const fresh = await freshDatabase()
  const operatorKey = secret()
  const config = loadApiConfig({
    NODE_ENV: 'test',
    DATABASE_URL: fresh.url,
    JWT_SECRET: secret(),
    ENCRYPTION_KEY: secret(),
    OPERATOR_API_KEY: operatorKey,
    RATE_LIMIT_MAX: '100000',
    ...env,
  })
  const lines: string[] = []
  const log = createLogger({
    service: 'api',
    level: 'info',
    destination: { write: (line) => void lines.push(line) },
  })
  const db = connect(fresh.url, { max: 6, name: 'test' })
  const ingestDb = connect(fresh.url, { max: 2, name: 'test-ingest' })
  const clock = await databaseClock(db.sql)
  const queues = await connectQueues(queue ?? { backend: 'postgres', databaseUrl: fresh.url }, {
    onState() {},
    onError() {},
  })
  const hints = createHintSender(queues)
  const lifecycle: Lifecycle = { ready: true, pendingMigrations: [], stopping: false }
  const { server, drain } = await buildApp({
    ...{ config, db, ingestDb, clock, hints, counters, lifecycle, log },
    mirror: createDeadLetterMirror(queues, () => {}),
    queue: {
      backend: queues.backend,
      ping: queues.ping,
      depths: () => queueDepths(queues, deliveryQueues(config.classQueues)),
      counts: () => jobCounts(queues, allQueues(config.classQueues)),
    },
    registry: createRegistry('api'),
    ...(streamTimes && { streamTimes }),
    ...(resolve && { resolve }),
  })
  const held = holdToContract(server)

  async function addKey(tenantId: string | null, scopes: string[]) {
    const { secret, prefix, hash } = mintApiKey()
    const id = uuidv7(Date.now())
    await storeApiKey(db.orm, { id, tenantId, name: 'test', prefix, hash, scopes })
    return { id, secret }
  }

  async function addTenant(slug: string): Promise<TestTenant> {
    const { id } = await createTenant(db.orm, { id: uuidv7(Date.now()), slug, name: slug })
    return { id, publicId: publicId('tenant', id), slug, key: (await addKey(id, ['*'])).secret }
  }
  const tenant = await addTenant('first')

  async function call<T>(method: string, path: string, asking: Asking = {}): Promise<Answered<T>> {
    const { as = tenant.key, headers = {}, body, raw, address } = asking
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const answer = await server.inject({
      method: method as NonNullable<InjectOptions['method']>,
      url: path,
      headers: {
        ...(as !== null && { authorization: `Bearer ${as}` }),
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload !== undefined && { payload }),
      ...(address !== undefined && { remoteAddress: address }),
    })
    const json = /^application\/(problem\+)?json/.test(String(answer.headers['content-type'] ?? ''))
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.payload,
      body: json && answer.payload ? JSON.parse(answer.payload) : undefined,
    }
  }

  /** As `fetch` would have it. */
  async function inject(url: string, { method, headers, body }: RequestInit): Promise<Response> {
    const answer = await server.inject({
      method: method as NonNullable<InjectOptions['method']>,
      url: url.slice(origin.length),
      headers: Object.fromEntries(new Headers(headers)),
      ...(typeof body === 'string' && { payload: body }),
    })
    const shown = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)])
    return new Response(answer.statusCode === 204 ? null : answer.payload, {
      status: answer.statusCode,
      headers: shown,
    })
  }

  return {
    ...{ server, db, tenant, operatorKey, lifecycle, lines, held, call, refused: call, addTenant, addKey, drain },
    client: (as = tenant.key) =>
      createClient({ baseUrl: origin, fetch: inject, ...(as !== null && { credential: as }) }),
    async addUser(tenantId, email, role, password) {
      const passwords = await createPasswords()
      const id = uuidv7(Date.now())
      await seedUser(db.orm, { id, tenantId, email, role, passwordHash: await passwords.hash(password) })
      return id
    },
    openDoor: () => setDirectPath(db.sql, 1_000, 600_000),
    async close() {
      await server.close()
      await drain()
      hints.close()
      await queues.close()
      counters.close()
      clock.stop()
      await Promise.all([db.close(), ingestDb.close()])
      await fresh.close()
      if (held.faults.size > 0) throw new Error(`Answers that are not as documented:\n${[...held.faults].join('\n')}`)
    },
  }
}
