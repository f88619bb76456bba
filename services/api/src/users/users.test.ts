import type { Me, Role, Session, User } from '@g5/contracts'
import { hashToken } from '@g5/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, type TestTenant, testApi } from '../../test/test-api.ts'

type Invited = User & { inviteUrl: string }
type Tokens = Session & { refreshToken: string }

const password = 'correct horse battery staple'
let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

let places = 0
const address = () => `10.1.${places >> 8}.${places++ & 255}`
const create = (body: object, as = api.tenant.key, headers: Record<string, string> = {}) =>
  api.call<Invited>('POST', '/v1/users', { body, as, headers })
const tokenOf = ({ inviteUrl }: Invited) => new URLSearchParams(new URL(inviteUrl).hash.slice(1)).get('token') ?? ''
const accept = (token: string, chosen = password) =>
  api.call<Tokens>('POST', '/v1/auth/accept-invite', {
    as: null,
    body: { token, password: chosen },
    address: address(),
  })
const login = (email: string, given = password) =>
  api.call<Tokens>('POST', '/v1/auth/login', { as: null, body: { email, password: given }, address: address() })
const refresh = (refreshToken: string) =>
  api.call<Tokens>('POST', '/v1/auth/refresh', { as: null, body: { refreshToken } })
const me = (as: string) => api.call<Me>('GET', '/v1/me', { as })
const patch = (id: string, body: object, as = api.tenant.key) =>
  api.call<User>('PATCH', `/v1/users/${id}`, { body, as })
const put = (uid: string, body: object, as = api.tenant.key) =>
  api.call<Invited>('PUT', `/v1/users/${uid}`, { body, as })

/** Somebody who has accepted their invite. */
async function member(email: string, role: Role, tenant: TestTenant = api.tenant) {
  const { body: user } = await create({ email, role }, tenant.key)
  const { body: session } = await accept(tokenOf(user))
  return { ...user, ...session }
}

