import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { startTracing } from './start.ts'

test('without an endpoint nothing is traced, and the SDK is not even loaded', async () => {
  expect(await startTracing({ endpoint: undefined, service: 'g5-core-api', version: '1' })).toBeUndefined()
})

test('a span follows from the one it was told of, links to another, and outside of any there is none within', async () => {
  const collector = createServer((request, response) => request.resume().once('end', () => response.end()))
  await once(collector.listen(0, '127.0.0.1'), 'listening')
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', endpoint) // The SDK reads it by itself.
  const tracing = await startTracing({
    endpoint,
    service: 'g5-core-api',
    version: '1',
  })
  if (!tracing) throw new Error('tracing did not start')
  const parent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
  const span = tracing.begin('POST /x', { kind: 'server', parent, link: parent, attributes: {} })
  expect(span.traceparent).toMatch(/^00-a{32}-(?!b{16})[0-9a-f]{16}-01$/)
  expect(span.exemplar).toEqual({ traceId: 'a'.repeat(32), spanId: span.traceparent.slice(36, 52) })
  expect(tracing.within('SELECT', {})).toBeUndefined()
  const inner = span.around(() => tracing.within('SELECT', {}))
  expect(inner?.traceparent).toMatch(/^00-a{32}-/)
  const unsampled = tracing.begin('x', { kind: 'server', parent: parent.replace(/01$/, '00'), attributes: {} })
  expect(unsampled.traceparent).toMatch(/-00$/)
  expect(unsampled.exemplar).toBeUndefined()
  for (const one of [inner, span, unsampled]) one?.end('timeout')
  await tracing.stop()
  vi.unstubAllEnvs()
  await new Promise((resolve) => collector.close(resolve).closeAllConnections())
})
