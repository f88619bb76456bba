import { expect, test, vi } from 'vitest'
import { startCollector } from '../collector.ts'
import { behaviours, elapse, queueBackends, startReceiver, until } from '../index.ts'
import { stage } from './steps.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const { deployOn, atTheEnd } = stage()
const [backend] = queueBackends().filter(({ missing }) => !missing)
if (!backend) throw new Error('there is no queue backend to test with')

async function collector() {
  const started = await startCollector()
  atTheEnd(started.close)
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: started.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_BSP_SCHEDULE_DELAY: '50',
  }
  return { ...started, env }
}

test('an event is one trace, from the request that brought it to each request to its receiver', async () => {
  const { spans, env } = await collector()
  const deployment = await deployOn(backend, { env: { ...env, RETRY_SCHEDULE: '0,3600' } })
  await deployment.endpoint('/hook')
  deployment.receiver.behave(behaviours.inTurn(behaviours.fails(), behaviours.ok()))
  await until(async () => (await deployment.sql`select from direct_path where open_until > now()`).length === 1, {
    what: 'the direct path to open, so that the API itself sends the hint',
  })

  const parent = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) }
  const response = await fetch(`${deployment.url}/v1/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${deployment.key}`,
      'content-type': 'application/json',
      traceparent: `00-${parent.traceId}-${parent.spanId}-01`,
      tracestate: 'vendor=secret',
      baggage: 'who=me',
    },
    body: JSON.stringify({ type: 'trace.test', payload: { secret: 'not in any span' } }),
  })
  expect(response.status).toBe(202)
  await until(async () => (await deployment.sql`select from attempts`).length === 1, { what: 'the first attempt' })
  await elapse(deployment.sql, 5_000)
  await deployment.settled()

  const ofTrace = () => spans.filter(({ traceId }) => traceId === parent.traceId)
  const named = (name: string) => ofTrace().filter((span) => span.name === name)
  await until(() => named('process webhooks').length === 2 && named('send webhooks').length === 1, {
    what: 'the collector to have it all',
  })
  const [api] = named('POST /v1/events')
  expect(api).toMatchObject({ kind: 2, parentSpanId: parent.spanId, service: 'g5-core-api' })
  expect(api?.attributes).toMatchObject({ 'http.route': '/v1/events', 'http.response.status_code': 202 })
  const [send] = named('send webhooks')
  expect(send).toMatchObject({ kind: 4, parentSpanId: api?.spanId })
  expect(send?.attributes).toMatchObject({ 'messaging.system': 'bullmq', 'messaging.batch.message_count': 1 })

  const attempts = named('POST').filter(({ kind }) => kind === 3)
  expect(attempts.map(({ attributes }) => [attributes['http.response.status_code'], attributes['error.type']])).toEqual(
    [
      [500, 'http_server_error'],
      [200, undefined],
    ],
  )
  const works = named('process webhooks')
  for (const work of works) expect(work).toMatchObject({ kind: 5, parentSpanId: api?.spanId })
  expect(works.map(({ links }) => links.length)).toEqual([0, 1])
  expect(works[1]?.links[0]).toMatchObject({ traceId: parent.traceId, spanId: api?.spanId })
  expect(attempts.map(({ parentSpanId }) => parentSpanId)).toEqual(works.map(({ spanId }) => spanId))

  const told = deployment.receiver.requests.map(({ headers }) => headers['traceparent'])
  expect(told).toEqual(attempts.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`))
  for (const { headers } of deployment.receiver.requests) {
    expect(headers).not.toHaveProperty('tracestate')
    expect(headers).not.toHaveProperty('baggage')
  }
  expect(ofTrace().some(({ attributes }) => attributes['db.system.name'] === 'postgresql')).toBe(true)
  expect(JSON.stringify(spans)).not.toContain('not in any span')

  const metrics = await (await fetch(`${deployment.url}/metrics`)).text()
  const exemplars = [...metrics.matchAll(/# \{traceId="(\w+)",spanId="(\w+)"\}/g)]
  const collected = new Set(spans.map(({ traceId, spanId }) => `${traceId}-${spanId}`))
  expect(exemplars.length).toBeGreaterThan(0)
  await until(() => exemplars.every(([, traceId, spanId]) => collected.has(`${traceId}-${spanId}`)), {
    what: 'every exemplar to lead to a span',
  })
})

test('a collector that is away, or hangs, neither slows nor stops anything', async () => {
  const hanging = await startReceiver({ behaviour: behaviours.hangs() })
  atTheEnd(hanging.close)
  for (const place of [hanging.url, 'http://127.0.0.1:1']) {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: place, OTEL_BSP_SCHEDULE_DELAY: '50' }
    const deployment = await deployOn(backend, { env })
    await deployment.endpoint('/hook')
    for (let i = 0; i < 50; i++) await deployment.post('trace.test')
    expect(await deployment.settled()).toEqual({ delivered: 50 })
    expect([await deployment.api.stop(), await deployment.workers[0]?.stop()]).toEqual([0, 0])
  }
  expect(hanging.requests.length).toBeGreaterThan(0)
})
