import { type Endpoint, internalId, type MatchedEvents } from '@g5/contracts'
import { lowestUuidAt } from '@g5/core'
import { readEvents } from '@g5/db'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApi, type TestTenant, testApi } from '../../test/test-api.ts'

const endpoints = '/v1/webhooks/endpoints'
const url = 'http://127.0.0.1:8080/hook'
let api: TestApi
let tenant: TestTenant
let tenants = 0
beforeAll(async () => {
  api = await testApi()
})
beforeEach(async () => {
  tenant = await api.addTenant(`matching-${tenants++}`)
})
afterAll(() => api.close())

const ask = <T = MatchedEvents>(body: object, as = tenant.key) =>
  api.call<T>('POST', `${endpoints}/match`, { body, as })
const match = async (body: object) => (await ask(body)).body
const make = async (over: object) =>
  (await api.call<Endpoint>('POST', endpoints, { body: { url, ...over }, as: tenant.key })).body
const post = async (over: object = {}, as = tenant.key) =>
  (await api.call<{ id: string }>('POST', '/v1/events', { body: { type: 'order.paid', payload: {}, ...over }, as }))
    .body.id
const idsOf = ({ data }: MatchedEvents) => data.map(({ eventId }) => eventId)

const events: object[] = [
  { type: 'order.paid', payload: { amount: 9 } },
  {
    type: 'order.paid',
    payload: {
      amount: 10,
      items: [
        { sku: 'a', n: 1 },
        { sku: 'b', n: 5 },
      ],
    },
  },
  { type: 'order.refund.asked', payload: { amount: '10' } },
  { type: 'order', payload: null },
  { type: 'user.made', payload: 'text', channels: ['eu'] },
  { type: 'user.made', payload: [1, { amount: 11 }], channels: ['us', 'eu'], metadata: { region: 'eu-1' } },
  { type: 'user.made', payload: { amount: 11 }, metadata: { region: 'us-1' } },
  { type: 'order.paid', payload: { amount: 50 }, endpointIds: ['named'] },
]

const wishes: object[] = [
  {},
  { eventTypes: ['order.*'] },
  { eventTypes: ['order', 'user.made'] },
  { eventTypes: ['*'], channels: ['eu'] },
  { channels: ['us', 'none'] },
  { filter: { payload: { amount: { $gte: 10 } } } },
  { filter: { payload: { items: { sku: 'b', n: { $gt: 4 } } } } },
  { filter: { $or: [{ metadata: { region: { $startsWith: 'eu' } } }, { payload: null }] } },
  { filter: { $not: { payload: { amount: { $exists: true } } } } },
  { eventTypes: ['user.*'], filter: { channels: 'eu', payload: { amount: 11 } } },
  { filter: { id: { $startsWith: 'evt_' }, type: { $nin: ['order'] } } },
]

test('an endpoint that wants it gets the events that it says, and no other', async () => {
  const made = []
  for (const wish of wishes) made.push(await make(wish))
  await make({ uid: 'named', eventTypes: ['none'] })
  const posted: string[] = []
  for (const event of events) posted.push(await post(event))
  let wanted = 0
  for (const [place, wish] of wishes.entries()) {
    const { body } = await api.call<{ data: { eventId: string }[] }>(
      'GET',
      `/v1/webhooks/deliveries?endpointId=${made[place]?.id}`,
      { as: tenant.key },
    )
    const got = body.data.map(({ eventId }) => eventId)
    const told = await match({ ...wish, endpointId: made[place]?.id })
    // Newest first by id: those of one millisecond are in no order of their own.
    expect([wish, idsOf(told)]).toEqual([wish, posted.toSorted().toReversed()])
    const matching = told.data.filter(({ matched }) => matched).map(({ eventId }) => eventId)
    expect([wish, matching.toSorted()]).toEqual([wish, got.toSorted()])
    expect([told.looked, told.matched]).toEqual([events.length, got.length])
    for (const { matched, clauses } of told.data) expect(clauses.every((one) => one.matched)).toBe(matched)
    wanted += got.length
  }
  expect(wanted).toBeGreaterThan(25)
})

