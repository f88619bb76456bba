import type { Health } from '@g5/contracts'
import { canStartRedis, startRedis } from '@g5/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

const metricsToken = 'a-token-for-metrics'
let api: TestApi
beforeAll(async () => {
  api = await testApi({ env: { METRICS_TOKEN: metricsToken } })
})
afterAll(() => api.close())

test('without a credential, or with a bad one, health is a word; with one it is everything', async () => {
  for (const as of [null, 'g5k_unknown']) {
    const { status, body } = await api.call<Health>('GET', '/v1/health', { as })
    expect([status, body]).toEqual([200, { status: 'ok' }])
  }
  const { body } = await api.call<Health>('GET', '/v1/health')
  expect(body).toMatchObject({
    ...{ status: 'ok', reasons: [], migrations: { pending: 0 }, deliveries: { due: 0, dead: 0 } },
    postgres: { status: 'up', latencyMs: expect.any(Number) },
    queue: { status: 'up', backend: 'postgres', waiting: { webhooks: 0 } },
  })
})

test('an old backup is degraded where backups are to be made, and its age is shown', async () => {
  const looks = await Promise.all(
    ['25 hours', '27 hours'].map(async (age) => {
      const other = await testApi({ env: { BACKUP_CRON: '0 3 * * *', METRICS_TOKEN: metricsToken } })
      await other.db.sql`
        insert into backups (id, started_at, finished_at, error)
          values (gen_random_uuid(), now(), now() - ${age}::interval, null), (gen_random_uuid(), now(), now(), 'failed')`
      const { body } = await other.call<Health>('GET', '/v1/health')
      const { text } = await other.call('GET', '/metrics', { as: metricsToken })
      await other.close()
      return { body, shown: Number(/^g5_last_backup_timestamp_seconds\{?[^ ]* (\S+)$/m.exec(text)?.[1]) }
    }),
  )
  const [young, old] = looks
  expect([young?.body.status, young?.body.reasons]).toEqual(['ok', []])
  expect([old?.body.status, old?.body.reasons]).toEqual(['degraded', ['the newest backup is older than 26 hours']])
  for (const { body, shown } of looks) expect(shown * 1000).toBeCloseTo(Date.parse(body.backup?.finishedAt ?? ''), -1)
  expect(old?.body.backup?.ageSeconds).toBeGreaterThan(27 * 3600 - 60)
})

test('without a backup there is no figure of one, and where none are to be made nobody misses them', async () => {
  const { body } = await api.call<Health>('GET', '/v1/health')
  expect([body.status, body.backup]).toEqual(['ok', null])
  expect((await api.call('GET', '/metrics', { as: metricsToken })).text).not.toMatch(/^g5_last_backup/m)
})

test('in development everybody may see everything', async () => {
  const dev = await testApi({ env: { NODE_ENV: 'development' } })
  expect((await dev.call<Health>('GET', '/v1/health', { as: null })).body.postgres?.status).toBe('up')
  await dev.close()
})

test('while stopping, health is down and nobody is sent here, but the process lives', async () => {
  const other = await testApi()
  other.lifecycle.stopping = true
  expect((await other.call('GET', '/v1/health', { as: null })).status).toBe(503)
  expect((await other.call('GET', '/ready', { as: null })).status).toBe(503)
  expect((await other.call('GET', '/live', { as: null })).status).toBe(200)
  await other.close()
})

test('without Postgres health is down, and no probe hangs', async () => {
  const other = await testApi()
  await other.db.close()
  const began = performance.now()
  const { status, body } = await other.call<Health>('GET', '/v1/health', { as: other.operatorKey })
  expect([status, body]).toEqual([503, { status: 'down' }])
  expect((await other.call('GET', '/ready', { as: null })).status).toBe(503)
  expect(performance.now() - began).toBeLessThan(5_000)
  await other.close()
})

test.skipIf(!canStartRedis())(
  'Redis away or hung is degraded, never down, and never keeps anybody from being ready',
  async () => {
    const redis = await startRedis()
    const other = await testApi({ queue: { backend: 'redis', redis: { url: redis.url } } })
    try {
      redis.pause()
      const { status, body } = await other.call<Health>('GET', '/v1/health')
      expect([status, body.status, body.queue?.status]).toEqual([200, 'degraded', 'down'])
      expect((await other.call('GET', '/ready', { as: null })).status).toBe(200)
    } finally {
      redis.resume()
      await other.close()
      await redis.stop()
    }
  },
)

test('metrics need their token, and tell what came in', async () => {
  expect((await api.call('GET', '/metrics', { as: null })).status).toBe(401)
  expect((await api.call('GET', '/metrics', { as: api.tenant.key })).status).toBe(401)
  await api.call('POST', '/v1/events', { body: { type: 'a', payload: 1 } })
  const { text } = await api.call('GET', '/metrics', { as: metricsToken })
  expect(text).toMatch(/g5_events_accepted_total\{[^}]*\} 1/)
  expect(text).toMatch(/g5_http_request_duration_seconds_count\{[^}]*route="\/v1\/events"[^}]*status="202"[^}]*\} 1/)
  expect(text).toMatch(/g5_dead_letters\{[^}]*\} 0/)
  expect(text).not.toContain(`"${api.tenant.slug}"`)
})
