import type { Endpoint, Explanation, Problem } from '@g5/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const endpoints = '/v1/webhooks/endpoints'
const url = 'http://127.0.0.1:8080/hook'
const make = async (over: object) => (await api.call<Endpoint>('POST', endpoints, { body: { url, ...over } })).body
const post = (over: object) =>
  api.call<{ id: string; deliveries: number }>('POST', '/v1/events', { body: { type: 'order', payload: {}, ...over } })
const explain = async (event: string, endpoint: string, as = api.tenant.key) =>
  (await api.call<Explanation>('GET', `/v1/events/${event}/explain?endpointId=${endpoint}`, { as })).body
const failing = ({ clauses }: Explanation) => clauses.filter(({ matched }) => matched !== true)

describe('a filter', () => {
  test('decides who gets an event, after types and channels', async () => {
    await make({ uid: 'rich', eventTypes: ['f.*'], filter: { payload: { amount: { $gt: 10 } } } })
    await make({ uid: 'eu', eventTypes: ['f.*'], filter: { metadata: { région: 'eu' } } })
    const count = async (over: object) => (await post({ type: 'f.paid', ...over })).body.deliveries
    expect(await count({ payload: { amount: 11 } })).toBe(1)
    expect(await count({ payload: { amount: 10 } })).toBe(0)
    expect(await count({ payload: { amount: 11 }, metadata: { région: 'eu' } })).toBe(2)
    expect(await count({ type: 'other', payload: { amount: 11 } })).toBe(0)
  })

  test('is shown, audited, replaced as a whole by a PATCH, and reset by a PUT', async () => {
    const filter = { payload: { a: 1 }, type: 'x' }
    const made = await make({ uid: 'shown', filter })
    expect(made.filter).toEqual(filter)
    const patched = await api.call<Endpoint>('PATCH', `${endpoints}/shown`, {
      body: { filter: { payload: { b: null } } },
    })
    expect(patched.body.filter).toEqual({ payload: { b: null } })
    const [audit] = await api.db.sql`select changes from audit_log where action = 'endpoint.updated' order by id desc`
    expect(audit?.['changes']).toEqual({ filter: { from: filter, to: { payload: { b: null } } } })
    expect(
      (await api.call<Endpoint>('PATCH', `${endpoints}/shown`, { body: { description: 'x' } })).body.filter,
    ).toEqual({
      payload: { b: null },
    })
    expect((await api.call<Endpoint>('PUT', `${endpoints}/shown`, { body: { url } })).body.filter).toBeNull()
  })

  test('that is none is refused by POST, PUT and PATCH, with a pointer to each fault', async () => {
    const { id } = await make({})
    const filter = { payload: { amount: { $gt: [] }, kind: { $like: 'x' } } }
    for (const [method, place] of [
      ['POST', endpoints],
      ['PUT', `${endpoints}/bad`],
      ['PATCH', `${endpoints}/${id}`],
    ] as const) {
      const refused = await api.refused(method, place, { body: { url, filter } })
      expect([refused.status, refused.body.errors?.map(({ pointer }) => pointer)]).toEqual([
        422,
        ['/filter/payload/amount/$gt', '/filter/payload/kind/$like'],
      ])
    }
    const text = await api.refused('POST', endpoints, { body: { url, filter: 'x' } })
    expect(text.body.errors?.[0]?.pointer).toBe('/filter')
  })

  test('keeps a member named __proto__, which nothing may lose on its way', async () => {
    const raw = `{"url":"${url}","filter":{"payload":{"__proto__":{"a":1}}},"eventTypes":["proto"]}`
    expect((await api.call('POST', endpoints, { raw })).text).toContain('"filter":{"payload":{"__proto__":{"a":1}}}')
    const send = async (payload: string) =>
      (await api.call('POST', '/v1/events', { raw: `{"type":"proto","payload":${payload}}` })).body['deliveries']
    const others = Number(await send('{}'))
    expect(await send('{"__proto__":{"a":1}}')).toBe(others + 1)
  })

  test('decides too what is missing when it is replayed, and so do the endpoints that the event named', async () => {
    const replay = async (endpoint: string) =>
      (
        await api.call('POST', `${endpoints}/${endpoint}/replay-missing`, {
          body: { from: '2020-01-01T00:00:00Z', dryRun: true },
        })
      ).body['matched']
    await make({ uid: 'target', eventTypes: ['m.a'] })
    await post({ type: 'm.a', payload: { n: 1 }, endpointIds: ['target'] })
    for (const n of [1, 2]) await post({ type: 'm.a', payload: { n } })
    await make({ uid: 'filtered', eventTypes: ['m.a'], filter: { payload: { n: 2 } } })
    await make({ uid: 'unfiltered', eventTypes: ['m.a'] })
    expect([await replay('filtered'), await replay('unfiltered')]).toEqual([1, 2])
  })
})

