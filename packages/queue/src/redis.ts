import type { QueueName } from '@g5/contracts'
import { Queue, Worker } from 'bullmq'
import { askCluster, watchCluster } from './cluster-watch.ts'
import { consumer } from './consumer.ts'
import { defaultJobOptions, workerOptions } from './job-options.ts'
import type { Consumer, Observer, Queues } from './queues.ts'
import { isCluster, openRedis, type RedisAt } from './redis-at.ts'
import { isConnectionError, watch } from './watch.ts'

/**
 * All keys of a queue lie in one slot of a Cluster, whose queues are spread over its nodes by their names. What waits under
 * the one is not seen under the other: the rows are due again when their leases end.
 */
const prefixOf = (name: QueueName, spread: boolean) => (spread ? `{g5:${name}}` : '{g5}')

/** A command that takes longer has an outcome that nobody knows. */
const commandTimeoutMs = 500

/** Seconds that an idle consumer blocks for. BullMQ gives up on a silent connection a second later. */
const blockSeconds = 1

const retryStrategy = (times: number) => Math.min(times * 50, 1_000)

/** How often a connection to a Redis that takes no writes is made anew, in the hope that its name leads elsewhere. */
const elsewhereAfterMs = 5_000

export function connectRedis(at: RedisAt, observer: Observer): Queues {
  const state = watch(observer)
  // All others are on the same servers; when this one is back, so are they.
  const producer = openRedis(at, {
    retryStrategy,
    reconnectOnError: onFailover(),
    enableOfflineQueue: false,
    commandTimeout: commandTimeoutMs,
    maxRetriesPerRequest: 0,
  })
  producer.on('error', state.lost)
  const cluster = isCluster(producer) ? watchCluster(producer, state) : undefined
  if (!cluster) producer.on('ready', state.recovered)
  producer.on('close', () => state.lost(new Error('the connection was closed')))
  const complain = (error: Error) => {
    if (!isConnectionError(error)) state.complain(error)
  }
  const spread = isCluster(producer)
  const ping = () => (isCluster(producer) ? askCluster(producer) : producer.ping())
  const queues = new Map<QueueName, Queue>()
  const consumers: Consumer[] = []

  return {
    backend: 'redis',
    get ready() {
      return producer.status === 'ready' && (cluster?.whole ?? true)
    },
    queue(name) {
      const known = queues.get(name)
      if (known) return known
      const queue = new Queue(name, { connection: producer, prefix: prefixOf(name, spread), defaultJobOptions })
      queue.on('error', complain)
      queues.set(name, queue)
      queue.waitUntilReady().catch(() => queues.get(name) === queue && queues.delete(name))
      return queue
    },
    consume(name, handle, options) {
      const connection = openRedis(at, { retryStrategy, reconnectOnError: onFailover(), maxRetriesPerRequest: null })
      connection.on('error', complain)
      const settings = {
        ...{ connection, prefix: prefixOf(name, spread), drainDelay: blockSeconds },
        ...workerOptions(options),
      }
      const made = consumer({
        handle,
        restMs: options.restMs ?? 0,
        createWorker: (handle) => new Worker(name, handle, settings).on('error', complain),
        complain,
        ping,
        disconnect: () => connection.disconnect(),
      })
      consumers.push(made)
      return made
    },
    async ping() {
      const sent = performance.now()
      await ping()
      return performance.now() - sent
    },
    async close() {
      state.stop()
      cluster?.stop()
      await Promise.all(consumers.map(({ close }) => close()))
      await Promise.all([...queues.values()].map((queue) => queue.close()))
      producer.disconnect()
    },
  }
}

/** A primary that became a replica keeps its connections, and would refuse writes on them for ever. */
function onFailover() {
  let last = Number.NEGATIVE_INFINITY
  return ({ message }: Error): boolean => {
    if (!message.startsWith('READONLY') || performance.now() - last < elsewhereAfterMs) return false
    last = performance.now()
    return true
  }
}
