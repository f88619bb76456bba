import { type Endpoint, type EndpointSecret, type Problem, publicId } from '@g5/contracts'
import { createSealer, sealContext } from '@g5/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

const encryptionKey = 'a-key-for-this-test-and-nothing-else'
const url = 'http://127.0.0.1:8080/hook'
const path = '/v1/webhooks/endpoints'
let api: TestApi
beforeAll(async () => {
  api = await testApi({ env: { ENCRYPTION_KEY: encryptionKey } })
})
afterAll(() => api.close())

const call = <T = Endpoint>(method: string, place = '', body?: unknown, headers: Record<string, string> = {}) =>
  api.call<T>(method, path + place, { ...(body !== undefined && { body }), headers })
const make = async (over = {}) => (await call('POST', '', { url, ...over })).body
const audits = (action: string) =>
  api.db
    .sql`select actor_kind, actor_name, action, changes, request_id from audit_log where action = ${action} order by id desc`

describe('making one', () => {
  test('answers with all of it, and where it is', async () => {
    const made = await call('POST', '', {
      url,
      uid: 'whole',
      eventTypes: ['invoice.*'],
      headers: { 'X-Token': 't0ps' },
    })
    expect(made.status).toBe(201)
    expect(made.headers['location']).toBe(`${path}/${made.body.id}`)
    expect(made.body).toMatchObject({
      ...{ url, uid: 'whole', eventTypes: ['invoice.*'], headers: ['X-Token'], enabled: true, status: 'enabled' },
      ...{ channels: null, timeoutMs: null, retrySchedule: null, metadata: {}, statusReason: null },
      health: { state: 'unknown', failingSince: null, lastSuccessAt: null },
    })
    expect((await call('GET', '/whole')).body).toEqual(made.body)
    expect((await call('GET', `/${made.body.id}`)).body).toEqual(made.body)
  })

  test('writes its audit row in the same transaction, without a secret', async () => {
    await call(
      'POST',
      '',
      { url: `${url}?token=t0ps`, headers: { 'X-Token': 't0ps' } },
      { 'x-request-id': 'audited-1' },
    )
    const [audit] = await audits('endpoint.created')
    expect(audit).toMatchObject({ actor_kind: 'api_key', actor_name: 'test', request_id: 'audited-1' })
    expect(JSON.stringify(audit)).not.toContain('t0ps')
    expect(audit?.['changes']).toMatchObject({ url: { to: `${url}?…` }, headers: { to: ['X-Token'] } })
  })

  test('that fails leaves nothing, no audit row either', async () => {
    await make({ uid: 'taken' })
    const before = (await audits('endpoint.created')).length
    const refused = await call<Problem>('POST', '', { url, uid: 'taken' })
    expect([refused.status, refused.body.code]).toEqual([409, 'uid_taken'])
    expect((await audits('endpoint.created')).length).toBe(before)
  })

  test('keeps secrets and header values sealed, each bound to its row', async () => {
    const { id } = await make({ headers: { 'X-Token': 't0ps' } })
    const [row] = await api.db.sql`select e.id, e.headers, s.id as secret_id, s.sealed from endpoints e
      join endpoint_secrets s on s.endpoint_id = e.id order by e.id desc limit 1`
    const sealer = createSealer({ current: encryptionKey })
    expect(sealer.open(row?.['headers'], sealContext.endpointHeaders(row?.['id']))).toBe('{"X-Token":"t0ps"}')
    const { secret } = (await call<EndpointSecret>('GET', `/${id}/secret`)).body
    expect(sealer.open(row?.['sealed'], sealContext.endpointSecret(row?.['secret_id']))).toBe(secret)
    expect(row?.['sealed'].includes(secret)).toBe(false)
  })

  test('stops at the tenant’s limit', async () => {
    const tenant = await api.addTenant('limited')
    await api.db.sql`update tenants set limits = '{"endpoints": 2}' where id = ${tenant.id}`
    const made = await Promise.all([1, 2, 3].map(() => api.refused('POST', path, { body: { url }, as: tenant.key })))
    expect(made.map(({ status }) => status).sort()).toEqual([201, 201, 409])
    expect(made.find(({ status }) => status === 409)?.body.code).toBe('endpoint_limit_reached')
  })
})

