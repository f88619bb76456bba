import type { Health } from '@g5/contracts'
import { expect, onTestFinished, test } from 'vitest'
import { createRegistry } from './metrics/registry.ts'
import { type Probes, serveProbes } from './probes.ts'

async function served(probes: Partial<Probes> = {}) {
  const server = await serveProbes({
    host: '127.0.0.1',
    port: 0,
    ready: () => true,
    health: async () => ({ status: 'ok' }),
    registry: createRegistry('worker'),
    ...probes,
  })
  onTestFinished(() => server.close())
  return (path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${server.port}${path}`, { ...init, headers: { connection: 'close', ...init?.headers } })
}

test('a process that runs is live, also one that takes no work', async () => {
  const get = await served({ ready: () => false })
  expect((await get('/live')).status).toBe(200)
  expect((await get('/ready')).status).toBe(503)
})

test('readiness is asked anew each time', async () => {
  let ready = false
  const get = await served({ ready: () => ready })
  expect((await get('/ready')).status).toBe(503)
  ready = true
  expect((await get('/ready?verbose')).status).toBe(200)
})

test.each<[Health['status'], number]>([
  ['ok', 200],
  ['degraded', 200],
  ['down', 503],
])('health %s answers %i', async (status, expected) => {
  const get = await served({ health: async () => ({ status }) })
  const response = await get('/health')
  expect(response.status).toBe(expected)
  expect(await response.json()).toEqual({ status })
})

test('a probe that fails answers 503 and tells nothing', async () => {
  const get = await served({
    ready: () => {
      throw new Error('password is hush')
    },
    health: () => Promise.reject(new Error('password is hush')),
  })
  for (const path of ['/ready', '/health']) {
    const response = await get(path)
    expect(response.status).toBe(503)
    expect(await response.text()).not.toContain('hush')
  }
})

test('metrics are for anybody unless there is a token, and then for those who have it', async () => {
  const open = await served()
  const response = await open('/metrics')
  expect(response.headers.get('content-type')).toContain('application/openmetrics-text; version=1.0.0')
  expect(await response.text()).toContain('process_cpu_seconds_total')

  const guarded = await served({ metricsToken: 'the-token-of-prometheus' })
  const status = async (authorization?: string) =>
    (await guarded('/metrics', authorization ? { headers: { authorization } } : {})).status
  expect(await status()).toBe(401)
  expect(await status('Bearer wrong')).toBe(401)
  expect(await status('Basic the-token-of-prometheus')).toBe(401)
  expect(await status('Bearer the-token-of-prometheus')).toBe(200)
})

test('what is not there is a problem', async () => {
  const get = await served()
  const missing = await get('/elsewhere')
  expect(missing.status).toBe(404)
  expect(missing.headers.get('content-type')).toBe('application/problem+json')
  expect(await missing.json()).toMatchObject({ status: 404, code: 'not_found', requestId: expect.any(String) })
  const posted = await get('/live', { method: 'POST' })
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
})

test('a port that is taken is an error and not a crash', async () => {
  const server = await serveProbes({
    host: '127.0.0.1',
    port: 0,
    ready: () => true,
    health: async () => ({ status: 'ok' }),
    registry: createRegistry('worker'),
  })
  onTestFinished(() => server.close())
  await expect(served({ port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
