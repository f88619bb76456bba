import type { Session } from '@g5/contracts'
import { parseSetCookie } from 'cookie'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { refreshCookie } from './refresh-cookie.ts'

const password = 'correct horse battery staple'
let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

let people = 0

async function signIn() {
  const email = `dev-${people++}@first.test`
  await api.addUser(api.tenant.id, email, 'developer', password)
  const body = { email, password, cookie: true }
  const { headers, body: session } = await api.call<Session>('POST', '/v1/auth/login', { as: null, body })
  return { set: parseSetCookie(String(headers['set-cookie'])), session }
}

const ask = (path: string, token: string | undefined, headers: Record<string, string> = {}, body?: object) =>
  api.call<Session>('POST', `/v1/auth/${path}`, {
    as: null,
    headers: { host: 'g5.test', ...(token && { cookie: `other=1; g5_refresh=${token}` }), ...headers },
    ...(body && { body }),
  })

describe('a refresh token in a cookie', () => {
  test('is out of reach of scripts and of other sites, and not in the body', async () => {
    const { set, session } = await signIn()
    expect(set).toMatchObject({ name: 'g5_refresh', path: '/v1/auth', httpOnly: true, sameSite: 'strict' })
    expect(set.maxAge).toBe(30 * 86_400)
    expect(session).toEqual({ accessToken: expect.any(String), expiresIn: 900 })
    expect(parseSetCookie(refreshCookie({ config: { mode: 'production', publicUrl: undefined } }, 'x', 1)).secure).toBe(
      true,
    )
  })

  test('is read when the body has none, and renewed in a cookie', async () => {
    const { set } = await signIn()
    const renewed = await ask('refresh', set.value)
    expect([renewed.status, renewed.body.refreshToken]).toEqual([200, undefined])
    const next = parseSetCookie(String(renewed.headers['set-cookie']))
    expect(next.value).not.toBe(set.value)
    expect((await ask('refresh', next.value, {}, {})).status).toBe(200)
  })

  test('gives way to the one in the body', async () => {
    const { set } = await signIn()
    expect((await ask('refresh', set.value, {}, { refreshToken: 'g5r_unknown' })).status).toBe(401)
    expect((await ask('refresh', set.value)).status).toBe(200)
  })

  test('is removed by signing out', async () => {
    const { set } = await signIn()
    const left = await ask('logout', set.value)
    expect(left.status).toBe(204)
    expect(parseSetCookie(String(left.headers['set-cookie']))).toMatchObject({ value: '', maxAge: 0, path: '/v1/auth' })
    expect((await ask('refresh', set.value)).status).toBe(401)
  })

  test('that is missing is a token that is missing', async () => {
    for (const path of ['refresh', 'logout']) expect((await ask(path, undefined)).status).toBe(401)
  })

  test.each([
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://g5.test' }, 403],
    [{ origin: 'http://evil.g5.test' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'https://g5.test' }, 200],
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://g5.test' }, 200],
  ])('is believed from pages of our own origin alone: %o gives %d', async (headers, status) => {
    const { set } = await signIn()
    expect((await ask('refresh', set.value, headers as Record<string, string>)).status).toBe(status)
    if (status === 403) expect((await ask('refresh', set.value)).status).toBe(200)
  })
})