test('it says why, as an explanation does', async () => {
  const id = await post({ payload: { amount: 5 }, channels: ['red'] })
  const wish = { eventTypes: ['user.*'], channels: ['blue'], filter: { payload: { amount: { $gt: 10 } } } }
  const { data } = await match(wish)
  await make({ uid: 'same', ...wish })
  const explained = await api.call<{ clauses: { clause: string }[] }>(
    'GET',
    `/v1/events/${id}/explain?endpointId=same`,
    { as: tenant.key },
  )
  const both = explained.body.clauses.filter(({ clause }) => clause !== 'createdAfter' && clause !== 'enabled')
  expect(data[0]?.clauses).toEqual(both)
  expect(data[0]?.clauses.at(-1)?.detail).toBe('/payload/amount is 5, wanted $gt 10')
})

test('an event that names endpoints is for the one that is to change when it is among them, by id or by uid', async () => {
  const { id } = await make({ uid: 'changing', eventTypes: ['none'] })
  await make({ uid: 'other' })
  const toOther = await post({ endpointIds: ['other'] })
  const named = [await post({ endpointIds: [id] }), await post({ endpointIds: ['changing', 'other'] })]
  const all = await post()
  const wanted = async (body: object) => idsOf(await match({ only: 'matched', ...body }))
  for (const endpointId of [id, 'changing'])
    expect((await wanted({ endpointId })).toSorted()).toEqual([all, ...named].toSorted())
  expect(await wanted({})).toEqual([all])
  const refused = await match({ only: 'unmatched', endpointId: 'changing' })
  expect(idsOf(refused)).toEqual([toOther])
  expect(refused.data[0]?.clauses[0]).toMatchObject({ clause: 'endpointIds', matched: false })
})

test('types that start with g5. are wanted by their names alone', async () => {
  const id = await post()
  await api.db.sql`update events set type = 'g5.endpoint.failing' where id = ${internalId('event', id) ?? ''}`
  expect((await match({})).matched).toBe(0)
  expect((await match({ eventTypes: ['*'] })).matched).toBe(0)
  expect((await match({ eventTypes: ['g5.endpoint.failing'] })).matched).toBe(1)
})

test('of a payload that was erased nobody can say what a filter would have seen', async () => {
  const id = await post({ payload: { amount: 5 } })
  await api.call('DELETE', `/v1/events/${id}/payload`, { as: tenant.key })
  const filter = { payload: { amount: 5 } }
  const unknown = await match({ filter })
  expect([unknown.looked, unknown.matched, unknown.data[0]?.matched]).toEqual([1, 0, null])
  for (const only of ['matched', 'unmatched']) expect((await match({ filter, only })).data).toEqual([])
  expect((await match({ filter, eventTypes: ['user.*'] })).data[0]?.matched).toBe(false)
  expect((await match({ filter: { type: 'order.paid' } })).data[0]?.matched).toBe(true)
  expect((await match({})).data[0]?.matched).toBe(true)
})

test('what makes no sense is refused as it is when an endpoint is written, with the same pointers', async () => {
  const wrong = [
    { filter: { payload: { amount: { $gt: [] }, kind: { $like: 'x' } } } },
    { filter: 'x' },
    { filter: {}, eventTypes: ['*.paid'] },
    { eventTypes: ['g5.*'], channels: ['a b'] },
  ]
  for (const body of wrong) {
    const [asked, written] = [
      await api.refused('POST', `${endpoints}/match`, { body, as: tenant.key }),
      await api.refused('POST', endpoints, { body: { url, ...body }, as: tenant.key }),
    ]
    expect([asked.status, written.status]).toEqual([422, 422])
    expect(asked.body.errors?.length).toBeGreaterThan(0)
    expect(asked.body.errors).toEqual(written.body.errors)
  }
  for (const [body, pointer] of [
    [{ limit: 51 }, '/limit'],
    [{ limit: 0 }, '/limit'],
    [{ from: 'yesterday' }, '/from'],
    [{ url }, '/url'],
    [{ endpointId: 'nobody' }, '/endpointId'],
  ] as const) {
    const refused = await api.refused('POST', `${endpoints}/match`, { body, as: tenant.key })
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, pointer])
  }
})

test("another tenant's events and endpoints are none", async () => {
  const stranger = await api.addTenant(`stranger-${tenants++}`)
  await post({}, stranger.key)
  const own = await post()
  expect(idsOf(await match({}))).toEqual([own])
  const { body: theirs } = await api.call<Endpoint>('POST', endpoints, { body: { url }, as: stranger.key })
  expect((await ask({ endpointId: theirs.id })).status).toBe(422)
  // A deployment's credential that names no tenant asks for the deployment's own endpoints.
  expect((await ask({}, api.operatorKey)).body).toEqual({ looked: 0, matched: 0, data: [] })
})

