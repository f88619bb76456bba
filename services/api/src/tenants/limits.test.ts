import type { BatchResults, Problem } from '@g5/contracts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApi, type TestTenant, testApi } from '../../test/test-api.ts'
import { createCounters } from '../rate-limit/counters.ts'

let api: TestApi
let tenant: TestTenant
let now = 0
beforeAll(async () => {
  api = await testApi({ counters: createCounters({ now: () => now }) })
})
afterAll(() => api.close())
let count = 0
beforeEach(async () => {
  tenant = await api.addTenant(`limited-${count++}`)
})

const limit = (limits: object) =>
  api.call('PATCH', `/v1/tenants/${tenant.slug}`, { as: api.operatorKey, body: { limits } })
const post = (over = {}, as = tenant.key) =>
  api.call<{ id: string } & Problem>('POST', '/v1/events', { as, body: { type: 'a', payload: 1, ...over } })
const batch = async (events: object[]) =>
  (await api.call<BatchResults>('POST', '/v1/events/batch', { as: tenant.key, body: { events } })).body.results
const statuses = (results: BatchResults['results']) =>
  results.map((result) => ('problem' in result ? result.problem.code : 'taken'))
const many = (n: number, over = {}) => Array.from({ length: n }, () => ({ type: 'a', payload: 1, ...over }))

describe('events a second', () => {
  /** Two seconds' worth may come at once: this is the first, and what the second leaves over. */
  const spend = async (events: number) =>
    expect(statuses(await batch(many(events)))).toEqual(Array(events).fill('taken'))

  test('beyond the limit are refused, with the time to wait, and others are not', async () => {
    await limit({ eventsPerSecond: 2 })
    await spend(2)
    expect([(await post()).status, (await post()).status]).toEqual([202, 202])
    const over = await post()
    expect([over.status, over.body.code]).toEqual([429, 'rate_limited'])
    expect(over.headers).toMatchObject({
      ...{ 'retry-after': '1', 'ratelimit-policy': '"events";q=2;w=1' },
      ratelimit: '"events";r=0;t=1',
    })
    expect((await post({}, api.tenant.key)).status).toBe(202)
    now += 1_000
    expect((await post()).status).toBe(202)
  })

  test('of a batch are counted one by one: what fits is taken, the rest refused by itself', async () => {
    await limit({ eventsPerSecond: 3 })
    await spend(3)
    expect(statuses(await batch(many(5)))).toEqual(['taken', 'taken', 'taken', 'rate_limited', 'rate_limited'])
    now += 1_000
    await spend(3)
    expect(statuses(await batch(many(1)))).toEqual(['rate_limited'])
  })

  test('that were accepted before are told so, however many come', async () => {
    await limit({ eventsPerSecond: 1 })
    const first = await post({ uid: 'once' })
    await spend(1)
    expect((await post()).status).toBe(429)
    const again = await post({ uid: 'once' })
    expect([again.status, again.body.id, again.headers['idempotent-replayed']]).toEqual([202, first.body.id, 'true'])
    expect((await post({ uid: 'once', payload: 2 })).body.code).toBe('event_uid_conflict')
    expect((await post({ uid: 'never' })).status).toBe(429)
  })

  test('may be as many as the limit says, from the answer of its change on', async () => {
    await limit({ eventsPerSecond: 1 })
    await spend(2)
    expect((await post()).status).toBe(429)
    await limit({ eventsPerSecond: 10 })
    expect((await post()).status).toBe(202)
    await limit({ eventsPerSecond: null })
    await spend(40)
  })
})

describe('bytes of a payload', () => {
  test("beyond the tenant's limit are refused, of each item by itself, from the answer of its change on", async () => {
    const payload = 'é'.repeat(10)
    expect((await post({ payload })).status).toBe(202)
    await limit({ payloadBytes: 21 })
    const over = await post({ payload })
    expect([over.status, over.body.code]).toEqual([413, 'payload_too_large'])
    expect(over.body.detail).toContain('21 bytes')
    expect(statuses(await batch([...many(1), ...many(1, { payload })]))).toEqual(['taken', 'payload_too_large'])
    expect((await post({ payload }, api.tenant.key)).status).toBe(202)
    await limit({ payloadBytes: 22 })
    expect((await post({ payload })).status).toBe(202)
  })

  test('that were accepted before are told so', async () => {
    const first = await post({ uid: 'large', payload: 'large' })
    await limit({ payloadBytes: 3 })
    expect((await post({ uid: 'large', payload: 'large' })).body.id).toBe(first.body.id)
  })
})
