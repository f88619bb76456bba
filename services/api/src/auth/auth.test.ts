import { type Me, roleScopes, type Session } from '@g5/contracts'
import { hashToken } from '@g5/core'
import { revokeApiKey } from '@g5/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

const password = 'correct horse battery staple'
let api: TestApi
beforeAll(async () => {
  api = await testApi()
  await api.addUser(api.tenant.id, 'dev@first.test', 'developer', password)
})
afterAll(() => api.close())

type WithToken = Session & { refreshToken: string }

let places = 0
const anotherPlace = () => `10.0.${places >> 8}.${places++ & 255}`
const login = (email: string, given = password, address = anotherPlace()) =>
  api.call<WithToken>('POST', '/v1/auth/login', { as: null, body: { email, password: given }, address })
const refresh = (refreshToken: string, path = 'refresh') =>
  api.call<WithToken>('POST', `/v1/auth/${path}`, { as: null, body: { refreshToken } })
const me = (as: string | null) => api.call<Me>('GET', '/v1/me', { as })
const auditOf = (action: string) => api.db.sql`select * from audit_log where action = ${action} order by id desc`

describe('a user', () => {
  test('signs in, and is who they are', async () => {
    const { status, body } = await login('Dev@First.test')
    expect([status, body.expiresIn]).toEqual([200, 900])
    expect((await me(body.accessToken)).body).toMatchObject({
      kind: 'user',
      name: 'dev@first.test',
      role: 'developer',
      tenantId: api.tenant.publicId,
      scopes: roleScopes.developer,
    })
    const [audit] = await auditOf('session.opened')
    expect(audit).toMatchObject({ actor_kind: 'user', actor_name: 'dev@first.test', tenant_id: api.tenant.id })
  })

  test('who is unknown and whose password is wrong look alike, and take alike long', async () => {
    const timed = async (email: string) => {
      const began = performance.now()
      const { status, body } = await login(email, 'wrong')
      const rest = { ...body, requestId: '' }
      return { ms: performance.now() - began, status, rest }
    }
    await api.addUser(api.tenant.id, 'timed@first.test', 'viewer', password)
    const known: Awaited<ReturnType<typeof timed>>[] = []
    const unknown: typeof known = []
    for (let tries = 0; tries < 6; tries++) {
      known.push(await timed('timed@first.test'))
      unknown.push(await timed('no@first.test'))
    }
    expect(unknown[0]?.status).toBe(401)
    expect(unknown[0]?.rest).toEqual(known[0]?.rest)
    const least = (tries: { ms: number }[]) => Math.min(...tries.map(({ ms }) => ms))
    expect(least(unknown)).toBeGreaterThan(least(known) / 2)
  })

  test('who guesses is slowed down, whether or not the account exists', async () => {
    for (const email of ['guess@first.test', 'guess@nobody.test']) {
      const answers = []
      for (let n = 0; n < 11; n++) answers.push(await login(email, 'wrong'))
      expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(401), 429])
      expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0)
    }
  })

  test('who guesses at many accounts from one place is slowed down too', async () => {
    const answers = []
    for (let n = 0; n < 31; n++) answers.push(await login(`many-${n}@first.test`, 'wrong', '192.0.2.1'))
    expect(answers.at(-2)?.status).toBe(401)
    expect(answers.at(-1)?.status).toBe(429)
  })

  test('who is disabled is nobody, at once', async () => {
    const id = await api.addUser(api.tenant.id, 'gone@first.test', 'admin', password)
    const { body } = await login('gone@first.test')
    expect((await me(body.accessToken)).status).toBe(200)
    await api.db.sql`update users set disabled_at = now() where id = ${id}`
    expect((await me(body.accessToken)).status).toBe(401)
    expect((await refresh(body.refreshToken)).status).toBe(401)
    expect((await login('gone@first.test')).status).toBe(401)
  })

  test('without a tenant is an operator', async () => {
    await api.addUser(null, 'ops@test.test', 'viewer', password)
    const { body } = await login('ops@test.test')
    expect((await me(body.accessToken)).body).toMatchObject({
      role: 'operator',
      tenantId: null,
      scopes: roleScopes.operator,
    })
  })
})

