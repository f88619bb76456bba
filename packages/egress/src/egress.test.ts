import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  bodyOf,
  CERTIFICATE,
  httpReceiver,
  loopbackEgress,
  outcome,
  post,
  tcpReceiver,
  tlsReceiver,
} from '../test/receivers.ts'

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'

test('the receiver gets the bytes, headers and path it was promised', async () => {
  const receiver = await httpReceiver(async (request, response) => {
    const { method, url, headers } = request
    response.end(JSON.stringify({ method, url, headers, body: await bodyOf(request) }))
  })
  const egress = loopbackEgress({ userAgent: 'G5/1.0' })
  const answer = await egress.send({
    url: `${receiver.url}hooks/a%20b?x=1#gone`,
    headers: ['content-type', 'application/json', 'webhook-id', 'evt_1'],
    body: '{"name":"Zoë"}',
    timeoutMs: 5_000,
  })
  expect(answer.kind === 'response' && JSON.parse(answer.body.toString())).toEqual({
    method: 'POST',
    url: '/hooks/a%20b?x=1',
    body: '{"name":"Zoë"}',
    headers: {
      host: `127.0.0.1:${receiver.port}`,
      connection: 'keep-alive',
      'user-agent': 'G5/1.0',
      'content-type': 'application/json',
      'webhook-id': 'evt_1',
      'content-length': '15',
    },
  })
})

test('the answer carries status, headers, Retry-After, body and times', async () => {
  const receiver = await httpReceiver((_, response) => {
    response.writeHead(429, { 'Retry-After': '120', 'X-Trace': ['a', 'b'] }).end('slow down')
  })
  const answer = await post(loopbackEgress(), receiver.url)
  expect(answer).toMatchObject({ kind: 'response', status: 429, retryAfter: '120' })
  if (answer.kind !== 'response') return
  expect(answer.headers).toMatchObject({ 'retry-after': '120', 'x-trace': 'a, b' })
  expect(answer.body.toString()).toBe('slow down')
  expect(answer.timings.connect).toBeLessThanOrEqual(answer.timings.firstByte ?? 0)
  expect(answer.timings.firstByte).toBeLessThanOrEqual(answer.timings.total)
  expect(answer.timings).not.toHaveProperty('dns')
  expect(answer.timings).not.toHaveProperty('tls')
})

test('a connection is kept and used again, and its phases count for the first request only', async () => {
  const receiver = await httpReceiver((_, response) => response.end())
  const egress = loopbackEgress({ resolve: async () => ['127.0.0.1'] })
  const url = `http://receiver.test:${receiver.port}/`
  const first = await post(egress, url)
  await nextTurn()
  const second = await post(egress, url)
  expect(Object.keys(first.timings).sort()).toEqual(['connect', 'dns', 'firstByte', 'total'])
  expect(Object.keys(second.timings).sort()).toEqual(['firstByte', 'total'])
  expect(receiver.connections).toBe(1)
})

test('over TLS the name is checked, and the handshake is timed', async () => {
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, CERTIFICATE])
  onTestFinished(() => setDefaultCACertificates(before))
  const receiver = await tlsReceiver((socket) => socket.once('data', () => socket.end(OK)))
  const egress = loopbackEgress({ resolve: async () => ['127.0.0.1'] })

  const answer = await post(egress, receiver.url)
  expect(outcome(answer)).toBe('200')
  expect(answer.timings.tls).toBeGreaterThanOrEqual(answer.timings.connect ?? Number.POSITIVE_INFINITY)
  expect(outcome(await post(egress, receiver.url.replace('receiver.test', 'receiver.test.')))).toBe('200')

  const other = await post(egress, receiver.url.replace('receiver.test', 'other.test'))
  expect(other).toMatchObject({ error: 'tls_failed', detail: expect.stringContaining('ALTNAME') })
})

test('a redirect is an answer, never followed', async () => {
  const elsewhere = await httpReceiver((_, response) => response.end())
  const receiver = await httpReceiver((_, response) => response.writeHead(307, { location: elsewhere.url }).end())
  const answer = await post(loopbackEgress(), receiver.url)
  expect(answer).toMatchObject({ status: 307, headers: { location: elsewhere.url } })
  expect(elsewhere.connections).toBe(0)
})

