import type { Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { httpReceiver, loopbackEgress, outcome, post, tcpReceiver, tlsReceiver } from '../test/receivers.ts'
import { createEgress } from './egress.ts'
import { createPolicy } from './policy.ts'

/** A receiver that says these bytes to every request, then does what it likes. */
function saying(bytes: string | Buffer, then: (socket: Socket) => void = () => {}) {
  return tcpReceiver((socket) => {
    socket.on('data', () => socket.write(bytes, () => then(socket)))
  })
}

/** Writes without end, as fast as it is read, until the other side has had enough. */
function flood(socket: Socket, chunk: Buffer) {
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
  }
  socket.on('drain', more)
  more()
}

test('a name that pointed to the public when it was written and inside when it is called is not called', async () => {
  const receiver = await httpReceiver((_, response) => response.end())
  const answers = [['93.184.216.34'], ['127.0.0.1']]
  const resolve = async () => answers.shift() ?? []
  const policy = createPolicy({ httpsOnly: false, ports: [{ first: 1, last: 65_535 }] })
  expect(policy.judgeUrl(`http://rebind.test:${receiver.port}/`).allowed).toBe(true)
  await resolve()
  const egress = createEgress({ policy, resolve })
  onTestFinished(() => egress.close())
  const answer = await post(egress, `http://rebind.test:${receiver.port}/`)
  expect(outcome(answer)).toBe('address_blocked')
  expect(JSON.stringify(answer)).not.toContain('127.0.0.1')
  expect(receiver.connections).toBe(0)
})

