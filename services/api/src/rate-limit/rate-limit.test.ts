import { canStartRedis, freshRedis, type OwnRedis, startRedis, until } from '@g5/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { type TestApi, type TestApiOptions, testApi } from '../../test/test-api.ts'
import { createCounters } from './counters.ts'
import { connectRedisCounts } from './redis-counts.ts'

const cleanUp: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const close of cleanUp.splice(0).reverse()) await close()
})

async function open(options: TestApiOptions): Promise<TestApi> {
  const api = await testApi(options)
  cleanUp.push(api.close)
  return api
}
const limited = { RATE_LIMIT_MAX: '3', RATE_LIMIT_WINDOW: '60' }
const ask = (api: TestApi, as?: string | null) => api.call('GET', '/v1/me', as === undefined ? {} : { as })

test('a credential is told what it may do, and is refused beyond that, with the time to wait', async () => {
  const api = await open({ env: limited })
  const answers = [await ask(api), await ask(api), await ask(api), await ask(api)]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429])
  expect(answers.map(({ headers }) => headers['ratelimit-policy'])).toEqual(Array(4).fill('"default";q=3;w=60'))
  expect(answers.map(({ headers }) => headers['ratelimit'])).toEqual([
    '"default";r=2;t=60',
    '"default";r=1;t=60',
    '"default";r=0;t=60',
    '"default";r=0;t=60',
  ])
  expect(answers[3]?.headers['retry-after']).toBe('60')
  expect(answers[3]?.body).toMatchObject({ status: 429, code: 'rate_limited' })
})

test('credentials are counted each by itself, and those who have none by address', async () => {
  const api = await open({ env: limited })
  const other = await api.addTenant('other')
  for (let n = 0; n < 4; n++) await ask(api)
  expect((await ask(api, other.key)).status).toBe(200)
  const strangers = []
  for (let n = 0; n < 4; n++) strangers.push((await ask(api, `guess-${n}`)).status)
  expect(strangers).toEqual([401, 401, 401, 429])
})

test('probes are not counted', async () => {
  const api = await open({ env: limited })
  for (let n = 0; n < 5; n++) expect((await api.call('GET', '/v1/health', { as: null })).status).toBe(200)
})

test('a window ends by itself', () => {
  let now = 0
  const counters = createCounters({ now: () => now })
  expect(counters.hit('a', 1_000)).toEqual({ current: 1, ttl: 1_000 })
  now = 600
  expect(counters.hit('a', 1_000)).toEqual({ current: 2, ttl: 400 })
  now = 1_000
  expect(counters.hit('a', 1_000)).toEqual({ current: 1, ttl: 1_000 })
})

describe.skipIf(!canStartRedis())('with Redis', () => {
  function countersOn(url: string) {
    const shared = connectRedisCounts({ url })
    cleanUp.push(shared.close)
    return createCounters({ shared })
  }

  test('processes count together', async () => {
    const { url, close } = await freshRedis()
    cleanUp.push(close)
    const [one, two] = [countersOn(url), countersOn(url)]
    cleanUp.push(one.close, two.close)
    const hits = () => [one.hit('a', 60_000).current, two.hit('a', 60_000).current]
    const [first = 0, second = 0] = await until(
      () => {
        const [a = 0, b = 0] = hits()
        return a + b > 12 && Math.abs(a - b) < Math.min(a, b) / 2 ? [a, b] : undefined
      },
      { what: 'both to know of each other' },
    )
    expect(Math.min(first, second)).toBeGreaterThan(6)
  })

  test('while it hangs or is away each process counts for itself, and no request waits or fails', async () => {
    const redis: OwnRedis = await startRedis()
    cleanUp.push(redis.stop)
    const api = await open({ env: limited, counters: countersOn(redis.url) })
    redis.pause()
    const began = performance.now()
    const answers = [await ask(api), await ask(api), await ask(api), await ask(api)]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429])
    expect(performance.now() - began).toBeLessThan(400)
    redis.resume()
    await redis.kill()
    const other = await api.addTenant('other')
    expect((await ask(api, other.key)).status).toBe(200)
  })
})
