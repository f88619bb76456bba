import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { deliveryOutcome, internalId, publicId, streamedEvent } from '@g5/contracts'
import { deliveryId, uuidv7 } from '@g5/core'
import { record, revokeApiKey } from '@g5/db'
import { until } from '@g5/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enter } from '../../test/contract/credentials.ts'
import { type TestApi, type TestTenant, testApi } from '../../test/test-api.ts'

interface Message {
  id: string
  event: string
  data: string
}

interface Listener {
  status: number
  headers: IncomingHttpHeaders
  messages: Message[]
  comments: string[]
  /** What a browser would come back with. */
  last: string
  /** The stream has come to its end. */
  ended: boolean
  leave(): void
}

const streamTimes = { pollMs: 10, beatMs: 100 }
let api: TestApi
let base: string
let tenant: TestTenant
let tenants = 0
const listeners: Listener[] = []
beforeAll(async () => {
  api = await testApi({ streamTimes })
  base = await api.server.listen({ port: 0, host: '127.0.0.1' })
})
beforeEach(async () => {
  tenant = await api.addTenant(`tenant-${tenants++}`)
})
afterEach(() => {
  for (const { leave } of listeners.splice(0)) leave()
})
afterAll(() => api.close())

/** Over a connection of its own, as long as it lasts. */
async function listen(path: string, { as = tenant.key, last = '', at = base } = {}): Promise<Listener> {
  const headers = { authorization: `Bearer ${as}`, ...(last && { 'last-event-id': last }) }
  const asked = get(at + path, { agent: false, headers })
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve).once('error', reject)
  })
  const listener: Listener = {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    messages: [],
    comments: [],
    last: '',
    ended: false,
    leave: () => asked.destroy(),
  }
  listeners.push(listener)
  read(answer, listener).then(
    () => {
      listener.ended = true
    },
    () => {}, // It left.
  )
  return listener
}

/** As a browser reads it (WHATWG HTML, "Interpreting an event stream"). */
async function read(answer: IncomingMessage, listener: Listener): Promise<void> {
  const { messages, comments } = listener
  let text = ''
  for await (const chunk of answer.setEncoding('utf8')) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const message: Message = { id: '', event: 'message', data: '' }
      for (const line of block.split('\n')) {
        const [, field = '', value = ''] = /^(\w*): ?(.*)$/.exec(line) ?? []
        if (field === '') comments.push(value)
        else if (field === 'data') message.data += message.data === '' ? value : `\n${value}`
        else if (field === 'id' || field === 'event') message[field] = value
      }
      if (message.id !== '') listener.last = message.id
      if (message.data !== '') messages.push(message)
    }
  }
}

async function post(type: string, payload: unknown = { n: 1 }, as = tenant.key): Promise<string> {
  return (await api.call<{ id: string }>('POST', '/v1/events', { as, body: { type, payload } })).body.id
}

const heard = (listener: Listener, count: number) =>
  until(() => listener.messages.length >= count && listener.messages, { what: `${count} messages` })
/** Where a stream began, once it has said so. */
async function openingOf(listener: Listener): Promise<string> {
  const opening = await until(() => listener.last, { what: 'the opening' })
  expect(listener.messages).toEqual([])
  return opening
}
const idsOf = ({ messages }: Listener) => messages.map(({ id }) => id)
const told = <T>({ messages }: Listener, n = 0): T => JSON.parse(messages[n]?.data ?? 'null')

