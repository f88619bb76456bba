import { randomBytes } from 'node:crypto'
import { loadWorkerConfig, type WorkerConfig } from '@g5/config'
import { type DeliveryQueue, deliveryQueues } from '@g5/contracts'
import { createSealer, createSlots, deliveryId, generateSecret, sealContext, uuidv7 } from '@g5/core'
import {
  accept,
  connect,
  createEndpoint,
  createTenant,
  createWaker,
  databaseClock,
  type EndpointValues,
  type IncomingEvent,
  type Orm,
  type Sql,
  watchLevers,
} from '@g5/db'
import { createEgress, createPolicy } from '@g5/egress'
import {
  connectQueues,
  consumeHints,
  createDeadLetterMirror,
  createHintSender,
  type QueueConnection,
  waitingByQueue,
} from '@g5/queue'
import { createLogger, createRegistry, deliveryMetrics, dispatchMetrics } from '@g5/telemetry'
import { freshDatabase, type Receiver, startReceiver } from '@g5/testing'
import { startDispatcher } from '../src/dispatch/leader.ts'
import { createHintQueue } from '../src/hint-queue.ts'
import { createWorker } from '../src/worker.ts'

export interface Tenant {
  id: string
  /** An endpoint at the receiver, by path. */
  endpoint(path: string, over?: Partial<EndpointValues>): Promise<Endpoint>
}

/** `at`: when, in milliseconds since the epoch; now unless told. */
type Posting = Partial<IncomingEvent> & { at?: number }

export interface Endpoint {
  id: string
  lane: number
  secret: string
  /** Accepts an event for this endpoint alone, as the API does; the event's id. */
  post(over?: Posting): Promise<string>
}

/** Workers of one deployment in this process, on a database of their own, with a receiver. */
export interface Engine {
  url: string
  sql: Sql
  orm: Orm
  receiver: Receiver
  tenant(tenantClass?: string): Promise<Tenant>
  /** @param env on top of what all workers of this engine have */
  startWorker(env?: Record<string, string>): Promise<void>
  circuitOf(endpoint: Endpoint): Promise<string>
  /** Deliveries by status. */
  counts(): Promise<Record<string, number>>
  close(): Promise<void>
}

export async function startEngine(queue?: QueueConnection, env: Record<string, string> = {}): Promise<Engine> {
  const { url, close: dropDatabase } = await freshDatabase()
  const receiver = await startReceiver()
  const database = connect(url, { max: 4, name: 'engine-test' })
  const { sql, orm } = database
  const settings = {
    NODE_ENV: 'test',
    DATABASE_URL: url,
    ENCRYPTION_KEY: randomBytes(24).toString('hex'),
    ...env,
  }
  const config = loadWorkerConfig(settings)
  const sealer = createSealer(config.encryption)
  const waker = createWaker(sql, ignore)
  const stops: (() => Promise<void>)[] = []

  async function endpointOf(tenantId: string, path: string, over: Partial<EndpointValues>): Promise<Endpoint> {
    const [id, secretId] = [uuidv7(Date.now()), uuidv7(Date.now())]
    const plainSecret = generateSecret()
    const secret = {
      id: secretId,
      sealed: sealer.seal(plainSecret, sealContext.endpointSecret(secretId)),
      hint: '',
    }
    const values = { url: receiver.url + path, enabled: true, ...over }
    const made = await orm.transaction((tx) => createEndpoint(tx, tenantId, id, values, secret))
    if (made.kind !== 'created') throw new Error(made.kind)
    const { lane } = made.endpoint
    return { id, lane, secret: plainSecret, post: (over = {}) => post(tenantId, id, lane, values, over) }
  }

  async function post(
    tenantId: string,
    endpointId: string,
    lane: number,
    values: Partial<EndpointValues>,
    { at = Date.now(), ...over }: Posting,
  ): Promise<string> {
    const id = uuidv7(at)
    const [row] = await sql<[{ version: number }]>`
      select endpoints_version::int as version from tenants where id = ${tenantId}`
    const delivery = {
      ...{ id: deliveryId(id, endpointId), endpointId, lane, held: false, waitMs: 0, leaseMs: 45_000 },
      ...{ ordered: values.ordering === 'strict' && !over.deliverAt, direct: false },
    }
    const event = {
      ...{ id, tenantId, tenantClass: '', version: row.version, type: 'order.paid', uid: null, payload: '{"n":1}' },
      ...{
        keyId: null,
        channels: null,
        metadata: null,
        endpointIds: null,
        requestId: 'r',
        dedupKey: null,
        bodyHash: null,
        deliveries: [delivery],
      },
      traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
      ...over,
    }
    const { stored } = await accept(sql, [event], { dedupSeconds: 60, directPerTenant: 25 })
    if (!stored.has(id)) throw new Error('the event was not stored')
    waker.wake({ kind: 'due', lane, inMs: 0 })
    return id
  }

  return {
    url,
    sql,
    orm,
    receiver,
    async tenant(tenantClass = 'default') {
      const id = uuidv7(Date.now())
      await createTenant(orm, { id, slug: id, name: id })
      await sql`update tenants set class = ${tenantClass} where id = ${id}`
      return { id, endpoint: (path, over = {}) => endpointOf(id, path, over) }
    },
    async startWorker(more = {}) {
      stops.push(await runWorker(loadWorkerConfig({ ...settings, ...more }), queue))
    },
    async circuitOf({ lane }) {
      const [row] = await sql<[{ circuit: string }]>`select circuit from lanes where lane = ${lane}`
      return row.circuit
    },
    async counts() {
      const rows = await sql<{ status: string; n: number }[]>`
        select status, count(*)::int as n from deliveries group by status`
      return Object.fromEntries(rows.map(({ status, n }) => [status, n]))
    },
    async close() {
      await Promise.all(stops.map((stop) => stop()))
      await waker.drain()
      await database.close()
      await receiver.close()
      await dropDatabase()
    },
  }
}

