import { type IncomingMessage, request } from 'node:http'
import * as consumers from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ConsolePlace, confidential, consolePlace, page, script } from '../../test/built-console.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

const asset = '/console/assets/app-B4x_9q2Z.js'
let built: ConsolePlace
let api: TestApi
let port: string
beforeAll(async () => {
  built = consolePlace()
  built.build()
  api = await testApi({ env: { CONSOLE_DIR: built.directory, CORS_ORIGINS: 'https://other.example.com' } })
  ;({ port } = new URL(await api.server.listen({ port: 0, host: '127.0.0.1' })))
})
afterAll(async () => {
  await api.close()
  built.remove()
})

const ask = (path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  api.server.inject({ method, url: path, headers })

describe('the page', () => {
  test.each(['/console/', '/console/index.html', '/console/events/evt_1?tab=raw', '/console/types/invoice.paid'])(
    'is at %s, for anybody, and is asked for anew each time',
    async (path) => {
      const answer = await ask(path)
      expect([answer.statusCode, answer.payload]).toEqual([200, page])
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        etag: expect.stringMatching(/^(W\/)?"[^"]+"$/),
      })
    },
  )

  test('is at a link to one thing however long its name is', async () => {
    expect((await ask(`/console/endpoints/${'x'.repeat(1_000)}`)).payload).toBe(page)
    expect((await ask(`/console/endpoints/..%2f${encodeURIComponent('häh?#%\\')}`)).payload).toBe(page)
  })

  test('costs nothing while the browser has it', async () => {
    const { etag } = (await ask('/console/')).headers
    const again = await ask('/console/endpoints', { 'if-none-match': String(etag) })
    expect([again.statusCode, again.payload]).toEqual([304, ''])
    expect(again.headers).toMatchObject({ 'cache-control': 'no-cache', etag })
  })

  test('stands below /console/, which is where /console leads, with what was asked', async () => {
    for (const query of ['', '?range=24h&at=%2F']) {
      const { statusCode, headers } = await ask(`/console${query}`)
      expect([statusCode, headers.location]).toEqual([308, `/console/${query}`])
    }
  })

  test('is linked to from the front page', async () => {
    const [, link = ''] = /href="(\/console[^"]*)"/.exec((await ask('/')).payload) ?? []
    expect((await ask(link)).payload).toBe(page)
  })
})

describe('an asset', () => {
  test('is kept for good: its name changes with it', async () => {
    const { statusCode, headers, payload } = await ask(asset)
    expect([statusCode, payload]).toEqual([200, script])
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'application/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
    })
  })

  test.each(['app-Older123.js', 'app-B4x_9q2Z.js/x', '', 'deep/er.js', 'x'.repeat(300)])(
    'that is none (%j) is a problem that nobody keeps, and no page',
    async (name) => {
      const { statusCode, headers, payload } = await ask(`/console/assets/${name}`)
      expect([statusCode, JSON.parse(payload).code]).toEqual([404, 'not_found'])
      expect(headers['content-type']).toBe('application/problem+json')
      expect(headers['cache-control']).toBe('no-store')
    },
  )

  test('without a hash in its name is asked for anew each time', async () => {
    const { headers } = await ask('/console/favicon.svg')
    expect(headers).toMatchObject({ 'content-type': 'image/svg+xml', 'cache-control': 'no-cache' })
  })

  test('of a build that came later is served by the process that runs', async () => {
    expect((await ask('/console/assets/late-0.css')).statusCode).toBe(404)
    built.write('assets/late-0.css', 'i{}')
    expect((await ask('/console/assets/late-0.css')).payload).toBe('i{}')
  })
})

describe('compression', () => {
  test.each([
    [asset, 'br', 'br'],
    [asset, 'gzip, deflate', 'gzip'],
    [asset, 'gzip, deflate, br, zstd', 'br'],
    [asset, 'br;q=0, gzip', 'gzip'],
    [asset, 'identity', undefined],
    [asset, undefined, undefined],
    ['/console/deep/link', 'gzip, br', 'br'],
    ['/console/assets/small-Ck81xx0a.css', 'gzip, br', undefined],
  ])('%s for who takes %s is sent as %s, which caches are told of', async (path, accepted, encoding) => {
    const { headers, rawPayload } = await ask(path, accepted === undefined ? {} : { 'accept-encoding': accepted })
    const inflate = { br: brotliDecompressSync, gzip: gunzipSync }[String(encoding)] ?? ((bytes: Buffer) => bytes)
    expect(headers['content-encoding']).toBe(encoding)
    expect(headers['vary']).toBe('Origin, accept-encoding')
    expect(headers['content-length']).toBe(String(rawPayload.length))
    expect(headers['content-type']).toMatch(/^(text\/html|application\/javascript|text\/css); charset=utf-8$/)
    const plain = { [asset]: script, '/console/deep/link': page }[path] ?? 'body{margin:0}'
    expect(inflate(rawPayload).toString()).toBe(plain)
  })
})

test.each(['/console/', '/console/deep/link', asset])(
  'HEAD of %s says what GET would, and sends nothing',
  async (path) => {
    const [get, head] = [await ask(path), await ask(path, {}, 'HEAD')]
    expect([head.statusCode, head.payload]).toEqual([200, ''])
    for (const name of ['content-length', 'content-type', 'etag', 'cache-control', 'content-security-policy'])
      expect(head.headers[name]).toBe(get.headers[name])
  },
)

test.each(['/console', '/console/', '/console/deep/link', asset])('nothing else can be done to %s', async (path) => {
  const refused = await api.refused('POST', path, { as: null })
  expect([refused.status, refused.body.code, refused.headers['allow']]).toEqual([
    405,
    'method_not_allowed',
    'GET, HEAD',
  ])
})

test.each([
  '/console/../secret.txt',
  '/console/%2e%2e/secret.txt',
  '/console/..%2fsecret.txt',
  '/console/assets/..%2f..%2fsecret.txt',
  '/console/assets/..%5c..%5csecret.txt',
  '/console/%2fsecret.txt',
  '/console/.hidden',
  '/console/assets/.hidden',
  '/console/assets/%2ehidden',
  '/console/index.html%00.js',
  '/console/assets//app-B4x_9q2Z.js',
])('%s gives nothing away that is no part of the build', async (path) => {
  const { status, text } = await untidied(path)
  expect(text).not.toContain(confidential)
  if (text === page) expect(path).not.toMatch(/^\/console\/assets/)
  else expect([400, 404]).toContain(status)
})

/** Over a socket, by a client that leaves the path as it is. */
async function untidied(path: string): Promise<{ status: number | undefined; text: string }> {
  const answer = await new Promise<IncomingMessage>((done, fail) =>
    request({ host: '127.0.0.1', port, path, agent: false }, done).once('error', fail).end(),
  )
  return { status: answer.statusCode, text: await consumers.text(answer) }
}

test('a request of it is counted and logged by its route, whatever its path was', async () => {
  const before = api.lines.length
  for (const path of ['a/b', 'assets/none', 'favicon.svg']) await ask(`/console/${path}`)
  const logged = api.lines.slice(before).map((line) => JSON.parse(line))
  expect(logged.map(({ level, msg, route }) => [level, msg, route])).toEqual(
    Array(3).fill(['info', 'request', '/console/*']),
  )
  const metrics = (await ask('/metrics')).payload
  const labels = new Set([...metrics.matchAll(/route="([^"]*console[^"]*)"/g)].map(([, label]) => label))
  expect([...labels].sort()).toEqual(['/console', '/console/*'])
})