describe('a stream of events', () => {
  test('tells each that is accepted from now on, its payload as it was posted, and none of strangers', async () => {
    await post('a')
    const listener = await listen('/v1/events/stream')
    expect([listener.status, listener.headers['content-type']]).toEqual([200, 'text/event-stream'])
    expect(listener.headers['cache-control']).toBe('no-store')
    await post('a', 1, api.tenant.key)
    const raw = '{"type":"a","payload":{ "big": 12345678901234567890,\n"x": 1.10 }}'
    const { body } = await api.call<{ id: string }>('POST', '/v1/events', { as: tenant.key, raw })
    await heard(listener, 1)
    expect(idsOf(listener)).toEqual([body.id])
    expect(listener.messages[0]?.data).toContain('"payload":{ "big": 12345678901234567890,\n"x": 1.10 }')
    streamedEvent.parse(told(listener))
  })

  test('tells each once, also those that become visible after a later one', async () => {
    const listener = await listen('/v1/events/stream')
    const late = await post('late')
    await heard(listener, 1)
    // As if it had been committed long after its id was made.
    const back = (id: string) =>
      `${(BigInt(`0x${id.replaceAll('-', '')}`) - (20_000n << 80n)).toString(16).padStart(32, '0')}`
    const old = back(internalId('event', late) ?? '')
    await api.db.sql`
      insert into events (id, tenant_id, type, payload, traceparent, request_id)
      select ${old}::uuid, tenant_id, 'older', payload, traceparent, request_id from events
        where id = ${internalId('event', late) ?? ''}`
    const later = await post('later')
    await heard(listener, 3)
    await post('last')
    await heard(listener, 4)
    expect(new Set(idsOf(listener)).size).toBe(4)
    expect(idsOf(listener)).toEqual(expect.arrayContaining([late, later]))
  })

  test('tells only the types that are asked for', async () => {
    const listener = await listen('/v1/events/stream?type=b&type=c')
    await post('a')
    const wanted = [await post('b'), await post('c')]
    await heard(listener, 2)
    expect(idsOf(listener)).toEqual(wanted)
  })

  test('goes on after the last one that the reader has, and leaves none out', async () => {
    const first = await listen('/v1/events/stream')
    await post('a')
    await heard(first, 1)
    first.leave()
    const missed = Array.from({ length: 230 }, (_, n) => ({ type: 'a', payload: n }))
    await api.call('POST', '/v1/events/batch', { as: tenant.key, body: { events: missed } })
    const again = await listen('/v1/events/stream', { last: idsOf(first)[0] ?? '' })
    const live = await post('live')
    await until(() => idsOf(again).includes(live), { what: 'the live event' })
    await until(() => again.messages.length >= 232, { what: 'all that was missed' })
    expect(idsOf(again).toSorted()).toEqual([...new Set(idsOf(again))].toSorted())
    expect(again.messages).toHaveLength(232)
  })

  test('that breaks before its first message goes on where it began: nothing is lost, and nothing older told', async () => {
    await post('before')
    const first = await listen('/v1/events/stream')
    const opening = await openingOf(first)
    first.leave()
    const missed = [await post('a'), await post('b')]
    const again = await listen('/v1/events/stream', { last: opening })
    await heard(again, 2)
    const live = await post('live')
    await heard(again, 3)
    expect(idsOf(again).toSorted()).toEqual([...missed, live].toSorted())
    expect(again.comments).not.toContainEqual(expect.stringContaining('from'))
    // And once more from there, as who has heard little since may.
    again.leave()
    const once = await listen('/v1/events/stream?type=a&type=live', { last: opening })
    await heard(once, 2)
    expect(idsOf(once).toSorted()).toEqual([missed[0], live].toSorted())
  })

  test('that breaks before its first message misses none whose id was made before it opened', async () => {
    const known = internalId('event', await post('known')) ?? ''
    const id = uuidv7(Date.now() - 30_000)
    const opened = Promise.withResolvers<void>()
    const stored = Promise.withResolvers<void>()
    const late = api.db.sql.begin(async (tx) => {
      await tx`
        insert into events (id, tenant_id, type, payload, traceparent, request_id)
        select ${id}::uuid, tenant_id, 'late', payload, traceparent, request_id from events where id = ${known}`
      stored.resolve()
      await opened.promise
    })
    await stored.promise
    const first = await listen('/v1/events/stream')
    const opening = await openingOf(first)
    first.leave()
    opened.resolve()
    await late
    const again = await listen('/v1/events/stream', { last: opening })
    await heard(again, 1) // What comes while it is read back may be told twice.
    const live = await post('live')
    await heard(again, 2)
    expect(idsOf(again)).toEqual([publicId('event', id), live])
  })

  test.each(['17', '1764075600000.dlv_1.2', '1764075600000.5:6', 'evt_', '1764075600000.5:6:7,'])(
    'begins anew for who comes with "%s", which is no id of one',
    async (last) => {
      await post('before')
      const listener = await listen('/v1/events/stream', { last })
      expect(listener.status).toBe(200)
      await openingOf(listener)
      const live = await post('live')
      await heard(listener, 1)
      expect(idsOf(listener)).toEqual([live])
    },
  )

  test('needs the scope to read payloads, and a credential', async () => {
    const { secret } = await api.addKey(tenant.id, ['read'])
    expect((await listen('/v1/events/stream', { as: secret })).status).toBe(403)
    expect((await listen('/v1/events/stream', { as: 'nobody' })).status).toBe(401)
  })
})

