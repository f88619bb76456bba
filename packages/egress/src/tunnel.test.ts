import { setImmediate as nextTurn } from 'node:timers/promises'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import {
  bodyOf,
  CERTIFICATE,
  connectProxy,
  httpReceiver,
  loopbackEgress,
  outcome,
  post,
  tcpReceiver,
  tlsReceiver,
} from '../test/receivers.ts'

const here = async () => ['127.0.0.1']

test('a webhook goes through the proxy, which is told an address and never a name, and the way is used again', async () => {
  const proxy = await connectProxy()
  const receiver = await httpReceiver(async (request, response) => response.end(await bodyOf(request)))
  const egress = loopbackEgress({ proxy: `http://g5:p%40ss@127.0.0.1:${proxy.port}`, resolve: here })
  const url = `http://receiver.test:${receiver.port}/`
  const first = await post(egress, url)
  expect(first.kind === 'response' && first.body.toString()).toBe('{}')
  expect(first.timings).toMatchObject({ dns: expect.any(Number), connect: expect.any(Number) })
  await nextTurn()
  expect(outcome(await post(egress, url))).toBe('200')
  const access = `Basic ${Buffer.from('g5:p@ss').toString('base64')}`
  expect(proxy.asked).toEqual([{ authority: `127.0.0.1:${receiver.port}`, access }])
})

test('TLS is between us and the receiver, whose certificate must be good', async () => {
  const proxy = await connectProxy()
  const receiver = await tlsReceiver((socket) => socket.on('data', () => socket.end('HTTP/1.1 204 No\r\n\r\n')))
  const egress = () => loopbackEgress({ proxy: proxy.url, resolve: here })
  expect(outcome(await post(egress(), receiver.url))).toBe('tls_failed')
  const trusted = getCACertificates()
  setDefaultCACertificates([...trusted, CERTIFICATE])
  onTestFinished(() => setDefaultCACertificates(trusted))
  const answer = await post(egress(), receiver.url)
  expect(outcome(answer)).toBe('204')
  expect(answer.timings.tls).toBeGreaterThan(0)
})

test('what may not be called is not asked of the proxy, at no connection', async () => {
  const proxy = await connectProxy()
  const receiver = await httpReceiver((_, response) => response.setHeader('connection', 'close').end())
  const addresses = ['127.0.0.1', '169.254.169.254']
  const egress = loopbackEgress({ proxy: proxy.url, resolve: async () => addresses.splice(0, 1) })
  const url = `http://rebinding.test:${receiver.port}/`
  expect(outcome(await post(egress, url))).toBe('200')
  expect(outcome(await post(egress, url))).toBe('address_blocked')
  expect(outcome(await post(egress, url))).toBe('dns_failed')
  expect(outcome(await post(egress, 'http://10.0.0.1:8080/'))).toBe('address_blocked')
  expect(proxy.asked).toHaveLength(1)
})

test.each([
  ['refuses', async () => (await connectProxy({ status: 407 })).url, 'connection_refused', /egress proxy answered 407/],
  [
    'is no proxy',
    async () => (await httpReceiver((_, response) => response.end())).url,
    'connection_refused',
    /egress proxy/,
  ],
  ['is away', async () => 'http://127.0.0.1:1', 'connection_refused', /egress proxy does not answer/],
  [
    'hangs',
    async () => (await tcpReceiver(() => {})).url,
    'connect_timeout',
    /No connection could be opened within 300 ms/,
  ],
])('a proxy that %s is said so, and nothing goes another way', async (_, proxyUrl, error, detail) => {
  const receiver = await httpReceiver((_, response) => response.end())
  const egress = loopbackEgress({ proxy: await proxyUrl() })
  const answer = await post(egress, receiver.url, { timeoutMs: 300 })
  expect(answer).toMatchObject({ kind: 'failure', error, detail: expect.stringMatching(detail) })
  expect(receiver.connections).toBe(0)
  await egress.close()
  expect(egress.open).toBe(0)
})
