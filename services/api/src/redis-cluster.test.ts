import { canStartRedis, type OwnCluster, startRedisCluster, until } from '@g5/testing'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judgeEviction, judgePersistence } from './doctor/checks/redis.ts'
import { readRedis } from './doctor/redis-state.ts'
import { connectRedisCounts } from './rate-limit/redis-counts.ts'

describe.skipIf(!canStartRedis())('on a Redis Cluster', () => {
  let cluster: OwnCluster
  beforeAll(async () => {
    cluster = await startRedisCluster()
  })
  afterAll(() => cluster.stop())

  test('processes count together, whatever node a key lies on', async () => {
    const keys = Array.from({ length: 12 }, (_, n) => `key-${n}`)
    const hits = keys.map((key) => ({ key, hits: 1, windowMs: 60_000 }))
    for (const expected of [1, 2]) {
      const counts = connectRedisCounts(cluster.at)
      // Until it is connected it refuses at once, and counts nothing.
      const answers = await until(() => counts.add(hits).catch(() => undefined), { what: 'the Cluster to count' })
      expect(answers.map((count) => count?.current)).toEqual(keys.map(() => expected))
      counts.close()
    }
    const homes = await Promise.all(cluster.nodes.map(({ url }) => keysOn(url)))
    expect(homes.every((there) => there > 0)).toBe(true)
    expect(homes.reduce((sum, there) => sum + there)).toBe(keys.length)
  })

  test('keys of a node that is away are counted here alone, and the others by all', async () => {
    const counts = connectRedisCounts(cluster.at)
    const hits = Array.from({ length: 12 }, (_, n) => ({ key: `away-${n}`, hits: 1, windowMs: 60_000 }))
    await until(() => counts.add(hits).catch(() => undefined), { what: 'the Cluster to count' })
    for (const { url } of cluster.nodes) await setting(url, 'cluster-require-full-coverage', 'no')
    await cluster.nodes[1]?.kill()
    const answers = await counts.add(hits)
    expect(answers.filter((count) => count?.current === 2).length).toBeGreaterThan(0)
    expect(answers.filter((count) => count === undefined).length).toBeGreaterThan(0)
    counts.close()
    const fault = () =>
      readRedis(cluster.at, 2_000).then(
        () => undefined,
        ({ message }: Error) => message,
      )
    await until(fault, { what: 'the checklist to see it' })
    await cluster.nodes[1]?.restart()
  })

  test('the checklist looks at every node', async () => {
    const good = await until(() => readRedis(cluster.at, 1_000).catch(() => undefined), {
      what: 'three nodes to answer',
    })
    expect(good).toHaveLength(3)
    expect([judgePersistence(good).status, judgeEviction(good, true).status]).toEqual(['green', 'green'])
    await setting(cluster.nodes[2]?.url, 'maxmemory-policy', 'allkeys-lru')
    // A node that is slow to answer the others takes the cluster for down, for a moment.
    const bad = await until(() => readRedis(cluster.at, 1_000).catch(() => undefined), { what: 'them to answer again' })
    expect(judgeEviction(bad, true).status).toBe('red')
  })
})

async function setting(url: string | undefined, name: string, value: string): Promise<void> {
  const operator = new Redis(url ?? '')
  await operator.config('SET', name, value)
  operator.disconnect()
}

async function keysOn(url: string): Promise<number> {
  const redis = new Redis(url)
  try {
    return (await redis.keys('g5:rate:*')).length
  } finally {
    redis.disconnect()
  }
}