describe('a stream of deliveries', () => {
  async function attempted(event: string, endpoint: string, verdict: 'delivered' | 'retry', fence = 1): Promise<void> {
    const id = deliveryId(internalId('event', event) ?? '', internalId('endpoint', endpoint) ?? '')
    await api.db.sql`update open_deliveries set state = 'queued', fence = ${fence} where id = ${id}`
    const error = verdict === 'delivered' ? null : ('http_server_error' as const)
    const about = {
      reason: null,
      detail: null,
      body: null,
      quiet: false,
      lane: 1,
      eventType: 'a',
      waitMs: 60_000,
      startedAgoMs: 2,
      durationMs: 1,
    }
    const status = verdict === 'delivered' ? 200 : 503
    const attempt = { ...about, deliveryId: id, fence, verdict, error, status, timings: [null, null, null, 1] }
    await record(api.db.sql, [attempt])
  }
  const endpoint = () =>
    api
      .call<{ id: string }>('POST', '/v1/webhooks/endpoints', {
        as: tenant.key,
        body: { url: 'http://127.0.0.1:8080/hook' },
      })
      .then(({ body }) => body.id)

  test('tells what each attempt came to, also one of an old delivery', async () => {
    const to = await endpoint()
    const event = await post('a')
    const listener = await listen('/v1/webhooks/deliveries/stream')
    const stranger = await listen('/v1/webhooks/deliveries/stream', { as: api.tenant.key })
    await attempted(event, to, 'retry', 1)
    await attempted(event, to, 'delivered', 3)
    await heard(listener, 2)
    const both = [told(listener, 0), told(listener, 1)].map((one) => deliveryOutcome.parse(one))
    both.sort((a, b) => a.attempt - b.attempt)
    expect(both).toMatchObject([
      { eventId: event, endpointId: to, eventType: 'a', attempt: 1, errorCode: 'http_server_error', httpStatus: 503 },
      { eventId: event, status: 'delivered', attempt: 2, errorCode: null, httpStatus: 200, durationMs: 1 },
    ])
    expect(stranger.messages).toEqual([])
  })

  test('tells only what is asked for', async () => {
    const [one, two] = [await endpoint(), await endpoint()]
    const event = await post('a')
    const listener = await listen(`/v1/webhooks/deliveries/stream?endpointId=${one}&status=delivered&type=a`)
    await attempted(event, two, 'delivered')
    await attempted(event, one, 'retry', 1)
    const next = await post('a')
    await attempted(next, one, 'delivered')
    await heard(listener, 1)
    expect(told<{ eventId: string }>(listener).eventId).toBe(next)
  })

  test('tells a session of some endpoints of those alone, whatever it asks for and wherever it goes on, until it ends', async () => {
    const [own, other] = [await endpoint(), await endpoint()]
    const as = await enter(api, tenant, { capabilities: ['view'], endpointIds: [own] })
    const whole = await listen('/v1/webhooks/deliveries/stream')
    const narrow = await listen('/v1/webhooks/deliveries/stream', { as })
    const curious = await listen(`/v1/webhooks/deliveries/stream?endpointId=${other}`, { as })
    const event = await post('a')
    await attempted(event, other, 'delivered')
    await attempted(event, own, 'delivered')
    await heard(whole, 2)
    await heard(narrow, 1)
    const again = await listen('/v1/webhooks/deliveries/stream', { as, last: idsOf(narrow)[0] ?? '' })
    const later = await post('b')
    await attempted(later, other, 'delivered')
    await attempted(later, own, 'delivered')
    for (const listener of [narrow, again])
      await until(() => listener.messages.some(({ data }) => data.includes(later)), { what: 'the later one' })
    for (const { messages } of [narrow, again, curious])
      expect(messages.filter(({ data }) => !data.includes(own) || data.includes(other))).toEqual([])
    expect(curious.messages).toEqual([])
    expect((await listen('/v1/events/stream', { as })).status).toBe(403)
    await api.client(api.operatorKey).portalSessions.endAll(tenant.publicId)
    await until(() => [narrow, again, curious].every(({ ended }) => ended), { what: 'the end of each' })
    expect(whole.ended).toBe(false)
  })

  test('that breaks before its first message goes on where it began: nothing is lost, and nothing older told', async () => {
    const to = await endpoint()
    await attempted(await post('a'), to, 'delivered')
    const first = await listen('/v1/webhooks/deliveries/stream')
    const opening = await openingOf(first)
    first.leave()
    const missed = await post('a')
    await attempted(missed, to, 'delivered')
    const again = await listen('/v1/webhooks/deliveries/stream', { last: opening })
    await heard(again, 1)
    const live = await post('a')
    await attempted(live, to, 'delivered')
    await heard(again, 2)
    const events = again.messages.map((_, n) => told<{ eventId: string }>(again, n).eventId)
    expect(events).toEqual([missed, live])
  })

  test('goes on after the last one that the reader has', async () => {
    const to = await endpoint()
    const first = await listen('/v1/webhooks/deliveries/stream')
    await attempted(await post('a'), to, 'delivered')
    await heard(first, 1)
    first.leave()
    const missed = await post('b')
    await attempted(missed, to, 'delivered')
    const again = await listen('/v1/webhooks/deliveries/stream', { last: idsOf(first)[0] ?? '' })
    await until(() => again.messages.some(({ data }) => data.includes(missed)), { what: 'what was missed' })
  })
})