test('every connection asks again, so a name cannot turn inside between two requests', async () => {
  const receiver = await saying('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
  const answers = [['127.0.0.1'], ['127.0.0.2']]
  const egress = loopbackEgress({ resolve: async () => answers.shift() ?? [] }, { allowedCidrs: ['127.0.0.1'] })
  const url = `http://rebind.test:${receiver.port}/`
  expect(outcome(await post(egress, url))).toBe('200')
  expect(outcome(await post(egress, url))).toBe('address_blocked')
  expect(receiver.connections).toBe(1)
})

test('one blocked address among several is enough to call none', async () => {
  const receiver = await httpReceiver((_, response) => response.end())
  const egress = loopbackEgress({ resolve: async () => ['127.0.0.1', '10.0.0.1'] })
  expect(outcome(await post(egress, `http://two-faced.test:${receiver.port}/`))).toBe('address_blocked')
  expect(receiver.connections).toBe(0)
})

test('a name on a port that only the allow-list may use does not get there by way of a public address', async () => {
  const egress = loopbackEgress({ resolve: async () => ['93.184.216.34'] })
  expect(outcome(await post(egress, 'http://public.test:25/'))).toBe('address_blocked')
})

test.each([
  ['fails', async () => Promise.reject(new Error('ENOTFOUND'))],
  ['answers nothing', async () => []],
])('a resolver that %s is dns_failed', async (_, resolve) => {
  expect(outcome(await post(loopbackEgress({ resolve }), 'http://nobody.test:8000/'))).toBe('dns_failed')
})

test('a resolver that never answers ends at the connect timeout, or at the deadline if that is sooner', async () => {
  const resolve = () => new Promise<string[]>(() => {})
  const patient = loopbackEgress({ resolve, connectTimeoutMs: 50 })
  const hasty = loopbackEgress({ resolve })
  expect(outcome(await post(patient, 'http://silent.test:8000/'))).toBe('connect_timeout')
  expect(outcome(await post(hasty, 'http://silent.test:8000/', { timeoutMs: 50 }))).toBe('connect_timeout')
  await vi.waitUntil(() => patient.open + hasty.open === 0)
})

test('a TLS handshake that never ends is a connect timeout', async () => {
  const receiver = await tcpReceiver(() => {})
  const egress = loopbackEgress({ connectTimeoutMs: 100 })
  const answer = await post(egress, `https://127.0.0.1:${receiver.port}/`)
  expect(outcome(answer)).toBe('connect_timeout')
  expect(answer.timings.connect).toBeGreaterThan(0)
})

test('a port nobody listens on is connection_refused', async () => {
  const receiver = await httpReceiver(() => {})
  const egress = loopbackEgress({ resolve: async () => ['127.0.0.2', '127.0.0.3'] })
  expect(outcome(await post(egress, `http://127.0.0.2:${receiver.port}/`))).toBe('connection_refused')
  const many = await post(egress, `http://several.test:${receiver.port}/`)
  expect(many).toMatchObject({ error: 'connection_refused', detail: expect.stringContaining('ECONNREFUSED') })
})

test('a certificate nobody vouches for is tls_failed', async () => {
  const receiver = await tlsReceiver(() => {})
  const egress = loopbackEgress({ resolve: async () => ['127.0.0.1'] })
  const answer = await post(egress, receiver.url)
  expect(answer).toMatchObject({ error: 'tls_failed', detail: expect.stringContaining('SELF_SIGNED') })
})

test('plain HTTP on an https port is tls_failed', async () => {
  const receiver = await saying('HTTP/1.1 400 Bad Request\r\n\r\n')
  expect(outcome(await post(loopbackEgress(), `https://127.0.0.1:${receiver.port}/`))).toBe('tls_failed')
})

test('a connection closed during the handshake, or instead of an answer, is connection_reset', async () => {
  const closing = await tcpReceiver((socket) => socket.once('data', () => socket.destroy()))
  const egress = loopbackEgress()
  expect(outcome(await post(egress, `https://127.0.0.1:${closing.port}/`))).toBe('connection_reset')
  expect(outcome(await post(egress, closing.url))).toBe('connection_reset')
})

test('a kept-alive connection that closes under the next request is connection_reset, and nothing is sent twice', async () => {
  let requests = 0
  const receiver = await tcpReceiver((socket) => {
    socket.on('data', () => {
      if (requests++ === 0) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')
      else socket.resetAndDestroy()
    })
  })
  const egress = loopbackEgress()
  expect(outcome(await post(egress, receiver.url))).toBe('200')
  await nextTurn()
  const second = await post(egress, receiver.url)
  expect(second).toMatchObject({ error: 'connection_reset', detail: expect.stringContaining('kept-alive') })
  await egress.close()
  expect(requests).toBe(2)
  expect(receiver.connections).toBe(1)
})

test.each([
  ['no HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['an HTTP/2 preface', Buffer.from('000012040000000000', 'hex')],
  ['a broken header', 'HTTP/1.1 200 OK\r\nno colon here\r\n\r\n'],
  ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
  [
    'an upgrade nobody asked for',
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
  ],
  ['headers without end', `HTTP/1.1 200 OK\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`],
])('an answer that is %s is protocol_error', async (_, bytes) => {
  const receiver = await saying(bytes)
  expect(outcome(await post(loopbackEgress(), receiver.url))).toBe('protocol_error')
})

test('interim answers are ignored', async () => {
  const receiver = await saying(
    'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
  )
  expect(await post(loopbackEgress(), receiver.url)).toMatchObject({ status: 204, headers: {} })
})

test('a 100 Continue nobody asked for is ignored, together with the answer or ahead of it', async () => {
  const interim = 'HTTP/1.1 100 Continue\r\n\r\n'
  const final = `HTTP/1.1 200 OK\r\ncontent-length: ${interim.length}\r\n\r\n`
  const together = await saying(`${interim}${interim}${final}${interim}`)
  const ahead = await saying(interim, (socket) => setImmediate(() => socket.write(final + interim)))
  const egress = loopbackEgress()
  for (const { url } of [together, ahead, together, ahead]) {
    const answer = await post(egress, url)
    expect(answer.kind === 'response' && answer.body.toString()).toBe(interim)
    await nextTurn()
  }
  expect(together.connections + ahead.connections).toBe(2)
})

test('a body that looks like one is left alone', async () => {
  const receiver = await saying('HTTP/1.1 200 OK\r\ncontent-length: 25\r\n\r\n', (socket) =>
    setImmediate(() => socket.write('HTTP/1.1 100 Continue\r\n\r\n')),
  )
  const answer = await post(loopbackEgress(), receiver.url)
  expect(answer.kind === 'response' && answer.body.length).toBe(25)
})

test('control characters of a stranger do not get through, nor more than 8 KiB of headers', async () => {
  const receiver = await saying(
    Buffer.from(
      `HTTP/1.1 200 OK\r\n__proto__: x\r\nx-odd: a\tb\x80c\xe9\r\nx-1: ${'1'.repeat(5_000)}\r\nx-2: ${'2'.repeat(5_000)}\r\ncontent-length: 0\r\n\r\n`,
      'latin1',
    ),
  )
  const answer = await post(loopbackEgress(), receiver.url)
  expect(answer.kind === 'response' && answer.headers).toEqual({ 'x-odd': 'abcé', 'x-1': '1'.repeat(5_000) })
})

test.each([
  ['a length it never sends', 'content-length: 100'],
  ['chunks it never ends', 'transfer-encoding: chunked'],
])('a body broken off after %s: the status counts', async (_, header) => {
  const receiver = await saying(`HTTP/1.1 200 OK\r\n${header}\r\n\r\n5\r\nhello\r\n`, (socket) =>
    socket.resetAndDestroy(),
  )
  const answer = await post(loopbackEgress(), receiver.url)
  expect(answer).toMatchObject({ kind: 'response', status: 200 })
  expect(answer.kind === 'response' && answer.body.toString()).toContain('hello')
})

test('chunks that are nonsense after the status: the status counts', async () => {
  const receiver = await saying('HTTP/1.1 503 Busy\r\ntransfer-encoding: chunked\r\n\r\nzzz\r\n')
  expect(outcome(await post(loopbackEgress(), receiver.url))).toBe('503')
})

test('a body up to the limit is kept whole', async () => {
  const receiver = await httpReceiver((_, response) => response.end('x'.repeat(16 * 1024)))
  const egress = loopbackEgress()
  const answer = await post(egress, receiver.url)
  expect(answer.kind === 'response' && answer.body.length).toBe(16 * 1024)
  await nextTurn()
  await post(egress, receiver.url)
  expect(receiver.connections).toBe(1)
})

test.each([
  ['huge', 'content-length: 10000000000'],
  ['endless', 'connection: close'],
])('a body that is %s costs 16 KiB: the rest is cut off with the connection', async (_, header) => {
  let written = () => 0
  const receiver = await saying(`HTTP/1.1 200 OK\r\n${header}\r\n\r\n`, (socket) => {
    written = () => socket.bytesWritten
    flood(socket, Buffer.alloc(64 * 1024, 'x'))
  })
  const egress = loopbackEgress()
  const answer = await post(egress, receiver.url)
  expect(answer.kind === 'response' && answer.body.length).toBe(16 * 1024)
  await egress.close()
  expect(egress.open).toBe(0)
  expect(written()).toBeLessThan(64 * 1024 * 1024)
})

test.each([
  ['a head without end', 'HTTP/1.1 200 OK\r\nx-a: '],
  ['a body without end', 'HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n'],
])('drop by drop, %s ends at the deadline with its connection', async (_, start) => {
  const receiver = await saying(start, (socket) => {
    const drip = setInterval(() => socket.write('x'), 20)
    socket.on('close', () => clearInterval(drip))
  })
  const egress = loopbackEgress()
  const answer = await post(egress, receiver.url, { timeoutMs: 200 })
  expect(outcome(answer)).toBe('timeout')
  await egress.close()
  expect(egress.open).toBe(0)
})

test('silence ends at the deadline', async () => {
  const receiver = await tcpReceiver(() => {})
  const answer = await post(loopbackEgress(), receiver.url, { timeoutMs: 100 })
  expect(answer).toMatchObject({ error: 'timeout', detail: 'No complete answer within 100 ms.' })
  expect(answer.timings.total).toBeGreaterThanOrEqual(99)
})