describe('a refresh token', () => {
  test('is good once; used again, it ends its whole family', async () => {
    const first = (await login('dev@first.test')).body
    const second = await refresh(first.refreshToken)
    expect(second.status).toBe(200)
    expect((await refresh(first.refreshToken)).status).toBe(401)
    expect((await refresh(second.body.refreshToken)).status).toBe(401)
    const [audit] = await auditOf('session.reused')
    expect(audit).toMatchObject({ actor_name: 'dev@first.test' })
  })

  test('of two that use it at once, one at most gets a session', async () => {
    const { refreshToken } = (await login('dev@first.test')).body
    const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)])
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
  })

  test('that expired was not stolen: it ends nothing but itself', async () => {
    const first = (await login('dev@first.test')).body
    const second = (await refresh(first.refreshToken)).body
    const third = (await refresh(second.refreshToken)).body
    await api.db.sql`update refresh_tokens set expires_at = now() where hash = ${hashToken(third.refreshToken)}`
    const before = (await auditOf('session.reused')).length
    expect((await refresh(third.refreshToken)).status).toBe(401)
    expect(await auditOf('session.reused')).toHaveLength(before)
  })

  test('ends with the session, and an unknown one is refused as an ended one', async () => {
    const { refreshToken } = (await login('dev@first.test')).body
    expect((await refresh(refreshToken, 'logout')).status).toBe(204)
    const ended = await refresh(refreshToken)
    const unknown = await refresh('g5r_unknown')
    expect([ended.status, unknown.status]).toEqual([401, 401])
    expect({ ...ended.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
  })
})