describe('any stream', () => {
  const path = '/v1/events/stream'

  test('shows that it lives', async () => {
    const listener = await listen(path)
    await until(() => listener.comments.filter((text) => text === 'here').length >= 2, { what: 'two comments' })
  })

  test('ends with its credential', async () => {
    const { id, secret } = await api.addKey(tenant.id, ['*'])
    const listener = await listen(path, { as: secret })
    const other = await listen(path)
    await revokeApiKey(api.db.orm, { tenantId: tenant.id }, id)
    await until(() => listener.ended, { what: 'the end' })
    expect(listener.messages.at(-1)).toMatchObject({ event: 'end', data: '{"reason":"credential_ended"}' })
    expect(other.ended).toBe(false)
  })

  test('ends when the process stops, which does not wait for its reader', async () => {
    const own = await testApi({ streamTimes })
    const at = await own.server.listen({ port: 0, host: '127.0.0.1' })
    const listener = await listen(path, { at, as: own.tenant.key })
    await own.close()
    await until(() => listener.ended, { what: 'the end' })
    expect(listener.messages.at(-1)).toMatchObject({ event: 'end', data: '{"reason":"stopping"}' })
  })

  test('is one of ten that a tenant may have; those that left do not count', async () => {
    const all: Listener[] = []
    for (let n = 0; n < 10; n++) all.push(await listen(path))
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200))
    const refused = await listen(path)
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '15'])
    expect((await listen(path, { as: api.tenant.key })).status).toBe(200)
    all[0]?.leave()
    await until(async () => (await listen(path)).status === 200, { what: 'room for another' })
  })

  test('of a session of some endpoints takes no place of its tenant', async () => {
    const { id } = await api.client(tenant.key).endpoints.create({ url: 'http://127.0.0.1:8080/hook' })
    const sessions = [1, 2].map(() => enter(api, tenant, { capabilities: ['view'], endpointIds: [id] }))
    const [one = '', two = ''] = await Promise.all(sessions)
    const statuses = []
    for (let n = 0; n < 11; n++)
      statuses.push((await listen('/v1/webhooks/deliveries/stream', { as: n % 2 ? one : two })).status)
    expect(statuses).toEqual([...Array(10).fill(200), 429])
    expect((await listen(path)).status).toBe(200)
  })

  test('is not opened for who asks for its headers alone', async () => {
    const headers = { authorization: `Bearer ${tenant.key}` }
    expect((await api.server.inject({ method: 'HEAD', url: path, headers })).statusCode).toBe(404)
  })

  test('is not among the durations of requests', async () => {
    const metrics = async () => (await api.call('GET', '/metrics', { as: null })).text
    const listener = await listen(path)
    listener.leave()
    const closed = async () => (await metrics()).includes('g5_open_streams{service="api"} 0')
    await until(closed, { what: 'the stream to be closed' })
    expect(await metrics()).not.toContain('route="/v1/events/stream",status="200"')
  })
})
