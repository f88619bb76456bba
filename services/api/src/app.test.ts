import { problem, problemCatalogue } from '@g5/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../test/test-api.ts'
import { securityHeaders } from './plugins/security-headers.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const events = '/v1/events'
const endpoints = '/v1/webhooks/endpoints'

test.each<[what: string, status: number, code: string, method: string, path: string, asking: object]>([
  ['no JSON', 400, 'malformed_json', 'POST', events, { raw: '{"type":' }],
  ['two values', 400, 'malformed_json', 'POST', events, { raw: '{} {}' }],
  ['bytes that are not UTF-8', 400, 'malformed_json', 'POST', events, { raw: Buffer.from([0x7b, 0xff, 0x7d]) }],
  ['a byte order mark', 400, 'malformed_json', 'POST', events, { raw: '\ufeff{"type":"a","payload":1}' }],
  [
    'a key that is there twice',
    422,
    'validation_failed',
    'POST',
    events,
    { raw: '{"type":"a","type":"b","payload":1}' },
  ],
  [
    'a key twice, once escaped',
    422,
    'validation_failed',
    'POST',
    events,
    { raw: '{"type":"a","p\\u0061yload":1,"payload":2}' },
  ],
  ['no body', 422, 'validation_failed', 'POST', events, {}],
  ['an array', 422, 'validation_failed', 'POST', events, { raw: '[]' }],
  ['null', 422, 'validation_failed', 'POST', events, { raw: 'null' }],
  ['an unknown field', 422, 'validation_failed', 'POST', events, { body: { type: 'a', payload: 1, colour: 'red' } }],
  ['a __proto__', 422, 'validation_failed', 'POST', events, { raw: '{"type":"a","payload":1,"__proto__":{}}' }],
  ['a reserved type', 422, 'validation_failed', 'POST', events, { body: { type: 'g5.circuit.opened', payload: 1 } }],
  ['a NUL in a uid', 422, 'validation_failed', 'POST', events, { body: { type: 'a', payload: 1, uid: 'a\0' } }],
  [
    'a NUL in metadata',
    422,
    'validation_failed',
    'POST',
    events,
    { body: { type: 'a', payload: 1, metadata: { k: '\0' } } },
  ],
  [
    'a lone surrogate',
    422,
    'validation_failed',
    'POST',
    events,
    { raw: '{"type":"a","payload":1,"metadata":{"k":"\\ud800"}}' },
  ],
  [
    'an uid that looks like an id',
    422,
    'validation_failed',
    'POST',
    events,
    { body: { type: 'a', payload: 1, uid: 'evt_01jaaaaaaaaaaaaaaaaaaaaaaa' } },
  ],
  [
    'text instead of JSON',
    415,
    'unsupported_media_type',
    'POST',
    events,
    { raw: 'a', headers: { 'content-type': 'text/plain' } },
  ],
  [
    'a form',
    415,
    'unsupported_media_type',
    'POST',
    events,
    { raw: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
  [
    'a compressed body',
    415,
    'unsupported_media_type',
    'POST',
    events,
    { raw: '{}', headers: { 'content-encoding': 'gzip' } },
  ],
  [
    'a merge patch where there is none',
    415,
    'unsupported_media_type',
    'POST',
    events,
    { raw: '{}', headers: { 'content-type': 'application/merge-patch+json' } },
  ],
  ['a body over the limit', 413, 'payload_too_large', 'POST', endpoints, { raw: JSON.stringify('x'.repeat(300_000)) }],
  ['an unknown route', 404, 'not_found', 'GET', '/v1/nothing', {}],
  ['another method', 405, 'method_not_allowed', 'PATCH', '/v1/events/evt_1', {}],
  ['a path that is not one', 400, 'bad_request', 'GET', '/v1/events/%E0%A4%A', {}],
  ['a path that never ends', 404, 'not_found', 'GET', `/v1/events/${'x'.repeat(1_000)}`, {}],
  ['a NUL in a path', 404, 'not_found', 'GET', `${endpoints}/%00`, {}],
  ['an id of another kind', 404, 'not_found', 'GET', '/v1/events/dlv_01jaaaaaaaaaaaaaaaaaaaaaaa', {}],
  ['an unknown filter', 422, 'validation_failed', 'GET', `${events}?colour=red`, {}],
  ['a NUL in a filter', 422, 'validation_failed', 'GET', `${events}?uid=%00`, {}],
  ['a limit of none', 422, 'validation_failed', 'GET', `${events}?limit=0`, {}],
  ['a limit of too many', 422, 'validation_failed', 'GET', `${events}?limit=251`, {}],
  ['a limit twice', 422, 'validation_failed', 'GET', `${events}?limit=1&limit=2`, {}],
  ['a time that is none', 422, 'validation_failed', 'GET', `${events}?from=yesterday`, {}],
  ['a cursor that is none', 400, 'bad_cursor', 'GET', `${events}?cursor=%00`, {}],
  ['no credential', 401, 'unauthorized', 'GET', events, { as: null }],
  ['an unknown credential', 401, 'unauthorized', 'GET', events, { as: 'g5k_unknown' }],
  ['a token that is none', 401, 'unauthorized', 'GET', events, { as: 'a.b.c' }],
  ['another scheme', 401, 'unauthorized', 'GET', events, { as: null, headers: { authorization: 'Basic YTpi' } }],
  ["another tenant's name", 404, 'not_found', 'GET', events, { headers: { 'x-tenant-id': 'nobody' } }],
  [
    'a header that is none',
    422,
    'validation_failed',
    'POST',
    events,
    { body: { type: 'a', payload: 1 }, headers: { 'idempotency-key': 'ü' } },
  ],
  [
    'a body where there is none',
    422,
    'validation_failed',
    'POST',
    `${endpoints}/x/disable`,
    { body: { releaseHeld: true } },
  ],
])('%s is answered with %i and the problem %s', async (_what, status, code, method, path, asking) => {
  const refused = await api.refused(method, path, asking)
  expect(refused.text).not.toMatch(/\.ts|node_modules/)
  expect([refused.status, refused.body.code]).toEqual([status, code])
  expect(refused.headers['content-type']).toBe('application/problem+json')
  expect(problem.parse(refused.body)).toMatchObject({
    status,
    title: problemCatalogue[refused.body.code].title,
    requestId: refused.headers['x-request-id'],
  })
})

test('an unknown field is named by a pointer', async () => {
  const body = { type: 'a', payload: 1, 'a/b~c': 1 }
  const { body: refusal } = await api.refused('POST', events, { body })
  expect(refusal.errors).toEqual([{ pointer: '/a~1b~0c', detail: 'is not known here' }])
})

test('another method is told which there are', async () => {
  expect((await api.refused('PUT', '/v1/events')).headers['allow']).toBe('GET, HEAD, POST')
})

describe('every response', () => {
  test('carries the request id of the caller, if it is one', async () => {
    const idOf = async (given: string) =>
      (await api.call('GET', '/v1/me', { headers: { 'x-request-id': given } })).headers['x-request-id']
    expect(await idOf('mine.1-A_b')).toBe('mine.1-A_b')
    expect(await idOf('not mine')).toMatch(/^[0-9a-f-]{36}$/)
    expect(await idOf('x'.repeat(129))).toMatch(/^[0-9a-f-]{36}$/)
  })

  test.each(['/v1/me', '/v1/nothing', '/v1/health', '/v1/openapi.json'])('of %s is stored by nobody', async (path) => {
    expect((await api.call('GET', path)).headers['cache-control']).toBe('no-store')
  })

  test.each([
    ['GET', '/v1/me', 200],
    ['GET', '/v1/nothing', 404],
    ['DELETE', '/v1/me', 405],
    ['POST', events, 422],
    ['GET', '/live', 200],
  ])('to %s %s says what a browser may do with it: nothing', async (method, path, status) => {
    const answer = await api.call(method, path)
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject(await securityHeaders({ hsts: false }))
  })
})

test('a fault of ours is logged with its request, and tells nobody anything', async () => {
  await api.db.sql`alter table endpoints rename to hidden`
  try {
    const failed = await api.refused('GET', endpoints, { headers: { 'x-request-id': 'fault-1' } })
    expect([failed.status, failed.body.code]).toEqual([500, 'internal_error'])
    expect(failed.text).not.toMatch(/relation|select|hidden/)
    const line = api.lines.map((one) => JSON.parse(one)).find(({ level }) => level === 'error')
    expect(line).toMatchObject({ requestId: 'fault-1', tenantId: api.tenant.publicId, traceId: expect.any(String) })
  } finally {
    await api.db.sql`alter table hidden rename to endpoints`
  }
})

test('each request is one line of the log, without a body or a secret; probes are none', async () => {
  const before = api.lines.length
  const body = { type: 'a', payload: { card: '4111-1111' } }
  await api.call('POST', events, { body, headers: { 'x-request-id': 'one-line' } })
  await api.call('GET', '/live')
  await api.call('GET', '/v1/health')
  const lines = api.lines.slice(before)
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    ...{ level: 'info', msg: 'request', method: 'POST', route: events, status: 202 },
    ...{ requestId: 'one-line', tenantId: api.tenant.publicId, traceId: expect.any(String) },
  })
  expect(lines[0]).not.toMatch(new RegExp(`4111|${api.tenant.key}`))
})

test('while migrations are pending nothing but the probes answers', async () => {
  api.lifecycle.pendingMigrations = ['0001_next']
  try {
    const refused = await api.refused('GET', events)
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1'])
    expect((await api.call('GET', '/ready')).status).toBe(503)
    expect((await api.call('GET', '/live')).status).toBe(200)
  } finally {
    api.lifecycle.pendingMigrations = []
  }
  expect((await api.call('GET', '/ready')).status).toBe(200)
})