describe('an access token', () => {
  test('that was tampered with, or signed by another, is none', async () => {
    const { accessToken } = (await login('dev@first.test')).body
    const [head, , signature] = accessToken.split('.')
    const claims = Buffer.from(JSON.stringify({ sub: 'x', iss: 'g5-core' })).toString('base64url')
    const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${claims}.`
    for (const token of [`${head}.${claims}.${signature}`, none, `${accessToken}x`])
      expect((await me(token)).status).toBe(401)
  })

  test('that a previous secret signed stays good', async () => {
    const old = 'an-old-jwt-key-that-was-rotated-out'
    const before = await testApi({ env: { JWT_SECRET: old } })
    const after = await testApi({ env: { JWT_SECRET_PREVIOUS: old } })
    try {
      const id = await before.addUser(null, 'ops@test.test', 'operator', password)
      const opened = await before.call<Session>('POST', '/v1/auth/login', {
        as: null,
        body: { email: 'ops@test.test', password },
      })
      await after.addUser(null, 'ops@test.test', 'operator', password)
      await after.db.sql`update users set id = ${id}`
      expect((await after.call('GET', '/v1/me', { as: opened.body.accessToken })).status).toBe(200)
      expect((await api.call('GET', '/v1/me', { as: opened.body.accessToken })).status).toBe(401)
    } finally {
      await before.close()
      await after.close()
    }
  })
})

describe('an API key', () => {
  test('that is revoked or expired is unknown at once', async () => {
    const { id, secret } = await api.addKey(api.tenant.id, ['read'])
    expect((await me(secret)).status).toBe(200)
    await revokeApiKey(api.db.orm, { tenantId: api.tenant.id }, id)
    const revoked = await api.refused('GET', '/v1/me', { as: secret })
    const unknown = await api.refused('GET', '/v1/me', { as: 'g5k_unknown' })
    expect(revoked.headers['www-authenticate']).toBe('Bearer')
    expect({ ...revoked.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
    const expiring = await api.addKey(api.tenant.id, ['read'])
    await api.db.sql`update api_keys set expires_at = now() where id = ${expiring.id}`
    expect((await me(expiring.secret)).status).toBe(401)
  })

  test('that ends posts no more events, though it did a moment ago, and is told nothing else', async () => {
    const ends = {
      revoked: (id: string) => api.db.sql`update api_keys set revoked_at = now() where id = ${id}`,
      expired: (id: string) => api.db.sql`update api_keys set expires_at = now() where id = ${id}`,
    }
    for (const [how, end] of Object.entries(ends)) {
      const { id, secret } = await api.addKey(api.tenant.id, ['events:write'])
      const post = (path: string, body: unknown) => api.refused('POST', path, { as: secret, body })
      const event = { type: 'key.ends', payload: how, uid: `before-${how}` }
      expect((await post('/v1/events', event)).status).toBe(202)
      expect((await post('/v1/events', event)).headers['idempotent-replayed']).toBe('true')
      await end(id)
      for (const body of [{ type: 'key.ends', payload: how }, event, { type: 'no type', payload: 1 }]) {
        const refused = await post('/v1/events', body)
        expect([refused.status, refused.headers['www-authenticate']]).toEqual([401, 'Bearer'])
      }
      const uid = `late-${how}`
      expect((await post('/v1/events/batch', { events: [event, { type: 'key.ends', payload: 1, uid }] })).status).toBe(
        401,
      )
      expect(await api.db.sql`select from events where uid = ${uid}`).toHaveLength(0)
    }
    expect(await api.db.sql`select from events where type = 'key.ends'`).toHaveLength(2)
  })

  test('is kept as a hash, and remembers when it was last used', async () => {
    const { id, secret } = await api.addKey(api.tenant.id, ['read'])
    await me(secret)
    await api.drain()
    const [row] = await api.db.sql`select hash, last_used_at from api_keys where id = ${id}`
    expect(row?.['hash']).toEqual(hashToken(secret))
    expect(row?.['last_used_at']).not.toBeNull()
  })

  test('of a tenant never has a scope that only operators have', async () => {
    const { secret } = await api.addKey(api.tenant.id, ['*', 'operate', 'tenants:write'])
    expect((await me(secret)).body.scopes).toEqual(roleScopes.admin)
  })
})

describe('which tenant', () => {
  const list = (as: string, tenant?: string) =>
    api.call<{ data: { tenantId?: string }[] }>('GET', '/v1/events', {
      as,
      ...(tenant !== undefined && { headers: { 'x-tenant-id': tenant } }),
    })
  const body = { type: 'a', payload: 1 }

  test('a deployment reads all of them, or the one it names, and says whose a row is', async () => {
    const other = await api.addTenant('which')
    await api.call('POST', '/v1/events', { body })
    await api.call('POST', '/v1/events', { body, as: other.key })
    const owners = (await list(api.operatorKey)).body.data.map(({ tenantId }) => tenantId)
    expect(new Set(owners)).toEqual(new Set([api.tenant.publicId, other.publicId]))
    for (const name of [other.publicId, other.slug]) {
      const rows = (await list(api.operatorKey, name)).body.data
      expect(rows).toHaveLength(1)
      expect(rows[0]?.tenantId).toBeUndefined()
    }
  })

  test('a deployment that writes must say it', async () => {
    const refused = await api.refused('POST', '/v1/events', { body, as: api.operatorKey })
    expect([refused.status, refused.body.code]).toEqual([400, 'tenant_context_required'])
    const headers = { 'x-tenant-id': api.tenant.slug }
    expect((await api.call('POST', '/v1/events', { body, as: api.operatorKey, headers })).status).toBe(202)
  })

  test("a tenant may name itself; another's name is unknown to it, as is that of nobody", async () => {
    const other = await api.addTenant('unknown')
    for (const own of [api.tenant.publicId, api.tenant.slug]) expect((await list(api.tenant.key, own)).status).toBe(200)
    const answers = await Promise.all(
      [other.publicId, other.slug, 'nobody', 'ten_01jaaaaaaaaaaaaaaaaaaaaaaa', 'g5-deployment'].map((name) =>
        api.refused('GET', '/v1/events', { headers: { 'x-tenant-id': name } }),
      ),
    )
    for (const { status, body } of answers) expect([status, body.code]).toEqual([404, 'not_found'])
  })
})
