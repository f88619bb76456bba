import { createClient, G5Problem } from '@g5/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mediaOf, operations, parametersOf, streams } from '../../test/contract/operations.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { takesKey } from '../mutate.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const methods = new Map(
  Object.entries(createClient({ baseUrl: '' })).flatMap(([group, named]) =>
    Object.keys(named).map((name) => [`${group}.${name}`, { group, name }] as const),
  ),
)

test('the client has a method for each operation, and no other', () => {
  expect([...methods.keys()].sort()).toEqual(operations.map(({ id }) => id).sort())
})

test.each(operations.filter((one) => !streams(one)).map((one) => [one.id, one] as const))(
  '%s: the client asks as the route is declared',
  async (id, operation) => {
    const asked: { url: string; init: RequestInit }[] = []
    const client = createClient({
      baseUrl: 'http://api.test',
      credential: 'g5k_1',
      fetch: async (url, init) => {
        asked.push({ url, init })
        return new Response('{"data":[],"nextCursor":null}\n')
      },
    })
    const places = parametersOf(operation, 'path')
    const body = mediaOf(operation)?.example
    const called: unknown = Reflect.get(Reflect.get(client, id.split('.')[0] ?? ''), id.split('.')[1] ?? '')
    if (typeof called !== 'function') throw new Error(`${id} is no function`)
    const result = called(...places.map((_, place) => `p/${place}`), ...(mediaOf(operation) ? [body] : []))
    if (Symbol.asyncIterator in result) for await (const _ of result);
    else await result

    const path = places.reduce((left, { name }, place) => left.replace(`{${name}}`, `p%2F${place}`), operation.path)
    const [{ url, init } = { url: '', init: {} }] = asked
    const headers = new Headers(init.headers)
    expect([init.method, url]).toEqual([operation.method, `http://api.test${path}`])
    expect(init.body).toBe(body === undefined ? undefined : JSON.stringify(body))
    expect(headers.has('idempotency-key')).toBe(takesKey(operation.route))
    expect(headers.has('authorization')).toBe(operation.route.scope !== 'public')
  },
)

test('the client and the API understand each other, in what is given and in what is refused', async () => {
  const g5 = api.client()
  const endpoint = await g5.endpoints.create({ url: 'http://127.0.0.1:8080/hook', eventTypes: ['a.*'] })
  const posts = Array.from({ length: 5 }, (_, n) => g5.events.post({ type: `a.${n}`, payload: { n } }))
  const posted = await Promise.all(posts)
  const seen: string[] = []
  for await (const { id } of g5.events.list({ limit: 2 })) seen.push(id)
  expect(seen.sort()).toEqual(posted.map(({ id }) => id).sort())
  for await (const { eventType } of g5.deliveries.list({ endpointId: endpoint.id })) expect(eventType).toMatch(/^a\./)

  const { data, requestId } = await g5.auth.me().withResponse()
  expect([data.kind, requestId]).toEqual(['api_key', expect.stringMatching(/^[0-9a-f-]{36}$/)])
  const refused = await g5.endpoints.update(endpoint.id, { timeoutMs: 1 }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(G5Problem)
  expect(refused).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/timeoutMs' }] })
  await expect(api.client(null).events.list()).rejects.toMatchObject({ code: 'unauthorized' })
  await g5.endpoints.delete(endpoint.id)
  await expect(g5.endpoints.get(endpoint.id)).rejects.toMatchObject({ code: 'not_found', status: 404 })
})
