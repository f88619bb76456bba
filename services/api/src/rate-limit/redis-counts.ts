import { isCluster, openRedis, type RedisAt } from '@g5/queue'
import type { SharedCounts } from './counters.ts'

type Hits = Parameters<SharedCounts['add']>[0]

/** Counts shared through Redis. It may be away, slow or hung: then an exchange fails, and nobody waits for it. */
export function connectRedisCounts(at: RedisAt): SharedCounts & { close(): void } {
  const redis = openRedis(at, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 500,
    connectionName: 'g5-rate-limit',
    retryStrategy: (tries) => Math.min(tries * 100, 2_000),
  })
  redis.on('error', () => {}) // The queue's connection is the one that says so.

  async function exchange(hits: Hits) {
    const pipeline = redis.pipeline()
    for (const { key, hits: number, windowMs } of hits) {
      pipeline.set(`g5:rate:${key}`, 0, 'PX', windowMs, 'NX')
      pipeline.incrby(`g5:rate:${key}`, number)
      pipeline.pttl(`g5:rate:${key}`)
    }
    const answers = (await pipeline.exec()) ?? []
    return hits.map(({ windowMs }, i) => ({
      current: numberIn(answers[i * 3 + 1]),
      ttl: Math.min(Math.max(numberIn(answers[i * 3 + 2]), 0), windowMs),
    }))
  }

  return {
    async add(hits) {
      // What goes to a Cluster in one piece must lie on one node.
      if (!isCluster(redis)) return exchange(hits)
      const exchanged = await Promise.allSettled(hits.map((hit) => exchange([hit])))
      const failed = exchanged.filter(({ status }) => status === 'rejected')
      if (failed.length === hits.length && failed[0]?.status === 'rejected') throw failed[0].reason
      return exchanged.map((each) => (each.status === 'fulfilled' ? each.value[0] : undefined))
    },
    close: () => redis.disconnect(),
  }
}

function numberIn([error, value]: [error: Error | null, result: unknown] = [null, undefined]): number {
  if (error) throw error
  if (typeof value !== 'number') throw new Error('Redis gave no number')
  return value
}