test('proxy variables of the environment are ignored', async () => {
  const proxy = await httpReceiver((_, response) => response.writeHead(418).end())
  for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY']) vi.stubEnv(name, proxy.url)
  vi.stubEnv('NODE_USE_ENV_PROXY', '1')
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  const receiver = await httpReceiver((_, response) => response.end())
  expect(outcome(await post(loopbackEgress(), receiver.url))).toBe('200')
  expect(proxy.connections).toBe(0)
})

test('requests at the same time do not wait for each other', async () => {
  const held: (() => void)[] = []
  const receiver = await httpReceiver((_, response) => {
    held.push(() => response.end())
    if (held.length === 50) for (const release of held) release()
  })
  const egress = loopbackEgress()
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(egress, receiver.url)))
  expect(new Set(answers.map(outcome))).toEqual(new Set(['200']))
})

test('with a bound on connections the excess waits, and its deadline says so', async () => {
  const sockets: Socket[] = []
  const receiver = await tcpReceiver((socket) => sockets.push(socket))
  const egress = loopbackEgress({ connectionsPerOrigin: 1 })
  const first = post(egress, receiver.url)
  const second = await post(egress, receiver.url, { timeoutMs: 100 })
  expect(second).toMatchObject({ error: 'timeout', detail: expect.stringContaining('busy') })
  sockets[0]?.write(OK)
  expect(outcome(await first)).toBe('200')
  expect(receiver.connections).toBe(1)
})

test('the caller’s signal gives a request up at once, its connection with it', async () => {
  const receiver = await tcpReceiver(() => {})
  const egress = loopbackEgress()
  const shutdown = new AbortController()
  const sent = post(egress, receiver.url, { signal: shutdown.signal })
  shutdown.abort(new Error('shutting down'))
  await expect(sent).rejects.toThrow('shutting down')
  await expect(post(egress, receiver.url, { signal: shutdown.signal })).rejects.toThrow('shutting down')
  await egress.close()
  expect(egress.open).toBe(0)
})

test('an invalid header of a caller fails that request and spoils nothing for the next', async () => {
  const receiver = await httpReceiver((_, response) => response.end())
  const egress = loopbackEgress({ connectionsPerOrigin: 1 })
  for (const headers of [
    ['x-a', 'b\r\nx-c: d'],
    ['transfer-encoding', 'chunked'],
    ['Host', 'other.test'],
  ]) {
    const answer = await egress.send({ url: receiver.url, headers, body: '{}', timeoutMs: 5_000 })
    expect(outcome(answer)).toBe('protocol_error')
  }
  expect(outcome(await post(egress, receiver.url))).toBe('200')
})

test('close lets what is in flight finish, takes nothing new and leaves no socket', async () => {
  const sockets: Socket[] = []
  const receiver = await tcpReceiver((socket) => sockets.push(socket))
  const idle = await httpReceiver((_, response) => response.end())
  const egress = loopbackEgress()
  await post(egress, idle.url)
  const sent = post(egress, receiver.url)
  await vi.waitUntil(() => sockets.length === 1)
  const [socket] = sockets
  if (!socket) return
  await once(socket, 'data')

  const closed = egress.close()
  await expect(post(egress, idle.url)).rejects.toThrow('closed')
  socket.write(OK)
  expect(outcome(await sent)).toBe('200')
  await closed
  expect(egress.open).toBe(0)
})

test('an origin that had to make room still finishes its requests, and then lets its connections go', async () => {
  const sockets: Socket[] = []
  const receiver = await tcpReceiver((socket) => sockets.push(socket))
  const other = await httpReceiver((_, response) => response.end())
  const egress = loopbackEgress({ origins: 1 })
  const sent = post(egress, receiver.url)
  await vi.waitUntil(() => sockets.length === 1)
  await post(egress, other.url)
  sockets[0]?.write(OK)
  expect(outcome(await sent)).toBe('200')
  await vi.waitUntil(() => egress.open === 1)
})