test('it takes the scope to read payloads, and no other; nothing is written', async () => {
  await post()
  const counts = async () =>
    (
      await api.db.sql`select (select count(*) from audit_log) as audits, (select count(*) from endpoints) as endpoints`
    )[0]
  const before = await counts()
  const reader = await api.addKey(tenant.id, ['payloads:read'])
  expect((await ask({}, reader.secret)).body.looked).toBe(1)
  expect(await counts()).toEqual(before)
  const writer = await api.addKey(tenant.id, ['read', 'endpoints:write'])
  expect((await ask({ filter: 'no filter' }, writer.secret)).status).toBe(403)
})

test('an endpoint whose uid is the name of the route is read, changed and deleted as any other', async () => {
  const at = `${endpoints}/match`
  const call = async (method: string, path: string, body?: object) =>
    (await api.call<Endpoint>(method, path, { as: tenant.key, ...(body && { body }) })).status
  expect(await call('PUT', at, { url })).toBe(201)
  expect(await call('GET', at)).toBe(200)
  expect(await call('PATCH', at, { description: 'mine' })).toBe(200)
  expect(await call('POST', `${at}/disable`)).toBe(200)
  expect(await call('POST', at, {})).toBe(200)
  expect(await call('DELETE', at)).toBe(204)
})

describe('however much there is, it looks at a bounded part', () => {
  test('the newest events, of the types and from the time that are asked for', async () => {
    const old = await post({ type: 'old' })
    for (let n = 0; n < 3; n++) {
      const batch = Array.from({ length: 70 }, () => ({ type: 'common', payload: { n } }))
      await api.call('POST', '/v1/events/batch', { as: tenant.key, body: { events: batch } })
    }
    const newest = await match({ filter: { payload: { n: 2 } } })
    expect([newest.looked, newest.matched, newest.data.length]).toEqual([200, 70, 20])
    expect(idsOf(newest)).toEqual(idsOf(newest).toSorted().reverse())
    expect((await match({ limit: 50 })).data).toHaveLength(50)
    expect(idsOf(await match({ filter: { payload: { n: 0 } }, only: 'matched', limit: 1 }))).toHaveLength(1)
    expect(idsOf(await match({ type: ['old'] }))).toEqual([old])
    const from = new Date(Date.now() + 60_000).toISOString()
    expect(await match({ from })).toEqual({ looked: 0, matched: 0, data: [] })
  })

  test('nothing older than a day', async () => {
    const young = await post()
    await api.db.sql`
      insert into events (id, tenant_id, type, payload, traceparent, request_id)
      select ${lowestUuidAt(Date.now() - 25 * 3_600_000)}, tenant_id, type, payload, traceparent, request_id
        from events where id = ${internalId('event', young) ?? ''}`
    for (const body of [{}, { from: '2020-01-01T00:00:00Z' }]) expect(idsOf(await match(body))).toEqual([young])
  })

  test('payloads up to so many bytes', async () => {
    const texts = new Map<string, string>()
    for (const text of ['a', 'b', 'c'])
      texts.set(internalId('event', await post({ payload: text.repeat(100) })) ?? '', text)
    const ids = [...texts.keys()]
    // Newest first by id: those of one millisecond are in no order of their own.
    const [newest, next, oldest] = ids
      .toSorted()
      .toReversed()
      .map((id) => texts.get(id))
    const read = async (maxBytes: number | null, tenantId = tenant.id) =>
      (await readEvents(api.db.sql, { tenantId }, ids, maxBytes)).map(({ payload }) => payload?.[1] ?? null)
    expect(await read(1)).toEqual([newest])
    expect(await read(103)).toEqual([newest, next])
    expect(await read(1_000)).toEqual([newest, next, oldest])
    expect(await read(null)).toEqual([null, null, null])
    expect(await read(null, api.tenant.id)).toEqual([])
  })

  test('and stops where filters cost too much, before it says what it has not seen', async () => {
    for (let n = 0; n < 4; n++) await post({ payload: { list: Array(50_000).fill(n) } })
    const costly = { payload: { list: { $or: Array.from({ length: 20 }, (_, n) => ({ $eq: n + 100 })) } } }
    const told = await match({ filter: costly })
    expect(told.looked).toBeGreaterThan(0)
    expect(told.looked).toBeLessThan(4)
    expect(told.data.every(({ matched }) => matched === false)).toBe(true)
    expect((await match({ filter: { payload: { list: 3 } } })).looked).toBe(4)
  })
})
