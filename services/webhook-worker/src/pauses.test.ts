import { pauseQueue, resumeQueue } from '@g5/db'
import { queueBackends, until } from '@g5/testing'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Engine, startEngine } from '../test/engine.ts'

vi.setConfig({ testTimeout: 30_000 })

const cleanUp: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of cleanUp.splice(0).reverse()) await close()
})

for (const backend of queueBackends())
  describe.skipIf(backend.missing)(`a paused queue ${backend.title}`, () => {
    async function start(env: Record<string, string> = {}): Promise<Engine> {
      const place = await backend.open()
      cleanUp.push(place.close)
      const engine = await startEngine(place.connection, env)
      cleanUp.push(engine.close)
      return engine
    }

    test('keeps accepting, is fed and served no more within a second, and loses nothing', async () => {
      const engine = await start()
      await engine.startWorker()
      await engine.startWorker()
      const endpoint = await (await engine.tenant()).endpoint('/hook')
      await endpoint.post()
      await engine.receiver.received(1)
      await pauseQueue(engine.orm, 'webhooks')
      const pausedAt = Date.now()
      let posted = 1
      for (; Date.now() - pausedAt < 2_000; posted++) await endpoint.post()
      const last = Math.max(...engine.receiver.requests.map(({ at }) => at))
      expect(last - pausedAt).toBeLessThan(1_000)
      const before = engine.receiver.requests.length
      await resumeQueue(engine.orm, 'webhooks')
      await until(async () => (await engine.counts())['delivered'] === posted, { what: 'all to be delivered' })
      expect(before).toBeLessThan(posted)
      expect(engine.receiver.requests).toHaveLength(posted)
    })

    test('sends nothing that it had in it already, and all of it once when it goes again', async () => {
      const engine = await start({ CLASS_QUEUES: 'premium' })
      await engine.startWorker({ WORKER_QUEUES: 'webhooks-premium' })
      const endpoint = await (await engine.tenant()).endpoint('/hook')
      const premium = await (await engine.tenant('premium')).endpoint('/premium')
      for (let i = 0; i < 5; i++) await endpoint.post()
      await until(async () => (await engine.counts())['queued'] === 5, { what: 'all to be in the queue' })
      await pauseQueue(engine.orm, 'webhooks')
      await engine.startWorker({ WORKER_QUEUES: 'webhooks' })
      await premium.post()
      await until(async () => (await engine.counts())['pending'] === 5, { what: 'all to wait in Postgres' })
      await until(async () => (await engine.counts())['delivered'] === 1, { what: 'the other queue to go on' })
      expect(engine.receiver.requests.map(({ path }) => path)).toEqual(['/premium'])
      await resumeQueue(engine.orm, 'webhooks')
      await until(async () => (await engine.counts())['delivered'] === 6, { what: 'all to be delivered' })
      expect(engine.receiver.requests).toHaveLength(6)
    })

    test('stays paused over restarts', async () => {
      const engine = await start({ CLASS_QUEUES: 'premium' })
      await pauseQueue(engine.orm, 'webhooks')
      const endpoint = await (await engine.tenant()).endpoint('/hook')
      const premium = await (await engine.tenant('premium')).endpoint('/premium')
      await endpoint.post()
      await engine.startWorker()
      await premium.post()
      await until(async () => (await engine.counts())['delivered'] === 1, { what: 'the other queue to be served' })
      expect(await engine.counts()).toEqual({ pending: 1, delivered: 1 })
    })
  })