describe('a URL that no delivery could use is refused when it is written', () => {
  test.each([
    ['http://10.0.0.1:8080/', 'address'],
    ['http://169.254.169.254/latest/meta-data', 'address'],
    ['http://[::ffff:10.0.0.1]/', 'address'],
    ['http://8.8.8.8:25/', 'port'],
    ['ftp://example.com/', 'https'],
    ['http://user:secret@example.com/', 'user name'],
    ['not a url', 'URL'],
    ['http://evil.com\\@127.0.0.1/', 'backslashes'],
  ])('%s', async (bad, why) => {
    for (const refused of [
      await call<Problem>('POST', '', { url: bad }),
      await call<Problem>('PUT', '/put-bad', { url: bad }),
      await call<Problem>('PATCH', `/${(await make()).id}`, { url: bad }),
    ]) {
      expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '/url'])
      expect(refused.body.errors?.[0]?.detail).toContain(why)
    }
  })

  test('but a name that does not exist yet may be written', async () => {
    expect((await call('POST', '', { url: 'https://not-yet.invalid/hook' })).status).toBe(201)
  })
})

test.each([
  [{ headers: { Host: 'a' } }, '/headers/Host'],
  [{ headers: { 'webhook-id': 'a' } }, '/headers/webhook-id'],
  [{ headers: { 'x-a': 'a\r\nx-b: c' } }, '/headers/x-a'],
  [{ eventTypes: ['*.paid'] }, '/eventTypes/0'],
  [{ eventTypes: ['g5.*'] }, '/eventTypes/0'],
  [{ eventTypes: [] }, '/eventTypes'],
  [{ timeoutMs: 999 }, '/timeoutMs'],
  [{ retrySchedule: [-1] }, '/retrySchedule/0'],
  [{ secret: 'whsec_short' }, '/secret'],
  [{ uid: 'ep_01jaaaaaaaaaaaaaaaaaaaaaaa' }, '/uid'],
  [{ colour: 'red' }, '/colour'],
])('%j is refused, and named', async (over, pointer) => {
  const refused = await call<Problem>('POST', '', { url, ...over })
  expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, pointer])
})

describe('a merge patch', () => {
  test('changes what it names; null removes, and the rest stays', async () => {
    const made = await make({ description: 'one', metadata: { a: '1', b: '2' }, headers: { 'X-A': '1', 'X-B': '2' } })
    const patched = await api.call<Endpoint>('PATCH', `${path}/${made.id}`, {
      raw: JSON.stringify({ description: null, metadata: { a: null, c: '3' }, headers: { 'X-A': null } }),
      headers: { 'content-type': 'application/merge-patch+json' },
    })
    expect(patched.body).toMatchObject({ description: null, metadata: { b: '2', c: '3' }, headers: ['X-B'], url })
    const [audit] = await audits('endpoint.updated')
    expect(audit?.['changes']).toEqual({
      description: { from: 'one', to: null },
      metadata: { from: { a: '1', b: '2' }, to: { b: '2', c: '3' } },
      headers: { from: ['X-A', 'X-B'], to: ['X-B'] },
    })
  })

  test('can disable, as its route does', async () => {
    const { id } = await make()
    expect((await call('PATCH', `/${id}`, { enabled: false })).body.status).toBe('disabled')
    expect((await call('POST', `/${id}/enable`)).body).toMatchObject({ status: 'enabled', statusReason: null })
    expect((await call('POST', `/${id}/disable`)).body.statusReason).not.toBeNull()
    const [lane] = await api.db
      .sql`select l.disabled from lanes l join endpoints e using (lane) order by e.id desc limit 1`
    expect(lane?.['disabled']).toBe(true)
  })
})

describe('putting by uid', () => {
  test('makes one, then replaces it: what is left out is reset, its secret is not', async () => {
    const made = await call('PUT', '/put-1', { url, description: 'one', metadata: { a: '1' }, headers: { 'X-A': '1' } })
    expect([made.status, made.body.uid]).toEqual([201, 'put-1'])
    const replaced = await call('PUT', '/put-1', { url: `${url}/2` })
    expect(replaced.status).toBe(200)
    expect(replaced.body).toMatchObject({
      id: made.body.id,
      description: null,
      metadata: {},
      headers: [],
      url: `${url}/2`,
    })
    expect(replaced.body.secretHint).toBe(made.body.secretHint)
  })

  test('by two at once makes one', async () => {
    const put = await Promise.all([1, 2, 3].map(() => call('PUT', '/put-2', { url })))
    expect(put.map(({ status }) => status).sort()).toEqual([200, 200, 201])
    expect(new Set(put.map(({ body }) => body.id)).size).toBe(1)
  })

  test('makes nothing of what looks like an id, its own or another kind of thing', async () => {
    for (const kind of ['endpoint', 'tenant'] as const)
      expect((await call('PUT', `/${publicId(kind, '0199c2a4-1c00-7000-8000-000000000001')}`, { url })).status).toBe(
        404,
      )
  })

  test('takes no other uid in its body, and no secret for what has one', async () => {
    expect((await call('PUT', '/put-3', { url, uid: 'other' })).status).toBe(422)
    expect((await call('PUT', '/put-3', { url, uid: 'put-3' })).status).toBe(201)
    const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
    expect((await call('PUT', '/put-3', { url, secret })).status).toBe(422)
    expect((await call('PUT', '/put-4', { url, secret })).status).toBe(201)
  })
})

