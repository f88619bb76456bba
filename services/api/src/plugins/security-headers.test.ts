import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { securityHeaders } from './security-headers.ts'

test('the headers are those of helmet, with a policy that allows nothing, and nothing else', async () => {
  const headers = await securityHeaders({ hsts: true })
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  })
  for (const own of ['content-length', 'connection', 'date', 'x-powered-by']) expect(headers).not.toHaveProperty(own)
})

test('a browser is told to stay with https where that is certain to work', async () => {
  expect(await securityHeaders({ hsts: false })).not.toHaveProperty('strict-transport-security')
})

describe('in production every kind of answer carries them', () => {
  let api: TestApi
  let wanted: Record<string, string>
  beforeAll(async () => {
    api = await testApi({ env: { NODE_ENV: 'production' } })
    wanted = await securityHeaders({ hsts: true })
  })
  afterAll(() => api.close())

  test.each([
    ['an answer', 'GET', '/v1/me', 200],
    ['a problem', 'POST', '/v1/events', 422],
    ['a refusal of who asks', 'DELETE', '/v1/holds/x', 403],
    ['an unknown route', 'GET', '/v1/nothing', 404],
    ['another method', 'DELETE', '/v1/me', 405],
    ['a path that can not be read', 'GET', '/v1/events/%E0%A4%A', 400],
    ['a path that never ends', 'GET', `/v1/events/${'x'.repeat(1_000)}`, 404],
    ['a stream', 'GET', '/v1/audit-logs/export', 200],
    ['the front page', 'GET', '/', 200],
    ['the OpenAPI document', 'GET', '/v1/openapi.json', 200],
    ['a probe', 'GET', '/live', 200],
    ['the metrics', 'GET', '/metrics', 200],
  ])('%s', async (_what, method, path, status) => {
    const answer = await api.call(method, path)
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject(wanted)
  })

  test('the API reference, whose page may run its own scripts and nothing else', async () => {
    const { status, headers } = await api.call('GET', '/docs/')
    const { 'content-security-policy': _, ...rest } = wanted
    expect(status).toBe(200)
    expect(headers).toMatchObject(rest)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).not.toMatch(/https?:|\*/)
  })

  test('what was not even HTTP', async () => {
    const { port } = new URL(await api.server.listen({ port: 0, host: '127.0.0.1' }))
    const socket = connect(Number(port), '127.0.0.1')
    socket.end('NONSENSE\r\n\r\n')
    let text = ''
    for await (const chunk of socket) text += chunk
    expect(text).toMatch(/^HTTP\/1\.1 400 /)
    for (const [name, value] of Object.entries(wanted)) expect(text).toContain(`${name}: ${value}\r\n`)
  })
})
