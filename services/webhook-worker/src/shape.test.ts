import { publicId } from '@g5/contracts'
import { hmacKey, sign, uuidMillis } from '@g5/core'
import { behaviours, type Received, until } from '@g5/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Endpoint, type Engine, startEngine, type Tenant } from '../test/engine.ts'

let engine: Engine
let tenant: Tenant
beforeEach(async () => {
  engine = await startEngine()
  tenant = await engine.tenant()
})
afterEach(() => engine.close())

const loop = '($f := function($n) {$f($n + 1)}; $f(1))'
const at = (path: string) => (request: Received) => request.path === path

async function received(path: string): Promise<{ request: Received; body: string }> {
  const request = (await engine.receiver.received(at(path))).find(at(path))
  if (!request) throw new Error('not there')
  return { request, body: request.body.toString() }
}

function expectSigned({ secret }: Endpoint, { headers, body }: Received): void {
  const [id, timestamp] = [String(headers['webhook-id']), Number(headers['webhook-timestamp'])]
  expect(headers['webhook-signature']).toBe(sign([hmacKey(secret)], id, timestamp, body.toString()))
}

interface Dead {
  reason: string
  error: string
  detail: string
  status: number | null
}

const deadLetters = () => engine.sql<Dead[]>`
  select d.reason, a.error, a.detail, a.status
    from open_deliveries d join attempts a on a.delivery_id = d.id where d.state = 'dead'`

test('the receiver gets the envelope around the payload, byte for byte, or what the transform made, signed as it is sent', async () => {
  const payload = '{ "n":1.10,"big":12345678901234567890}'
  const transform = '{"t": type, "n": payload.n, "m": metadata.region, "c": channels}'
  const plain = await tenant.endpoint('/plain')
  const wrapped = await tenant.endpoint('/wrapped', { envelope: true })
  const made = await tenant.endpoint('/made', { transform })
  const both = await tenant.endpoint('/both', { transform: 'payload.n', envelope: true })
  const over = { payload, metadata: { region: 'eu' }, channels: ['a', 'b'] }
  const ids = new Map<string, string>()
  for (const [path, endpoint] of Object.entries({ plain, wrapped, made, both }))
    ids.set(path, await endpoint.post(over))
  await engine.startWorker()

  const head = (path: string) => {
    const id = ids.get(path) ?? ''
    const timestamp = new Date(uuidMillis(id)).toISOString()
    return `{"id":"${publicId('event', id)}","type":"order.paid","timestamp":"${timestamp}","data":`
  }
  expect((await received('/plain')).body).toBe(payload)
  expect((await received('/wrapped')).body).toBe(`${head('wrapped')}${payload}}`)
  expect((await received('/made')).body).toBe('{"t":"order.paid","n":1.1,"m":"eu","c":["a","b"]}')
  expect((await received('/both')).body).toBe(`${head('both')}1.1}`)
  for (const [path, endpoint] of Object.entries({ plain, wrapped, made, both }))
    expectSigned(endpoint, (await received(`/${path}`)).request)
  await until(async () => (await engine.counts())['delivered'] === 4, { what: 'all to be recorded' })
})

test('a transform that fails makes a dead letter at once, without a request, and its endpoint is none the worse', async () => {
  const endpoint = await tenant.endpoint('/hook', { transform: '$number(payload.n)' })
  const failing = Array.from({ length: 15 }, () => endpoint.post({ payload: '{"n":"t0ps3cret"}' }))
  await Promise.all(failing)
  await engine.startWorker()
  await until(async () => (await engine.counts())['dead'] === 15, { what: 'all to be dead' })
  const [dead] = await deadLetters()
  expect(dead).toMatchObject({ reason: 'transform_failed', error: 'transform_failed', status: null })
  expect(dead?.detail).toMatch(/D3030/)
  expect(dead?.detail).not.toContain('t0ps3cret')
  expect(engine.receiver.requests).toEqual([])
  expect(await engine.circuitOf(endpoint)).toBe('closed')
  const [lane] = await engine.sql`select failing_since from lanes where lane = ${endpoint.lane}`
  expect(lane?.['failing_since']).toBeNull()
  await endpoint.post({ payload: '{"n":"12"}' })
  expect((await received('/hook')).body).toBe('12')
})

test('an expression that runs away delays nobody else, and its own deliveries end as dead letters', async () => {
  const hostile = await tenant.endpoint('/hostile', { transform: loop })
  const other = await engine.tenant()
  const [fine, shaped] = [await other.endpoint('/fine'), await other.endpoint('/shaped', { transform: 'payload' })]
  await shaped.post()
  await engine.startWorker()
  await received('/shaped')
  for (let i = 0; i < 3; i++) await hostile.post()
  await until(async () => (await inFlight()) > 0, { what: 'the hostile ones to be begun' })
  const began = performance.now()
  for (let i = 0; i < 20; i++) await Promise.all([fine.post(), shaped.post()])
  await until(async () => (await engine.counts())['delivered'] === 41, { what: 'the others to be delivered' })
  expect(performance.now() - began).toBeLessThan(4_000)
  await until(async () => (await engine.counts())['dead'] === 3, { what: 'the hostile ones to be dead' })
  expect((await deadLetters()).map(({ detail }) => detail)).toEqual(Array(3).fill(expect.stringMatching(/too long/)))
})

test('a retry takes the transform as it is then', async () => {
  const endpoint = await tenant.endpoint('/hook', { transform: '"old"', retrySchedule: [0, 0, 0, 0, 0] })
  engine.receiver.behave('/hook', (request, response) => {
    if (engine.receiver.requests.length > 1) return behaviours.ok()(request, response)
    void engine.sql`update endpoints set transform = '"new"' where id = ${endpoint.id}`.then(() =>
      behaviours.fails()(request, response),
    )
  })
  await endpoint.post()
  await engine.startWorker()
  await until(async () => (await engine.counts())['delivered'] === 1, { what: 'it to be delivered' })
  expect(engine.receiver.requests.map(({ body }) => body.toString())).toEqual(['"old"', '"new"'])
  const [first, second] = engine.receiver.requests
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  if (second) expectSigned(endpoint, second)
})

async function inFlight(): Promise<number> {
  const [row] = await engine.sql<[{ n: number }]>`
    select count(*)::int as n from open_deliveries where state = 'queued'`
  return row.n
}
