import { canStartRedis, queueBackends, startRedis, until } from '@g5/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

const cleanUp: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of cleanUp.splice(0).reverse()) await close()
})

const queues = '/v1/webhooks/queues'

interface Shown {
  name: string
  due: number | null
  oldestDueSeconds: number | null
  waiting: number | null
  paused: boolean
}

for (const backend of queueBackends())
  describe.skipIf(backend.missing)(`queues ${backend.title}`, () => {
    async function open(env: Record<string, string> = {}): Promise<TestApi> {
      const place = await backend.open()
      cleanUp.push(place.close)
      const api = await testApi({ env, queue: place.connection })
      cleanUp.push(api.close)
      return api
    }
    const list = async (api: TestApi) =>
      (await api.call<{ data: Shown[] }>('GET', queues, { as: api.operatorKey })).body.data

    test('are shown with what waits in them and before them', async () => {
      const api = await open({ CLASS_QUEUES: 'premium' })
      await api.call('POST', '/v1/webhooks/endpoints', { body: { url: 'http://127.0.0.1:8080/hook' } })
      await api.call('POST', '/v1/events', { body: { type: 'a', payload: 1 } })
      await api.db.sql`update open_deliveries set next_at = now() - interval '90 s'`
      const [webhooks, premium, ...others] = await list(api)
      expect(webhooks).toMatchObject({
        name: 'webhooks',
        waiting: 0,
        active: 0,
        due: 1,
        paused: false,
        pausedSince: null,
      })
      expect(webhooks?.oldestDueSeconds).toBeGreaterThan(89)
      expect(premium).toMatchObject({ name: 'webhooks-premium', due: 0, oldestDueSeconds: null })
      expect(others).toMatchObject([
        { name: 'webhooks-dlq', waiting: 0, due: null },
        { name: 'maintenance', waiting: 0, due: null },
      ])
    })

    test('are paused and resumed, again without harm, and keep accepting', async () => {
      const api = await open()
      const turn = (path: string) => api.call<Shown>('POST', `${queues}/webhooks/${path}`, { as: api.operatorKey })
      for (let i = 0; i < 2; i++) expect(await turn('pause')).toMatchObject({ status: 200, body: { paused: true } })
      expect((await list(api))[0]).toMatchObject({ paused: true, pausedSince: expect.any(String) })
      expect((await api.call('POST', '/v1/events', { body: { type: 'a', payload: 1 } })).status).toBe(202)
      for (let i = 0; i < 2; i++) expect(await turn('resume')).toMatchObject({ status: 200, body: { paused: false } })
      expect((await list(api))[0]).toMatchObject({ paused: false, pausedSince: null })
      const log = await api.call<{ data: object[] }>('GET', '/v1/audit-logs?target=webhooks', { as: api.operatorKey })
      expect(log.body.data).toMatchObject([
        { action: 'queue.resumed', target: { kind: 'queue', id: null, name: 'webhooks' } },
        { action: 'queue.paused' },
      ])
    })
  })

test.skipIf(!canStartRedis())('while the queue is away they show what is due, and can be paused', async () => {
  const redis = await startRedis()
  cleanUp.push(redis.stop)
  const api = await testApi({ queue: { backend: 'redis', redis: { url: redis.url } } })
  cleanUp.push(api.close)
  await redis.kill()
  await until(async () => (await api.call('GET', '/v1/health', { as: null })).body['status'] === 'degraded', {
    what: 'Redis to be missed',
  })
  const paused = await api.call('POST', `${queues}/webhooks/pause`, { as: api.operatorKey })
  expect(paused).toMatchObject({ status: 200, body: { waiting: null, active: null, due: 0, paused: true } })
})

test('what carries no deliveries can not be paused, and what is not there is not found', async () => {
  const api = await testApi({ env: { CLASS_QUEUES: 'premium' } })
  cleanUp.push(api.close)
  for (const name of ['webhooks-dlq', 'maintenance']) {
    const refused = await api.refused('POST', `${queues}/${name}/pause`, { as: api.operatorKey })
    expect([refused.status, refused.body.code]).toEqual([409, 'not_pausable'])
    expect(refused.body.detail).toContain('webhooks, webhooks-premium')
  }
  const refused = await api.refused('POST', `${queues}/webhooks-trial/pause`, { as: api.operatorKey })
  expect(refused.body.code).toBe('not_found')
})

test('a tenant has no say in queues', async () => {
  const api = await testApi()
  cleanUp.push(api.close)
  expect((await api.refused('GET', queues)).status).toBe(403)
  expect((await api.refused('POST', `${queues}/webhooks/pause`)).status).toBe(403)
})