describe('a user who is invited', () => {
  test('chooses a password by the link, once, and is signed in', async () => {
    const { status, headers, body } = await create({ email: 'Ada@First.test', role: 'developer', uid: 'ada' })
    expect(status).toBe(201)
    expect(headers['location']).toBe(`/v1/users/${body.id}`)
    expect(body).toMatchObject({ email: 'ada@first.test', role: 'developer', uid: 'ada', status: 'invited' })
    expect(Date.parse(body.inviteExpiresAt ?? '') - Date.now()).toBeGreaterThan(6.9 * 86_400_000)
    expect(body.inviteUrl).toMatch(/^http:\/\/[^/]+\/console\/accept-invite#token=g5i_[\w-]{43}$/)
    expect((await login('ada@first.test')).status).toBe(401)
    const accepted = await accept(tokenOf(body))
    expect((await me(accepted.body.accessToken)).body).toMatchObject({ name: 'ada@first.test', role: 'developer' })
    expect((await refresh(accepted.body.refreshToken)).status).toBe(200)
    expect((await login('ada@first.test')).status).toBe(200)
    const { body: shown } = await api.call<User>('GET', '/v1/users/ada')
    expect(shown).toMatchObject({ id: body.id, status: 'active', inviteExpiresAt: null })
    const audit = await api.db.sql`select * from audit_log where action like 'user.%'`
    expect(audit.map((row) => row['action'])).toEqual(['user.created', 'user.invite_accepted'])
    expect(JSON.stringify([audit, api.lines])).not.toContain(tokenOf(body))
    expect(JSON.stringify([audit, api.lines])).not.toContain(password)
  })

  test('with an unknown, a used and an expired token is refused alike, and the token is kept as a hash', async () => {
    const [used, expired] = [
      await create({ email: 'used@first.test', role: 'viewer' }),
      await create({ email: 'expired@first.test', role: 'viewer' }),
    ]
    const hash = hashToken(tokenOf(expired.body))
    expect(await api.db.sql`update invites set expires_at = now() where hash = ${hash} returning 1`).toHaveLength(1)
    await accept(tokenOf(used.body))
    const answers = []
    for (const token of ['g5i_unknown', tokenOf(used.body), tokenOf(expired.body)]) answers.push(await accept(token))
    for (const { status, body } of answers)
      expect([status, { ...body, requestId: '' }]).toEqual([401, { ...answers[0]?.body, requestId: '' }])
  })

  test('of two that use one link at once, one gets in', async () => {
    const { body } = await create({ email: 'twice@first.test', role: 'viewer' })
    const answers = await Promise.all([accept(tokenOf(body)), accept(tokenOf(body), 'quite another password')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('needs a password of at least 12 characters, and who tries tokens is slowed down', async () => {
    const { body } = await create({ email: 'short@first.test', role: 'viewer' })
    expect((await accept(tokenOf(body), 'eleven chars'.slice(1))).status).toBe(422)
    const tries = []
    for (let n = 0; n < 11; n++) tries.push((await accept('g5i_guess')).status)
    expect(tries).toEqual([...Array(10).fill(401), 429])
  })

  test('can be let into the console behind a proxy: the link starts with the public address', async () => {
    const proxied = await testApi({ env: { PUBLIC_URL: 'https://hooks.example.com/' } })
    try {
      const body = { email: 'ada@first.test', role: 'viewer' }
      const made = await proxied.call<Invited>('POST', '/v1/users', { body })
      expect(made.body.inviteUrl).toMatch(/^https:\/\/hooks\.example\.com\/console\/accept-invite#token=/)
    } finally {
      await proxied.close()
    }
  })
})

describe('another invite', () => {
  test('ends the older one, cures a forgotten password, and ends the sessions that were', async () => {
    const user = await member('forgot@first.test', 'viewer')
    const invite = () => api.call<Invited>('POST', `/v1/users/${user.id}/invite`)
    const [older, newer] = [await invite(), await invite()]
    expect(newer.status).toBe(200)
    expect((await accept(tokenOf(older.body))).status).toBe(401)
    expect((await me(user.accessToken)).status).toBe(200)
    expect((await accept(tokenOf(newer.body), 'a new one, not forgotten')).status).toBe(200)
    expect((await me(user.accessToken)).status).toBe(401)
    expect([(await login(user.email)).status, (await login(user.email, 'a new one, not forgotten')).status]).toEqual([
      401, 200,
    ])
  })

  test('is not for who is disabled, nor does one from before let them in', async () => {
    const { body } = await create({ email: 'off@first.test', role: 'viewer' })
    await patch(body.id, { disabled: true })
    const refused = await api.refused('POST', `/v1/users/${body.id}/invite`)
    expect([refused.status, refused.body.code]).toEqual([409, 'user_disabled'])
    expect((await accept(tokenOf(body))).status).toBe(401)
    await patch(body.id, { disabled: false })
    expect((await accept(tokenOf(body))).status).toBe(200)
  })
})

describe('an e-mail and a uid', () => {
  test('are had once: an e-mail in the deployment, a uid in a tenant, and again after deletion', async () => {
    const other = await api.addTenant('mails')
    const { body } = await create({ email: 'once@first.test', role: 'viewer', uid: 'once' })
    const refusals = [
      await create({ email: 'ONCE@first.test', role: 'viewer' }, other.key),
      await create({ email: 'other@first.test', role: 'viewer', uid: 'once' }),
    ]
    expect(refusals.map(({ status, body }) => [status, (body as object as { code: string }).code])).toEqual([
      [409, 'email_taken'],
      [409, 'uid_taken'],
    ])
    expect((await create({ email: 'other@first.test', role: 'viewer', uid: 'once' }, other.key)).status).toBe(201)
    expect((await api.call('DELETE', '/v1/users/once')).status).toBe(204)
    expect((await api.call('DELETE', `/v1/users/${body.id}`)).status).toBe(404)
    expect((await create({ email: 'once@first.test', role: 'viewer', uid: 'once' })).status).toBe(201)
  })

  test('of two that ask at once, one gets it', async () => {
    const body = (n: number) => ({ email: `race-${n}@first.test`, role: 'viewer', uid: 'race' })
    const uids = await Promise.all([create(body(1)), create(body(2))])
    expect(uids.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(uids.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'uid_taken' })
    const two = [
      await create({ email: 'p1@first.test', role: 'viewer' }),
      await create({ email: 'p2@first.test', role: 'viewer' }),
    ]
    const patched = await Promise.all(two.map(({ body }) => patch(body.id, { uid: 'patched' })))
    expect(patched.map(({ status }) => status).sort()).toEqual([200, 409])
    const same = { email: 'race@first.test', role: 'viewer' }
    const mails = await Promise.all([create(same), create(same)])
    expect(mails.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  test('are what a list can be narrowed by, and a uid is changed and removed by a patch', async () => {
    const { body } = await create({ email: 'listed@first.test', role: 'on-call' })
    expect((await patch(body.id, { uid: 'listed' })).body.uid).toBe('listed')
    const found = await api.call<{ data: User[] }>('GET', '/v1/users?uid=listed&email=Listed@first.test')
    expect(found.body.data.map(({ id }) => id)).toEqual([body.id])
    expect((await patch('listed', { uid: null })).body.uid).toBeNull()
  })

  test('are put: the first time invites, every other one gives the role and ends nothing', async () => {
    const first = await put('put-1', { email: 'put-1@first.test', role: 'on-call' })
    expect([first.status, first.body.uid, first.body.status]).toEqual([201, 'put-1', 'invited'])
    const { accessToken } = (await accept(tokenOf(first.body))).body
    const again = await put('put-1', { email: 'Put-1@first.test', role: 'viewer' })
    expect([again.status, again.body.id, again.body.role]).toEqual([200, first.body.id, 'viewer'])
    expect(again.body).not.toHaveProperty('inviteUrl')
    expect((await me(accessToken)).body).toMatchObject({ role: 'viewer' })
  })

  test('are put by two at once, and one user is made', async () => {
    const body = { email: 'put-2@first.test', role: 'viewer' }
    const both = await Promise.all([put('put-2', body), put('put-2', body)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 201])
  })

  test('are not put over others', async () => {
    await put('put-3', { email: 'put-3@first.test', role: 'viewer' })
    const refused = [
      await put('put-3', { email: 'else@first.test', role: 'viewer' }),
      await put('put-3', { email: 'put-3@first.test', role: 'viewer', uid: 'else' }),
      await put('put-4', { email: 'put-3@first.test', role: 'viewer' }),
      await put('ten_01k71a8700e008000000000001', { email: 'put-5@first.test', role: 'viewer' }),
    ]
    expect(refused.map(({ status }) => status)).toEqual([422, 422, 409, 404])
  })

  test.each([
    [{ email: 'no mail', role: 'viewer' }],
    [{ email: 'a@b.test', role: 'king' }],
    [{ email: 'a@b.test' }],
    [{ email: 'a@b.test', role: 'viewer', uid: 'usr_01jaaaaaaaaaaaaaaaaaaaaaaa' }],
    [{ email: 'a@b.test', role: 'viewer', password }],
  ])('have to be some: %o is refused', async (body) => {
    expect((await create(body)).status).toBe(422)
  })
})

describe('a role', () => {
  test('is given by nobody who lacks some of its scopes, nor taken from who has more', async () => {
    const maker = await api.addKey(api.tenant.id, ['users:write', 'read'])
    expect((await create({ email: 'v@first.test', role: 'viewer' }, maker.secret)).status).toBe(201)
    const above = await api.refused('POST', '/v1/users', {
      as: maker.secret,
      body: { email: 'd@first.test', role: 'developer' },
    })
    expect([above.status, above.body.code]).toEqual([403, 'forbidden'])
    expect(above.body.detail).toContain('payloads:read')
    const admin = await member('above@first.test', 'admin')
    const attempts = [
      await patch(admin.id, { role: 'viewer' }, maker.secret),
      await put(admin.id, { email: admin.email, role: 'viewer' }, maker.secret),
      await put('above', { email: 'd@first.test', role: 'developer' }, maker.secret),
      await api.call('POST', `/v1/users/${admin.id}/invite`, { as: maker.secret }),
      await api.call('POST', `/v1/users/${admin.id}/sign-out`, { as: maker.secret }),
      await api.call('DELETE', `/v1/users/${admin.id}`, { as: maker.secret }),
      await create({ email: 'o@first.test', role: 'operator' }, admin.accessToken),
    ]
    expect(attempts.map(({ status }) => status)).toEqual(Array(7).fill(403))
  })

  test('that is changed takes effect at once', async () => {
    const user = await member('promoted@first.test', 'viewer')
    const post = () =>
      api.call('POST', '/v1/events', { as: user.accessToken, body: { type: 'role.changed', payload: 1 } })
    expect((await post()).status).toBe(403)
    await patch(user.id, { role: 'developer' })
    expect((await post()).status).toBe(202)
    await patch(user.id, { role: 'viewer' })
    expect((await post()).status).toBe(403)
    const [audit] = await api.db.sql`select changes from audit_log where action = 'user.updated' order by id desc`
    expect(audit?.['changes']).toEqual({ role: { from: 'developer', to: 'viewer' } })
  })

  test('of operators is for users without a tenant, and no other is', async () => {
    const operator = await create({ email: 'ops@test.test', role: 'operator' }, api.operatorKey)
    expect([operator.status, operator.body.tenantId]).toEqual([201, null])
    const inTenant = { 'x-tenant-id': api.tenant.slug }
    for (const [role, headers] of [
      ['operator', inTenant],
      ['viewer', {}],
    ] as const) {
      const refused = await create({ email: 'x@test.test', role }, api.operatorKey, headers)
      expect(refused.status).toBe(422)
    }
    const made = await create({ email: 'made@first.test', role: 'viewer' }, api.operatorKey, inTenant)
    expect(made.status).toBe(201)
    expect((await patch(made.body.id, { role: 'on-call' }, api.operatorKey)).body).toMatchObject({
      role: 'on-call',
      tenantId: api.tenant.publicId,
    })
  })
})

describe('sessions', () => {
  test('end at once when a user is signed out, disabled or deleted, and do not come back', async () => {
    const endings = {
      'signed out': (id: string) => api.call('POST', `/v1/users/${id}/sign-out`),
      disabled: (id: string) => patch(id, { disabled: true }),
      deleted: (id: string) => api.call('DELETE', `/v1/users/${id}`),
    }
    for (const [how, end] of Object.entries(endings)) {
      const user = await member(`${how.replace(' ', '-')}@first.test`, 'developer')
      const other = (await login(user.email)).body
      expect((await end(user.id)).status).toBeLessThan(300)
      if (how === 'disabled') await patch(user.id, { disabled: false })
      for (const { accessToken, refreshToken } of [user, other])
        expect([how, (await me(accessToken)).status, (await refresh(refreshToken)).status]).toEqual([how, 401, 401])
      expect((await login(user.email)).status).toBe(how === 'deleted' ? 401 : 200)
    }
  })

  test('that are renewed while they are ended have ended', async () => {
    const user = await member('racing@first.test', 'viewer')
    for (let n = 0; n < 5; n++) {
      const { refreshToken } = (await login(user.email)).body
      const [renewed] = await Promise.all([
        refresh(refreshToken),
        api.call('POST', `/v1/users/${user.id}/sign-out`),
        login(user.email),
      ])
      // Whichever came first, what the renewal gave is no good after the sign-out has answered.
      if (renewed.status !== 200) continue
      expect((await me(renewed.body.accessToken)).status).toBe(401)
      expect((await refresh(renewed.body.refreshToken)).status).toBe(401)
    }
  })

  test('other than the one that changes its password end, and that one goes on', async () => {
    const user = await member('changes@first.test', 'viewer')
    const other = (await login(user.email)).body
    const change = (currentPassword: string, chosen = 'an even better password', as = user.accessToken) =>
      api.call<Session>('PATCH', '/v1/me', { as, body: { currentPassword, password: chosen }, address: address() })
    const wrong = await change('wrong')
    expect([wrong.status, (wrong.body as object as { errors: unknown }).errors]).toEqual([
      422,
      [{ pointer: '/currentPassword', detail: 'is wrong' }],
    ])
    expect((await change(password, 'too short')).status).toBe(422)
    const changed = await change(password)
    expect([changed.status, changed.body.refreshToken]).toEqual([200, undefined])
    expect([(await me(other.accessToken)).status, (await refresh(other.refreshToken)).status]).toEqual([401, 401])
    expect((await me(user.accessToken)).status).toBe(401)
    expect((await me(changed.body.accessToken)).status).toBe(200)
    expect((await refresh(user.refreshToken)).status).toBe(200)
    expect((await login(user.email, 'an even better password')).status).toBe(200)
    const forKeys = await change(password, 'whatever it may be', api.tenant.key)
    expect(forKeys.status).toBe(403)
  })

  test('are no way to guess a password faster', async () => {
    const user = await member('guessed@first.test', 'viewer')
    const tries = []
    for (let n = 0; n < 11; n++) {
      const body = { currentPassword: `guess ${n}`, password: 'whatever it may be' }
      tries.push((await api.call('PATCH', '/v1/me', { as: user.accessToken, body, address: address() })).status)
    }
    expect(tries).toEqual([...Array(10).fill(422), 429])
    expect((await login(user.email)).status).toBe(429)
  })
})

describe('the last who can administer', () => {
  test('a tenant is neither demoted nor disabled nor deleted; an admin who never came does not count', async () => {
    const tenant = await api.addTenant('lonely')
    const last = await member('last@lonely.test', 'admin', tenant)
    const pending = (await create({ email: 'pending@lonely.test', role: 'admin' }, tenant.key)).body
    const attempts = [
      await patch(last.id, { role: 'viewer' }, tenant.key),
      await put(last.id, { email: last.email, role: 'viewer' }, tenant.key),
      await patch(last.id, { disabled: true }, last.accessToken),
      await api.call('DELETE', `/v1/users/${last.id}`, { as: tenant.key }),
    ]
    for (const { status, body } of attempts)
      expect([status, (body as object as { code: string }).code]).toEqual([409, 'last_administrator'])
    expect((await me(last.accessToken)).body.role).toBe('admin')
    await accept(tokenOf(pending))
    expect((await patch(last.id, { role: 'viewer' }, tenant.key)).status).toBe(200)
    expect((await api.call('DELETE', `/v1/users/${last.id}`, { as: tenant.key })).status).toBe(204)
  })

  test('of two who are removed at once, one stays', async () => {
    for (let n = 0; n < 4; n++) {
      const tenant = await api.addTenant(`duel-${n}`)
      const both = [
        await member(`a@duel-${n}.test`, 'admin', tenant),
        await member(`b@duel-${n}.test`, 'admin', tenant),
      ]
      const [a, b] = both.map(({ id }) => id)
      const answers = await Promise.all([
        api.call('DELETE', `/v1/users/${a}`, { as: tenant.key }),
        patch(b ?? '', { role: 'viewer' }, tenant.key),
      ])
      const stopped = answers.filter(({ status }) => status === 409)
      expect(stopped.map(({ body }) => body as object)).toMatchObject([{ code: 'last_administrator' }])
      const left = await api.db.sql`select from users where tenant_id = ${tenant.id} and role = 'admin'`
      expect(left).toHaveLength(1)
    }
  })

  test('the deployment stays too, whatever happens in tenants', async () => {
    const operators = await api.db.sql`select email from users where tenant_id is null and password_hash is not null`
    expect(operators).toEqual([])
    const { body } = await create({ email: 'only@test.test', role: 'operator' }, api.operatorKey)
    await accept(tokenOf(body))
    const refused = await api.refused('DELETE', `/v1/users/${body.id}`, { as: api.operatorKey })
    expect([refused.status, refused.body.code]).toEqual([409, 'last_administrator'])
  })
})
