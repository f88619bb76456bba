import { afterEach, expect, test } from 'vitest'
import { hangUp, json, refusal, type Script, scripted, silence } from '../../test/server.ts'
import { createClient } from '../client.ts'
import { verbatim } from './body.ts'
import { G5ConnectionError, G5Problem, G5UnexpectedAnswer } from './errors.ts'
import type { ClientOptions } from './options.ts'

const open: Script[] = []
afterEach(async () => {
  for (const script of open.splice(0)) await script.close()
})

/** A client of a script, and how long it waited between its tries. */
async function clientOf(steps: Parameters<typeof scripted>, options: Partial<ClientOptions> = {}) {
  const script = await scripted(...steps)
  open.push(script)
  const waits: number[] = []
  const wait = async (ms: number) => void waits.push(ms)
  const g5 = createClient({ baseUrl: `${script.url}/`, credential: 'g5k_1', wait, ...options })
  return { g5, asked: script.asked, waits }
}

const accepted = { id: 'evt_1', type: 'a', createdAt: '2026-01-31T12:00:00.000Z', deliveries: 1 }
const event = { type: 'a', payload: { n: 1 } }

test('a call sends what it was given, as who it was told to be, and gives the data', async () => {
  const { g5, asked } = await clientOf([json(202, accepted)], { tenant: 'acme', headers: { 'x-from': 'test' } })
  expect(await g5.events.post(event)).toEqual(accepted)
  expect(asked).toMatchObject([
    {
      method: 'POST',
      path: '/v1/events',
      body: '{"type":"a","payload":{"n":1}}',
      headers: { authorization: 'Bearer g5k_1', 'x-tenant-id': 'acme', 'x-from': 'test' },
    },
  ])
})

test('what stood around an answer can be had', async () => {
  const { g5 } = await clientOf([
    json(202, accepted, { 'idempotent-replayed': 'true', ratelimit: '"default";r=1;t=2' }),
  ])
  const answer = await g5.events.post(event).withResponse()
  expect(answer).toMatchObject({ data: accepted, status: 202, requestId: 'r1', replayed: true })
  expect(answer.text).toBe(JSON.stringify(accepted))
  expect(answer.headers.get('ratelimit')).toBe('"default";r=1;t=2')
})

test('verbatim JSON is sent byte for byte, wherever it stands', async () => {
  const { g5, asked } = await clientOf([json(202, accepted)])
  await g5.events.post({
    type: 'a',
    payload: { big: verbatim('12345678901234567890'), all: verbatim('{ "x": 1.10 }') },
  })
  expect(asked[0]?.body).toBe('{"type":"a","payload":{"big":12345678901234567890,"all":{ "x": 1.10 }}}')
  expect(() => verbatim('{')).toThrow(SyntaxError)
})

test.each([
  ['a connection that is lost', hangUp],
  ['503', refusal(503, 'unavailable')],
  ['502 of a proxy', json(502, 'bad gateway')],
  ['429', refusal(429, 'rate_limited')],
])('after %s an event is posted again with the same key, and each call has its own', async (_what, failure) => {
  const { g5, asked, waits } = await clientOf([failure, failure, json(202, accepted)])
  await g5.events.post(event)
  await g5.events.post(event)
  const keys = asked.map(({ headers }) => headers['idempotency-key'])
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
  expect([keys.length, new Set(keys).size, keys[2]]).toEqual([4, 2, keys[0]])
  expect(waits).toHaveLength(2)
  expect(waits[1]).toBeGreaterThan(waits[0] ?? 0)
})

test('a key of the caller is the one that is sent', async () => {
  const { g5, asked } = await clientOf([json(202, accepted)])
  await g5.events.post(event, { idempotencyKey: 'mine' })
  expect(asked[0]?.headers['idempotency-key']).toBe('mine')
})

test('what may have been done already is not done again, unless the caller says that it may', async () => {
  for (const failure of [hangUp, refusal(503, 'unavailable')]) {
    const once = await clientOf([failure, json(202, { results: [] })])
    await expect(once.g5.events.postBatch({ events: [event] })).rejects.toThrow()
    expect(once.asked).toHaveLength(1)
    const twice = await clientOf([failure, json(202, { results: [] })])
    await twice.g5.events.postBatch({ events: [event] }, { repeatable: true })
    expect(twice.asked).toHaveLength(2)
  }
  const refused = await clientOf([refusal(429, 'rate_limited'), json(202, { results: [] })])
  await refused.g5.events.postBatch({ events: [event] })
  expect(refused.asked).toHaveLength(2)
})