/** A worker as `main.ts` puts it together, without its probes and chores. */
async function runWorker(config: WorkerConfig, place?: QueueConnection): Promise<() => Promise<void>> {
  const database = connect(config.database.url, { max: 4, name: 'engine-test-worker' })
  const { sql } = database
  const clock = await databaseClock(sql)
  const log = createLogger({ service: 'worker', level: 'fatal' })
  const queues = await connectQueues(place ?? config.queue, { onState: ignore, onError: ignore })
  const registry = createRegistry('worker')
  const slots = createSlots(config.slots)
  const waker = createWaker(sql, ignore)
  const egress = createEgress({ policy: createPolicy(config.egress) })
  const mirror = createDeadLetterMirror(queues, ignore)
  const sender = createHintSender(queues)
  const metrics = deliveryMetrics(registry, slots)
  const worker = createWorker({ config, sql, clock, slots, egress, mirror, waker, metrics, log })
  const levers = await watchLevers(sql, { everyMs: 500, onError: ignore })
  const isPaused = (queue: DeliveryQueue) => levers.now.pausedQueues.has(queue)
  const consumers = config.queues.map((queue) =>
    consumeHints(queues, {
      queue,
      concurrency: 16,
      onRows: (rows) => worker.take(rows, () => isPaused(queue)),
      onMalformed: ignore,
    }),
  )
  const carryingHints = deliveryQueues(config.classQueues)
  const dispatcher = startDispatcher({
    ...{ databaseUrl: config.database.url, sql, log, metrics: dispatchMetrics(registry) },
    queue: createHintQueue({ sender, waiting: () => waitingByQueue(queues, carryingHints), sql, log }),
    lease: { defaultTimeoutMs: config.delivery.timeoutMs, marginMs: config.delivery.leaseMarginMs },
    ...{ classQueues: config.classQueues, classWeights: config.classWeights, isPaused, ...config.dispatch },
  })
  return async () => {
    worker.stop()
    await Promise.all([...consumers.map(({ close }) => close()), dispatcher.stop()])
    await worker.settle(2_000)
    await waker.drain()
    sender.close()
    await queues.close()
    levers.stop()
    clock.stop()
    await egress.close()
    await database.close()
  }
}

function ignore(): void {}
