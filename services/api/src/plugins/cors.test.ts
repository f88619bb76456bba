import { loadApiConfig } from '@g5/config'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

const listed = 'https://console.example.com'
let api: TestApi
beforeAll(async () => {
  api = await testApi({ env: { CORS_ORIGINS: `${listed},https://other.example.com` } })
})
afterAll(() => api.close())

const preflight = (origin: string, on = api) =>
  on.call('OPTIONS', '/v1/events', {
    as: null,
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  })
const corsHeaders = (headers: object) => Object.keys(headers).filter((name) => name.startsWith('access-control-'))

test.each([listed, 'https://other.example.com'])(
  '%s is listed: its pages may call with credentials',
  async (origin) => {
    const allowed = await preflight(origin)
    expect(allowed.status).toBe(204)
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': expect.stringContaining('authorization'),
      vary: 'Origin',
    })
  },
)

test.each([
  ['GET', '/v1/me', 200],
  ['GET', '/v1/nothing', 404],
  ['POST', '/v1/events', 422],
])(
  'the answer to %s %s can be read by a listed page, with the headers that clients need',
  async (method, path, status) => {
    const answer = await api.call(method, path, { headers: { origin: listed } })
    expect(answer.status).toBe(status)
    expect(answer.headers['access-control-allow-origin']).toBe(listed)
    const exposed = String(answer.headers['access-control-expose-headers']).split(', ')
    for (const name of ['x-request-id', 'ratelimit', 'ratelimit-policy', 'retry-after', 'idempotent-replayed'])
      expect(exposed).toContain(name)
  },
)

test.each(['https://console.example.com.evil.test', 'http://console.example.com', 'null', '*'])(
  'a page of %s is told nothing, not even that there are others',
  async (origin) => {
    const refused = await preflight(origin)
    expect([refused.status, refused.headers['content-type']]).toEqual([405, 'application/problem+json'])
    const answer = await api.call('GET', '/v1/me', { headers: { origin } })
    expect([...corsHeaders(refused.headers), ...corsHeaders(answer.headers)]).toEqual([])
  },
)

test('unless origins are listed, no page of another origin may read anything', async () => {
  const closed = await testApi()
  try {
    expect(corsHeaders((await preflight(listed, closed)).headers)).toEqual([])
  } finally {
    await closed.close()
  }
})

test.each(['*', 'https://*.example.com', 'https://example.com/', 'example.com', 'null', 'https://a.example,*'])(
  '%s in the list stops the process',
  (value) =>
    expect(() => loadApiConfig({ NODE_ENV: 'test', CORS_ORIGINS: value })).toThrow(/CORS_ORIGINS must be origins/),
)