test('deleting is 204, 404 the second time, and the uid is free again', async () => {
  await make({ uid: 'again' })
  expect((await call('DELETE', '/again')).status).toBe(204)
  expect((await call('DELETE', '/again')).status).toBe(404)
  expect((await call('POST', '', { url, uid: 'again' })).status).toBe(201)
})

describe('the signing secret', () => {
  test('may be brought, is read by those who may, and each reading is audited', async () => {
    const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
    const made = await make({ secret })
    expect(made.secretHint).toBe(secret.slice(-4))
    expect((await call<EndpointSecret>('GET', `/${made.id}/secret`)).body).toEqual({ secret, previous: [] })
    const read = await audits('endpoint.secret_read')
    expect((await call('GET', `/${made.id}/secret`)).status).toBe(200)
    expect((await audits('endpoint.secret_read')).length).toBe(read.length + 1)
  })

  test('rotates, and the old one signs on for a while', async () => {
    const made = await make()
    const old = (await call<EndpointSecret>('GET', `/${made.id}/secret`)).body.secret
    const rotated = await call<EndpointSecret>('POST', `/${made.id}/secret/rotate`, { overlapHours: 1 })
    expect(rotated.body.secret).not.toBe(old)
    expect(rotated.body.previous).toMatchObject([{ secret: old }])
    const hours = (Date.parse(rotated.body.previous[0]?.expiresAt ?? '') - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(0.9)
    expect(hours).toBeLessThan(1.1)
    const atOnce = await call<EndpointSecret>('POST', `/${made.id}/secret/rotate`, { overlapHours: 0 })
    expect(atOnce.body.previous.map(({ secret }) => secret)).toEqual([old])
    expect((await call('POST', `/${made.id}/secret/rotate`)).status).toBe(200)
  })
})

describe('an Idempotency-Key', () => {
  const keyed = (key: string, body: object = { url }, as?: string) =>
    api.call<{ id: string; code?: string }>('POST', path, {
      body,
      headers: { 'idempotency-key': key },
      ...(as && { as }),
    })

  test('gives the stored answer to the same request, and makes nothing twice', async () => {
    const first = await keyed('once')
    const again = await keyed('once')
    expect([again.status, again.body]).toEqual([201, first.body])
    expect([first.headers['idempotent-replayed'], again.headers['idempotent-replayed']]).toEqual([undefined, 'true'])
    expect(again.headers['location']).toBe(first.headers['location'])
    const [row] = await api.db.sql`select answer from idempotent_answers order by expires_at desc limit 1`
    expect(row?.['answer'].includes('ep_')).toBe(false)
  })

  test('of twins at once makes one, and both get its answer', async () => {
    const twins = await Promise.all([1, 2, 3, 4].map(() => keyed('twins')))
    expect(new Set(twins.map(({ body }) => body.id)).size).toBe(1)
    expect(twins.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  })

  test('of another request is a mistake, and of another credential another key', async () => {
    const first = await keyed('mine')
    expect((await keyed('mine', { url: `${url}/2` })).body.code).toBe('idempotency_key_reused')
    const other = await api.addKey(api.tenant.id, ['*'])
    expect((await keyed('mine', { url }, other.secret)).body.id).not.toBe(first.body.id)
  })

  test('of a request that failed is free again', async () => {
    await make({ uid: 'in-the-way' })
    expect((await keyed('retry', { url, uid: 'in-the-way' })).status).toBe(409)
    await call('DELETE', '/in-the-way')
    expect((await keyed('retry', { url, uid: 'in-the-way' })).status).toBe(201)
  })

  test('gives nothing to who may no longer ask', async () => {
    const { id, secret } = await api.addKey(api.tenant.id, ['endpoints:write'])
    expect((await keyed('revoked', { url }, secret)).status).toBe(201)
    await api.db.sql`update api_keys set scopes = '{read}' where id = ${id}`
    expect((await keyed('revoked', { url }, secret)).status).toBe(403)
  })
})
