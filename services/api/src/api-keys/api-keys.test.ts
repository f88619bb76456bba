import type { ApiKey } from '@g5/contracts'
import { hashToken } from '@g5/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

type Made = ApiKey & { secret: string }

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const make = (body: object, as = api.tenant.key, headers: Record<string, string> = {}) =>
  api.call<Made>('POST', '/v1/api-keys', { body: { name: 'billing', ...body }, as, headers })
const refusedMake = (body: object, as?: string, headers: Record<string, string> = {}) =>
  api.refused('POST', '/v1/api-keys', { body: { name: 'billing', ...body }, ...(as && { as }), headers })
const inTenant = () => ({ 'x-tenant-id': api.tenant.slug })

describe('an API key that is made', () => {
  test('works with the scopes it was given, and its secret is shown once and kept nowhere', async () => {
    const { status, headers, body } = await make({ scopes: ['read', 'read', 'events:write'] })
    expect(status).toBe(201)
    expect(headers['location']).toBe(`/v1/api-keys/${body.id}`)
    const { secret, ...shown } = body
    expect(shown).toMatchObject({ scopes: ['read', 'events:write'], expiresAt: null, revokedAt: null })
    expect(secret.startsWith(shown.prefix)).toBe(true)
    const { body: me } = await api.call<{ scopes: string[] }>('GET', '/v1/me', { as: secret })
    expect(me.scopes).toEqual(['read', 'events:write'])
    await api.drain()
    const read = await api.call<ApiKey>('GET', `/v1/api-keys/${shown.id}`)
    expect(read.body).toEqual({ ...shown, lastUsedAt: expect.any(String) })
    const [row] = await api.db.sql`select hash from api_keys where prefix = ${shown.prefix}`
    expect(row?.['hash']).toEqual(hashToken(secret))
    const audit = await api.db.sql`select changes from audit_log where action = 'api_key.created'`
    expect(JSON.stringify([audit, api.lines])).not.toContain(secret)
  })

  test('has nothing that its maker lacks, and the answer names that', async () => {
    const maker = await api.addKey(api.tenant.id, ['keys:write', 'read'])
    for (const [asked, lacking] of [
      [['events:write'], 'events:write'],
      [['*'], 'payloads:read'],
      [['operate'], 'operate'],
    ] as const) {
      const refused = await refusedMake({ scopes: asked }, maker.secret)
      expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
      expect(refused.body.detail).toContain(lacking)
    }
    expect((await make({ scopes: ['read', 'keys:write'] }, maker.secret)).status).toBe(201)
  })

  test('with * may do all that an admin may, or for the deployment, all that there is', async () => {
    const scopesOf = async (secret: string) =>
      (await api.call<{ scopes: string[] }>('GET', '/v1/me', { as: secret })).body.scopes
    const admin = await make({ scopes: ['*'] })
    expect(admin.body.scopes).toEqual(['*'])
    expect(await scopesOf(admin.body.secret)).not.toContain('operate')
    const deployment = await make({ scopes: ['*'] }, api.operatorKey)
    expect(await scopesOf(deployment.body.secret)).toContain('operate')
    const partly = await api.addKey(null, ['keys:write', 'read'])
    expect((await refusedMake({ scopes: ['*'] }, partly.secret)).status).toBe(403)
  })

  test('is of the tenant that a deployment names, or else of the deployment', async () => {
    const ofTenant = await make({ scopes: ['read'] }, api.operatorKey, inTenant())
    const me = await api.call('GET', '/v1/me', { as: ofTenant.body.secret })
    expect(me.body['tenantId']).toBe(api.tenant.publicId)
    const ofDeployment = await make({ scopes: ['operate'] }, api.operatorKey)
    expect(ofDeployment.body.tenantId).toBeNull()
    expect((await api.call('GET', '/v1/me', { as: ofDeployment.body.secret })).body['tenantId']).toBeNull()
    const beyond = await refusedMake({ scopes: ['read', 'operate'] }, api.operatorKey, inTenant())
    expect([beyond.status, beyond.body.errors?.[0]?.pointer]).toEqual([422, '/scopes/1'])
  })

  test('ends when it expires, which can not be in the past', async () => {
    const past = await refusedMake({ scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' })
    expect([past.status, past.body.errors?.[0]?.pointer]).toEqual([422, '/expiresAt'])
    const { body } = await make({ scopes: ['read'], expiresAt: '2999-01-01T00:00:00+01:00' })
    expect(body.expiresAt).toBe('2998-12-31T23:00:00.000Z')
    await api.db.sql`update api_keys set expires_at = now() where prefix = ${body.prefix}`
    expect((await api.call('GET', '/v1/me', { as: body.secret })).status).toBe(401)
  })

  test.each([
    [{}],
    [{ scopes: [] }],
    [{ scopes: ['fly'] }],
    [{ scopes: ['read'], name: '' }],
    [{ scopes: ['read'], x: 1 }],
  ])('has to be asked for in full: %o is refused', async (body) => {
    expect((await refusedMake(body)).status).toBe(422)
  })

  test('by the same Idempotency-Key is the same key, secret included', async () => {
    const headers = { 'idempotency-key': 'the-same-key' }
    const [first, again] = [
      await make({ scopes: ['read'] }, api.tenant.key, headers),
      await make({ scopes: ['read'] }, api.tenant.key, headers),
    ]
    expect(again.body).toEqual(first.body)
    expect(again.headers['idempotent-replayed']).toBe('true')
  })
})

describe('an API key that is revoked', () => {
  test('ends at once, once, and stays in the list', async () => {
    const { body } = await make({ scopes: ['events:write'] })
    const post = () => api.call('POST', '/v1/events', { as: body.secret, body: { type: 'a', payload: 1 } })
    expect((await post()).status).toBe(202)
    const revoke = () => api.call('DELETE', `/v1/api-keys/${body.id}`)
    expect((await revoke()).status).toBe(204)
    expect((await post()).status).toBe(401)
    expect((await revoke()).status).toBe(404)
    const { body: shown } = await api.call<ApiKey>('GET', `/v1/api-keys/${body.id}`)
    expect(shown.revokedAt).not.toBeNull()
    const [audit] = await api.db.sql`select * from audit_log where action = 'api_key.revoked' order by id desc`
    expect(audit).toMatchObject({ tenant_id: api.tenant.id, changes: { name: 'billing' } })
  })
})

test('keys are listed newest first, page by page, and to a deployment with whose they are', async () => {
  const { secret } = await api.addKey(null, ['keys:write'])
  const seen: ApiKey[] = []
  const list = (path: string) => api.call<{ data: ApiKey[]; nextCursor: string | null }>('GET', path, { as: secret })
  for (let path = '/v1/api-keys?limit=2'; path !== ''; ) {
    const { data, nextCursor } = (await list(path)).body
    seen.push(...data)
    path = nextCursor ? `/v1/api-keys?limit=2&cursor=${nextCursor}` : ''
  }
  const [row] = await api.db.sql`select count(*)::int as n from api_keys`
  expect(seen).toHaveLength(row?.['n'])
  expect(seen.map(({ id }) => id)).toEqual(
    seen
      .map(({ id }) => id)
      .toSorted()
      .reverse(),
  )
  expect(new Set(seen.map(({ tenantId }) => tenantId))).toEqual(new Set([null, api.tenant.publicId]))
  const own = await api.call<{ data: ApiKey[] }>('GET', '/v1/api-keys')
  expect(own.body.data.every((key) => !('tenantId' in key))).toBe(true)
})
