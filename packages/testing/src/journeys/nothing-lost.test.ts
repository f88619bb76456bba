import { describe, expect, test, vi } from 'vitest'
import { behaviours, canStartRedis, elapse, queueBackends, until } from '../index.ts'
import { expectAll, expectAllEnded, leaderOf, postUntilStopped, stage } from './steps.ts'

// Whole processes start, stop and are waited for; each wait has its own, shorter deadline.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const { deploy, deployOn, ownRedis } = stage()

describe.skipIf(!canStartRedis())('nothing is lost, whatever happens to Redis', () => {
  test('Redis is stopped under load and started again: all is accepted meanwhile, and all is delivered', async () => {
    const redis = await ownRedis()
    const deployment = await deploy({ queue: { backend: 'redis', redis: { url: redis.url } } })
    await deployment.endpoint('/hook')
    const load = postUntilStopped(deployment, 'load.test')
    await deployment.receiver.received(20)
    await redis.kill()
    const before = load.accepted.length
    await until(() => load.accepted.length > before + 50, { what: '50 events to be accepted without Redis' })
    await redis.restart()
    const events = await load.stop()
    await expectAllEnded(deployment)
    expectAll(deployment, events)
  })

  test('the API dies between its commit and the queue: what it answered for is delivered', async () => {
    const redis = await ownRedis()
    const deployment = await deploy({ queue: { backend: 'redis', redis: { url: redis.url } } })
    await deployment.endpoint('/hook')
    await until(async () => (await deployment.sql`select 1 from direct_path where open_until > now()`).length === 1, {
      what: 'the direct path to open',
    })
    redis.pause()
    const events = [await deployment.post('crash.test'), await deployment.post('crash.test')]
    await deployment.api.kill()
    redis.resume()
    await deployment.startApi()
    await elapse(deployment.sql, 60)
    await deployment.settled()
    expectAll(deployment, events)
  })
})

for (const backend of queueBackends())
  describe.skipIf(backend.missing)(`nothing is lost ${backend.title}`, () => {
    test('a worker dies in the middle of a delivery: another sends it again with the same webhook-id', async () => {
      const deployment = await deployOn(backend)
      await deployment.endpoint('/hook')
      deployment.receiver.behave(behaviours.hangs())
      const event = await deployment.post('crash.test')
      await deployment.receiver.received(1)
      await deployment.workers[0]?.kill()
      deployment.receiver.behave(behaviours.ok())
      await deployment.startWorker()
      await elapse(deployment.sql, 60)
      expect(await deployment.settled()).toEqual({ delivered: 1 })
      expect(deployment.receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual([event, event])
    })

    test('a worker that is told to stop finishes what is in flight, and records it', async () => {
      const deployment = await deployOn(backend)
      await deployment.endpoint('/hook')
      deployment.receiver.behave(behaviours.slow(1_500))
      await deployment.post('stop.test')
      await deployment.receiver.received(1)
      expect(await deployment.workers[0]?.stop()).toBe(0)
      expect(await deployment.settled(100)).toEqual({ delivered: 1 })
      expect(deployment.receiver.requests).toHaveLength(1)
    })

    test('the leader dies: another worker takes over and goes on', async () => {
      const deployment = await deployOn(backend, { workers: 2 })
      await deployment.endpoint('/hook')
      await deployment.post('lead.test')
      await deployment.receiver.received(1)
      const { leader, takesOver } = leaderOf(deployment)
      await leader?.kill()
      await takesOver()
      await deployment.sql`update direct_path set open_until = '-infinity'`
      const event = await deployment.post('lead.test')
      await deployment.receiver.received(({ headers }) => headers['webhook-id'] === event)
    })
  })
