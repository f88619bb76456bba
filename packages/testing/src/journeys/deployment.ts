import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import {
  type FreshDatabase,
  freePort,
  freshDatabase,
  type QueueConnection,
  type Receiver,
  type RedisAt,
  type ServiceProcess,
  spawnService,
  startReceiver,
  until,
} from '../index.ts'

export interface DeploymentOptions {
  /** Where the hints go; on the deployment's own Postgres unless told. */
  queue?: QueueConnection
  workers?: number
  env?: Record<string, string>
  /** A migrated one of one's own; a fresh one on the run's server unless told. */
  database?: FreshDatabase
  /** How far the API's wall clock is off, in seconds. */
  apiSkewSeconds?: number
}

/** An API and its workers, as processes of their own, with the demo tenant and a receiver. */
export interface Deployment {
  url: string
  /** Of the demo tenant. */
  key: string
  sql: postgres.Sql
  receiver: Receiver
  api: ServiceProcess
  workers: ServiceProcess[]
  operatorKey: string
  /** As the demo tenant's API key, unless told. */
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    as?: string,
  ): Promise<{ status: number; body: T }>
  /** An endpoint at the receiver, by path. */
  endpoint(path: string, over?: Record<string, unknown>): Promise<string>
  post(type: string, payload?: unknown): Promise<string>
  /** The same, for when it may be refused. */
  tryPost(type: string, payload?: unknown): Promise<{ id: string } | { status: number; retryAfter: string | null }>
  startApi(): Promise<ServiceProcess>
  startWorker(own?: { env?: Record<string, string>; skewSeconds?: number }): Promise<ServiceProcess>
  /** Every delivery has ended; the counts by status. */
  settled(withinMs?: number): Promise<Record<string, number>>
  stop(): Promise<void>
}

/** As a deployment's environment says it. */
export function redisVariables({ url, clusterNodes, sentinels }: RedisAt): Record<string, string> {
  return {
    ...{ QUEUE_BACKEND: 'redis', REDIS_URL: url },
    ...(clusterNodes && { REDIS_CLUSTER_NODES: clusterNodes.join() }),
    ...(sentinels && { REDIS_SENTINELS: sentinels.join() }),
  }
}

export async function startDeployment(options: DeploymentOptions = {}): Promise<Deployment> {
  const database = options.database ?? (await freshDatabase())
  const receiver = await startReceiver()
  const key = `g5k_${randomBytes(24).toString('hex')}`
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const secret = () => randomBytes(24).toString('hex')
  const operatorKey = secret()
  const env: Record<string, string> = {
    NODE_ENV: 'test',
    LOG_LEVEL: 'info',
    DATABASE_URL: database.url,
    ...(options.queue?.backend === 'redis' && redisVariables(options.queue.redis)),
    JWT_SECRET: secret(),
    ENCRYPTION_KEY: secret(),
    OPERATOR_API_KEY: operatorKey,
    SEED_API_KEY: key,
    SEED_ADMIN_PASSWORD: secret(),
    RATE_LIMIT_MAX: '1000000',
    SWEEP_INTERVAL_MS: '5000',
    PORT: String(port),
    ...options.env,
  }
  const sql = postgres(database.url, { max: 2, onnotice: () => {} })
  const started: ServiceProcess[] = []

  async function start(
    file: string,
    env: Record<string, string>,
    readyUrl: string,
    clockSkewSeconds = 0,
  ): Promise<ServiceProcess> {
    const service = spawnService(file, env, { readyUrl, clockSkewSeconds })
    started.push(service)
    await service.ready()
    return service
  }
  const startApi = () => start('services/api/src/main.ts', env, `${url}/ready`, options.apiSkewSeconds)
  async function startWorker(more: Parameters<Deployment['startWorker']>[0] = {}): Promise<ServiceProcess> {
    const own = await freePort()
    const file = 'services/webhook-worker/src/main.ts'
    return start(
      file,
      { ...env, ...more.env, WORKER_PORT: String(own) },
      `http://127.0.0.1:${own}/ready`,
      more.skewSeconds,
    )
  }

  const seed = spawnService('services/api/src/commands/seed.ts', env)
  const { code } = await seed.exited
  if (code !== 0) throw new Error(`the seed failed: ${JSON.stringify(seed.lines.slice(-5))}`)
  const api = await startApi()
  const workers = await Promise.all(Array.from({ length: options.workers ?? 1 }, () => startWorker()))

  async function call<T>(method: string, path: string, body?: unknown, as = key): Promise<{ status: number; body: T }> {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${as}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T }
  }

  return {
    url,
    key,
    operatorKey,
    sql,
    receiver,
    api,
    workers,
    call,
    startApi,
    startWorker,
    async endpoint(path, over = {}) {
      const made = await call<{ id: string }>('POST', '/v1/webhooks/endpoints', { url: receiver.url + path, ...over })
      if (made.status !== 201) throw new Error(`no endpoint: ${JSON.stringify(made)}`)
      return made.body.id
    },
    async post(type, payload = {}) {
      const made = await call<{ id: string }>('POST', '/v1/events', { type, payload })
      if (made.status !== 202) throw new Error(`not accepted: ${JSON.stringify(made)}`)
      return made.body.id
    },
    async tryPost(type, payload = {}) {
      const response = await fetch(`${url}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ type, payload }),
      })
      const answer = (await response.json()) as { id: string }
      if (response.status === 202) return answer
      return { status: response.status, retryAfter: response.headers.get('retry-after') }
    },
    async settled(withinMs = 30_000) {
      const counts = async () => {
        const rows = await sql<{ status: string; n: number }[]>`
          select status, count(*)::int as n from deliveries group by status`
        return Object.fromEntries(rows.map(({ status, n }) => [status, n]))
      }
      await until(
        async () => {
          const { pending = 0, queued = 0 } = await counts()
          return pending + queued === 0
        },
        { withinMs, what: 'every delivery to end' },
      )
      return counts()
    },
    async stop() {
      await Promise.all(started.map((service) => service.stop()))
      await sql.end({ timeout: 5 })
      await receiver.close()
      await database.close()
    },
  }
}