describe('an explanation', () => {
  test('of an event that went there names its delivery', async () => {
    const { id } = await make({ uid: 'got', eventTypes: ['e.a'] })
    const event = (await post({ type: 'e.a' })).body
    const told = await explain(event.id, 'got')
    expect(told).toMatchObject({ outcome: 'delivered_to', endpointId: id, endpointChangedSince: false })
    expect([told.deliveryId, told.status]).toEqual([expect.stringMatching(/^dlv_/), 'pending'])
    expect(failing(told)).toEqual([])
  })

  test('names the clause that said no', async () => {
    await make({ uid: 'picky', eventTypes: ['e.b'], channels: ['red'], filter: { payload: { amount: { $gt: 10 } } } })
    await make({ uid: 'else', eventTypes: ['e.b'] })
    const why = async (over: object) => {
      const told = await explain(
        (await post({ type: 'e.b', channels: ['red'], payload: { amount: 11 }, ...over })).body.id,
        'picky',
      )
      return [told.outcome, ...failing(told).map(({ clause }) => clause)]
    }
    expect(await why({ type: 'e.c' })).toEqual(['not_wanted', 'eventTypes'])
    expect(await why({ channels: ['blue'] })).toEqual(['not_wanted', 'channels'])
    expect(await why({ endpointIds: ['else'] })).toEqual(['not_wanted', 'endpointIds'])
    expect(await why({ payload: { amount: 5 } })).toEqual(['not_wanted', 'filter'])
    expect(await why({})).toEqual(['delivered_to'])
  })

  test('shows what the filter found to those who may read payloads, and its kind to others', async () => {
    await make({ uid: 'reader', eventTypes: ['e.d'], filter: { payload: { amount: { $gt: 10 } } } })
    const { id } = (await post({ type: 'e.d', payload: { amount: 5 } })).body
    const [clause] = failing(await explain(id, 'reader'))
    expect(clause).toEqual({
      ...{ clause: 'filter', matched: false, pointer: '/payload/amount' },
      detail: '/payload/amount is 5, wanted $gt 10',
    })
    const viewer = await api.addKey(api.tenant.id, ['read'])
    const [hidden] = failing(await explain(id, 'reader', viewer.secret))
    expect(hidden?.detail).toBe('/payload/amount is a number, wanted $gt 10')
  })

  test('of an endpoint that came or changed later says so', async () => {
    await make({ uid: 'changing', eventTypes: ['e.x'] })
    const { id } = (await post({ type: 'e.e' })).body
    await api.call('PATCH', `${endpoints}/changing`, { body: { eventTypes: ['e.e'] } })
    await api.db.sql`update endpoints set updated_at = updated_at + interval '1 s' where uid = 'changing'`
    expect(await explain(id, 'changing')).toMatchObject({ outcome: 'changed_later', endpointChangedSince: true })
    await make({ uid: 'younger', eventTypes: ['e.e'], enabled: false })
    const told = await explain(id, 'younger')
    expect(told.outcome).toBe('made_later')
    expect(failing(told).map(({ clause }) => clause)).toEqual(['createdAfter', 'enabled'])
  })

  test('can not be had of a payload that is gone, where the filter looks at it', async () => {
    await make({ uid: 'blind', eventTypes: ['e.f'], filter: { payload: { a: 1 } } })
    const { id } = (await post({ type: 'e.f' })).body
    await api.db.sql`update events set payload = null where type = 'e.f'`
    expect(await explain(id, 'blind')).toMatchObject({ outcome: 'unknown' })
    await api.call('PATCH', `${endpoints}/blind`, { body: { filter: { $or: [{ payload: { a: 1 } }, { type: 'x' }] } } })
    expect(await explain(id, 'blind')).toMatchObject({ outcome: 'unknown' })
    await api.call('PATCH', `${endpoints}/blind`, { body: { filter: { $not: { type: 'e.f' } } } })
    expect(await explain(id, 'blind')).toMatchObject({ outcome: 'not_wanted' })
  })

  test('wants an endpoint of the same tenant', async () => {
    const other = await api.addTenant('other')
    const { id } = (await post({})).body
    const theirs = await api.call<Endpoint>('POST', endpoints, { body: { url }, as: other.key })
    const ask = (query: string) => api.call<Problem>('GET', `/v1/events/${id}/explain${query}`)
    expect((await ask(`?endpointId=${theirs.body.id}`)).status).toBe(404)
    expect((await ask('?endpointId=nobody')).status).toBe(404)
    expect((await ask('')).status).toBe(422)
    const asOperator = await api.call('GET', `/v1/events/${id}/explain?endpointId=${theirs.body.id}`, {
      as: api.operatorKey,
    })
    expect(asOperator.status).toBe(404)
  })
})

test('names of metadata that are written with escapes are stored as they were written', async () => {
  const metadata = async (body: string) => {
    const { body: posted } = await api.call<{ id: string }>('POST', '/v1/events', { raw: body })
    return (await api.call<{ metadata: object }>('GET', `/v1/events/${posted.id}`)).body.metadata
  }
  await metadata(String.raw`{"type":"a","payload":1,"metadata":{"h":"1","\\":"2"}}`)
  for (const [written, name] of [
    [String.raw`\"`, '"'],
    [String.raw`\u00e9`, 'é'],
  ])
    expect(await metadata(`{"type":"a","payload":1,"metadata":{"h":"1","${written}":"2"}}`)).toEqual({
      h: '1',
      [String(name)]: '2',
    })
})
