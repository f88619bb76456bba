import { setTimeout as wait } from 'node:timers/promises'
import { canStartRedis, type OwnRedis, startRedis } from '@g5/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

const body = { type: 'a', payload: { n: 1 } }
const post = (api: TestApi, over = {}) =>
  api.call<{ id: string; deliveries: number }>('POST', '/v1/events', { body: { ...body, ...over } })
const addEndpoint = (api: TestApi) =>
  api.call('POST', '/v1/webhooks/endpoints', { body: { url: 'http://127.0.0.1:8080/hook' } })

describe('when the database is in trouble', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await testApi()
    await addEndpoint(api)
  })
  afterAll(() => api.close())

  const breakIngest = () => api.db.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'test-ingest'`

  test('nobody notices that its connections break: the same events are sent again, and go in once', async () => {
    let breaking = true
    const trouble = (async () => {
      for (let round = 0; breaking && round < 20; round++) {
        await breakIngest()
        await wait(20)
      }
    })()
    const posted = []
    for (let n = 0; n < 60; n++) posted.push(post(api, { payload: n }))
    const answers = await Promise.all(posted)
    breaking = false
    await trouble
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    const ids = answers.map(({ body }) => body.id)
    expect(new Set(ids).size).toBe(60)
    const [count] = await api.db.sql`select (select count(*) from events)::int as events,
      (select count(*) from open_deliveries)::int as deliveries`
    expect(count).toEqual({ events: 60, deliveries: 60 })
  })

  test('an event is answered only after its commit', async () => {
    const order: string[] = []
    const lock = await api.db.sql.reserve()
    await lock`begin`
    await lock`lock table events in exclusive mode`
    const posting = post(api).then(() => order.push('answered'))
    await wait(200)
    order.push('released')
    await lock`commit`
    lock.release()
    await posting
    expect(order).toEqual(['released', 'answered'])
  })

  test('requests that arrive while a flush is in flight go in together', async () => {
    const lock = await api.db.sql.reserve()
    await lock`begin`
    await lock`lock table events in exclusive mode`
    const before = await flushes(api)
    const posting = Array.from({ length: 100 }, () => post(api))
    await wait(300)
    await lock`commit`
    lock.release()
    await Promise.all(posting)
    expect((await flushes(api)) - before).toBeLessThanOrEqual(4)
  })
})

async function flushes(api: TestApi): Promise<number> {
  const { text } = await api.call('GET', '/metrics')
  return Number(/g5_ingest_flush_seconds_count\{[^}]*\} (\d+)/.exec(text)?.[1] ?? 0)
}

describe.skipIf(!canStartRedis())('when Redis is in trouble', () => {
  let redis: OwnRedis
  let api: TestApi
  beforeAll(async () => {
    redis = await startRedis()
    api = await testApi({ queue: { backend: 'redis', redis: { url: redis.url } } })
    await addEndpoint(api)
    await api.openDoor()
  })
  afterEach(async () => {
    redis.resume()
    await redis.restart()
  })
  afterAll(async () => {
    await api.close()
    await redis.stop()
  })

  const stateOf = async (id: string) => {
    await api.drain()
    const [row] = await api.db.sql`
      select state, fence, next_at <= now() as due, next_at <= now() + interval '6 s' as soon from open_deliveries
        order by id desc limit 1`
    return { id, ...row }
  }

  test('while it is away events are accepted, and what was for the queue is due at once', async () => {
    await redis.kill()
    const { status, body } = await post(api)
    expect(status).toBe(202)
    expect(await stateOf(body.id)).toMatchObject({ state: 'queued', fence: 1, due: true })
  })

  test('while it hangs nobody waits for it, and what may have been queued is fenced off and sent a little later', async () => {
    await api.call('GET', '/v1/health')
    await wait(300) // It takes the connection a moment to be back.
    redis.pause()
    const began = performance.now()
    const { status, body } = await post(api)
    expect(status).toBe(202)
    expect(performance.now() - began).toBeLessThan(400)
    expect(await stateOf(body.id)).toMatchObject({ state: 'queued', fence: 2, due: false, soon: true })
  })
})
