import { Redis } from 'ioredis'
import { describe, expect, test, vi } from 'vitest'
import { canStartRedis, startRedisCluster, startRedisSentinel, until } from '../index.ts'
import type { Deployment } from './deployment.ts'
import { expectNothingLost, postUntilStopped, stage } from './steps.ts'

// Whole processes start, stop and are waited for; each wait has its own, shorter deadline.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const { deploy, atTheEnd } = stage()

describe.skipIf(!canStartRedis())('more than one Redis', () => {
  test('on a Cluster queues lie on different nodes; one that is killed stops no intake, and all is delivered', async () => {
    const { at, nodes, stop } = await startRedisCluster()
    atTheEnd(stop)
    const deployment = await deploy({
      queue: { backend: 'redis', redis: at },
      workers: 2,
      env: { CLASS_QUEUES: 'premium,trial' },
    })
    await deployment.endpoint('/hook')
    const load = postUntilStopped(deployment, 'load.test')
    await deployment.receiver.received(60)
    const homes = await Promise.all(nodes.map(({ url }) => queuesOn(url)))
    expect(homes.flat()).toContain('webhooks')
    expect(homes.filter((queues) => queues.length > 0).length).toBeGreaterThan(1)

    const home = nodes[homes.findIndex((queues) => queues.includes('webhooks'))]
    await home?.kill()
    const before = load.accepted.length
    await until(() => load.accepted.length > before + 50, { what: '50 events to be accepted without that node' })
    await until(async () => (await healthOf(deployment)) === 'degraded', { what: 'the API to say so' })
    await home?.restart()
    await until(async () => (await healthOf(deployment)) === 'ok', { what: 'the API to be well', withinMs: 30_000 })
    await deployment.receiver.received(deployment.receiver.requests.length + 60, { withinMs: 30_000 })
    const events = await load.stop()
    expect(load.refused).toEqual([])
    await expectNothingLost(deployment, events)
  })

  test('a primary that Sentinels replace is left for the new one, and all that was accepted is delivered', async () => {
    const { at, primary, replica, stop } = await startRedisSentinel()
    atTheEnd(stop)
    const deployment = await deploy({ queue: { backend: 'redis', redis: at }, workers: 2 })
    await deployment.endpoint('/hook')
    const load = postUntilStopped(deployment, 'load.test')
    await deployment.receiver.received(60)
    await primary.kill()
    await until(async () => (await queuesOn(replica.url)).length > 0, {
      ...{ what: 'the replica to be the primary', withinMs: 30_000 },
    })
    await until(async () => (await healthOf(deployment)) === 'ok', { what: 'the API to be well', withinMs: 30_000 })
    await deployment.receiver.received(deployment.receiver.requests.length + 60, { withinMs: 30_000 })
    const events = await load.stop()
    expect(load.refused).toEqual([])
    await expectNothingLost(deployment, events)
  })
})

async function healthOf({ call, operatorKey }: Deployment): Promise<string> {
  const { body } = await call<{ status: string }>('GET', '/v1/health', undefined, operatorKey)
  return body.status
}

/** Names of the queues that have keys on a server; none of a replica. */
async function queuesOn(url: string): Promise<string[]> {
  const redis = new Redis(url)
  try {
    if (!(await redis.info('replication')).includes('role:master')) return []
    const names = (await redis.keys('{g5*')).map((key) => /^\{g5[^}]*\}:([^:]+)/.exec(key)?.[1])
    return [...new Set(names.filter((name) => name !== undefined))]
  } finally {
    redis.disconnect()
  }
}
