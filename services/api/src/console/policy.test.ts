import { loadApiConfig } from '@g5/config'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ConsolePlace, consolePlace, page } from '../../test/built-console.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { securityHeaders } from '../plugins/security-headers.ts'

const framers = ['https://app.example.com', 'https://*.customer.example']
const policy = (frameAncestors: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join(';')

const outside = [
  '/console/',
  '/console/portals',
  '/console/portal.js',
  '/console/%70ortal',
  '/console/portal%2f..',
  '/console/events/portal',
  '/console/assets/app-B4x_9q2Z.js',
  '/console/assets/none.js',
]
const portal = ['/console/portal', '/console/portal/', '/console/portal?x', '/console/portal/endpoints/ep_1']

let built: ConsolePlace
let api: TestApi
let closed: TestApi
beforeAll(async () => {
  built = consolePlace()
  built.build()
  const env = { NODE_ENV: 'production', CONSOLE_DIR: built.directory }
  api = await testApi({
    env: { ...env, PORTAL_FRAME_ANCESTORS: framers.join(', '), PUBLIC_URL: 'https://g5.example.com' },
  })
  closed = await testApi({ env })
})
afterAll(async () => {
  await Promise.all([api.close(), closed.close()])
  built.remove()
})

const headersOf = async (path: string, on = api) => (await on.call('GET', path, { as: null })).headers

describe('what the console may do is told with', () => {
  test.each([...outside, '/console'])('%s: only what comes from here, and no page may frame it', async (path) => {
    const headers = await headersOf(path)
    expect(headers['content-security-policy']).toBe(policy("'none'"))
    const { 'content-security-policy': _, ...others } = await securityHeaders({ hsts: true })
    expect(headers).toMatchObject(others)
  })

  test.each(portal)('%s: the same, and who is named may frame it', async (path) => {
    const headers = await headersOf(path)
    expect(headers['content-security-policy']).toBe(policy(framers.join(' ')))
    // It could name no other origin, and some browsers ask it.
    expect(headers['x-frame-options']).toBeUndefined()
    const { 'content-security-policy': _, 'x-frame-options': __, ...others } = await securityHeaders({ hsts: true })
    expect(headers).toMatchObject(others)
  })

  test.each([...portal, ...outside])('%s, and nobody may frame it unless somebody is named', async (path) => {
    const headers = await headersOf(path, closed)
    expect(headers).toMatchObject({ 'content-security-policy': policy("'none'"), 'x-frame-options': 'SAMEORIGIN' })
  })
})

test.each(['/', '/docs/', '/v1/health', '/v1/me', '/portal'])(
  'nobody may frame %s, whoever may the portal',
  async (path) => {
    const headers = await headersOf(path)
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'$/)
    expect(headers['x-frame-options']).toBe('SAMEORIGIN')
  },
)

describe('PORTAL_FRAME_ANCESTORS', () => {
  const read = (PORTAL_FRAME_ANCESTORS: string) =>
    loadApiConfig({
      ...{ NODE_ENV: 'test', DATABASE_URL: 'postgres://db/g5', JWT_SECRET: 'x'.repeat(32) },
      ...{ ENCRYPTION_KEY: 'y'.repeat(32), PORTAL_FRAME_ANCESTORS },
    }).console.portalFrameAncestors

  test.each<[string, string[]]>([
    ['none', []],
    ['', []],
    ['https://app.example.com', ['https://app.example.com']],
    ['http://localhost:5173,https://*.customer.example', ['http://localhost:5173', 'https://*.customer.example']],
    ['https://*.customer.example:8443', ['https://*.customer.example:8443']],
  ])('%j names %j', (value, named) => expect(read(value)).toEqual(named))

  test.each([
    '*',
    "'self'",
    'https:',
    'https://*',
    'https://*.com',
    'https://a.*.example',
    'https://**.example.com',
    'https://example.com/',
    'https://example.com/portal',
    'https://Example.com',
    'https://example.com:443',
    'https://me:pw@example.com',
    'wss://example.com',
    'example.com',
    'https://a.example https://b.example',
    'https://a.example;script-src',
    'https://a.example,*',
    'https://a.example,',
  ])('%j stops the process, by the name of the variable', (value) =>
    expect(() => read(value)).toThrow(/PORTAL_FRAME_ANCESTORS must be origins/),
  )
})

test('a link of the portal leads to the door that may be framed, at the address that people know', async () => {
  const { body } = await api.call<{ url: string }>('POST', `/v1/tenants/${api.tenant.slug}/portal-sessions`, {
    as: api.operatorKey,
    body: { capabilities: ['view'] },
  })
  const { origin, pathname } = new URL(body.url)
  expect(origin).toBe('https://g5.example.com')
  expect((await headersOf(pathname))['content-security-policy']).toBe(policy(framers.join(' ')))
})

describe('where no console was built', () => {
  let place: ConsolePlace
  let without: TestApi
  beforeAll(async () => {
    place = consolePlace()
    without = await testApi({ env: { CONSOLE_DIR: place.directory } })
  })
  afterAll(async () => {
    await without.close()
    place.remove()
  })

  test('the API starts, and warns once', async () => {
    expect((await without.call('GET', '/ready')).status).toBe(200)
    const warnings = without.lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 'warn')
    expect(warnings).toMatchObject([
      { msg: expect.stringContaining('pnpm -F g5-console build'), directory: place.directory },
    ])
  })

  test.each(['/console/', '/console/portal', '/console/events/evt_1'])('%s says how to build it', async (path) => {
    const refused = await without.refused('GET', path, { as: null })
    expect([refused.status, refused.body.code]).toEqual([404, 'not_found'])
    expect(refused.body.detail).toContain('pnpm -F g5-console build')
    expect(refused.headers).toMatchObject({
      'content-security-policy': policy("'none'"),
      'cache-control': 'no-store',
    })
  })

  test('it is there once it was built, without a new start', async () => {
    place.build()
    expect(await without.call('GET', '/console/', { as: null })).toMatchObject({ status: 200, text: page })
  })
})