test('Retry-After is waited for, in seconds and as a date, unless it is longer than anybody waits', async () => {
  const date = new Date(Date.now() + 20_000).toUTCString()
  const { g5, waits } = await clientOf([
    refusal(429, 'rate_limited', { 'retry-after': '7' }),
    refusal(503, 'unavailable', { 'retry-after': date }),
    json(202, accepted),
  ])
  await g5.events.post(event)
  expect(waits[0]).toBe(7_000)
  expect(waits[1]).toBeGreaterThan(17_000)
  const long = await clientOf([refusal(429, 'rate_limited', { 'retry-after': '3600' }), json(202, accepted)])
  await expect(long.g5.events.post(event)).rejects.toMatchObject({ code: 'rate_limited' })
})

test('tries come to an end, and none are made where none are wanted', async () => {
  const { g5, asked } = await clientOf([refusal(503, 'unavailable')])
  await expect(g5.events.get('evt_1')).rejects.toMatchObject({ code: 'unavailable' })
  expect(asked).toHaveLength(4)
  await expect(g5.events.get('evt_1', { retries: 0 })).rejects.toThrow()
  expect(asked).toHaveLength(5)
})

test('a refusal is a problem with a code, and what is none is told apart', async () => {
  const problem = await clientOf([refusal(409, 'endpoint_disabled')])
  const refused = await problem.g5.deliveries.retry('dlv_1').catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(G5Problem)
  expect(refused).toMatchObject({ code: 'endpoint_disabled', status: 409, requestId: 'r1', errors: [] })
  const strange = await clientOf([json(404, 'Not Found')])
  const failed = await strange.g5.events.get('evt_1').catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(G5UnexpectedAnswer)
  expect(failed).toMatchObject({ status: 404, body: '"Not Found"' })
})

test('who is slow is not waited for, and a caller who gives up is told why', async () => {
  const { g5 } = await clientOf([silence], { timeoutMs: 50, retries: 0 })
  const late = await g5.events.get('evt_1').catch((error: unknown) => error)
  expect(late).toBeInstanceOf(G5ConnectionError)
  expect(late).toMatchObject({ timedOut: true })
  const stop = new AbortController()
  const call = g5.events.get('evt_1', { signal: stop.signal, timeoutMs: 10_000 })
  stop.abort(new Error('enough'))
  await expect(call).rejects.toThrow('enough')
})

test('a token comes from whoever gives it, and another one is asked for when it is refused', async () => {
  const given: boolean[] = []
  const credential = async ({ renew }: { renew: boolean }) => {
    given.push(renew)
    return renew ? 'new' : 'old'
  }
  const { g5, asked } = await clientOf(
    [refusal(401, 'unauthorized'), json(202, accepted), refusal(401, 'unauthorized')],
    {
      credential,
    },
  )
  await g5.events.post(event)
  expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new'])
  await expect(g5.events.post(event)).rejects.toMatchObject({ code: 'unauthorized' })
  expect(given).toEqual([false, true, false, true])
})

test('a credential goes to no operation that needs none', async () => {
  const { g5, asked } = await clientOf([json(200, {})], { tenant: 'acme' })
  await g5.auth.login({ email: 'a@example.com', password: 'x' })
  expect(asked[0]?.headers).not.toHaveProperty('authorization')
  expect(asked[0]?.headers).not.toHaveProperty('x-tenant-id')
})

test('what stands in a path or a query is encoded, and can not become another path', async () => {
  const { g5, asked } = await clientOf([json(200, { data: [], nextCursor: null })])
  await g5.endpoints.get('a/b?c#d')
  await g5.events.list({ type: ['a', 'b'], uid: 'ä&b', limit: 5 })
  expect(asked.map(({ path }) => path)).toEqual([
    '/v1/webhooks/endpoints/a%2Fb%3Fc%23d',
    '/v1/events?type=a&type=b&uid=%C3%A4%26b&limit=5',
  ])
  for (const id of ['', '.', '..']) expect(() => g5.endpoints.get(id)).toThrow(TypeError)
})

test('a list is its first page, or all its rows, or its pages one after the other', async () => {
  const page = (ids: string[], nextCursor: string | null) => json(200, { data: ids.map((id) => ({ id })), nextCursor })
  const steps = [page(['1', '2'], 'more'), page(['3'], null)] as const
  const first = await clientOf([...steps])
  expect(await first.g5.events.list({ type: 'a' })).toMatchObject({ nextCursor: 'more' })
  const { g5, asked } = await clientOf([...steps])
  const ids: string[] = []
  for await (const { id } of g5.events.list({ type: 'a' })) ids.push(id)
  expect(ids).toEqual(['1', '2', '3'])
  expect(asked.map(({ path }) => path)).toEqual(['/v1/events?type=a', '/v1/events?type=a&cursor=more'])
  const paged = await clientOf([...steps])
  const sizes: number[] = []
  for await (const { data } of paged.g5.events.list().pages()) sizes.push(data.length)
  expect(sizes).toEqual([2, 1])
})
