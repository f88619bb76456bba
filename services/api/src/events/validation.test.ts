import type { Problem } from '@g5/contracts'
import { lockEventTypes, systemTenantId } from '@g5/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, type TestTenant, testApi } from '../../test/test-api.ts'

let api: TestApi
let strict: TestTenant
beforeAll(async () => {
  api = await testApi()
  strict = await api.addTenant('strict')
  await validating(strict.id, true)
})
afterAll(() => api.close())

/** As whoever changes a tenant's settings does it. */
const validating = (tenantId: string, validateEvents: boolean) => api.db.sql`
  update tenants set settings = ${JSON.stringify({ validateEvents })}::text::jsonb, endpoints_version = endpoints_version + 1
    where id = ${tenantId}`

const amount = { type: 'object', required: ['amount'], properties: { amount: { type: 'number' } } }
const put = (name: string, schema: unknown, as = strict.key) =>
  api.call('PUT', `/v1/event-types/${name}`, { body: { schema }, as })
const post = (type: string, payload: unknown, as = strict.key) =>
  api.refused('POST', '/v1/events', { body: { type, payload }, as })
const pointersOf = ({ status, body }: { status: number; body: Problem }) => [
  status,
  ...(body.errors ?? []).map(({ pointer }) => pointer),
]

describe('of a tenant that validates', () => {
  test('an undeclared type is refused at /type, and a payload that does not fit below /payload', async () => {
    await put('known', amount)
    expect(pointersOf(await post('unknown', {}))).toEqual([422, '/type'])
    expect(pointersOf(await post('known', { amount: 'x' }))).toEqual([422, '/payload/amount'])
    expect(pointersOf(await post('known', {}))).toEqual([422, '/payload/amount'])
    expect((await post('known', { amount: 1 })).status).toBe(202)
    await put('free', null)
    expect((await post('free', 'whatever')).status).toBe(202)
  })

  test('each item of a batch stands for itself', async () => {
    await put('item', amount)
    const events = [
      { type: 'item', payload: { amount: 1 } },
      { type: 'nothing', payload: {} },
      { type: 'item', payload: { amount: [] } },
    ]
    const { body } = await api.call<{ results: { id?: string; problem?: Problem }[] }>('POST', '/v1/events/batch', {
      ...{ body: { events }, as: strict.key },
    })
    expect(body.results.map(({ problem }) => problem?.errors?.[0]?.pointer)).toEqual([
      ...[undefined, '/events/1/type', '/events/2/payload/amount'],
    ])
  })

  test('a change holds for every event posted after its answer', async () => {
    for (const round of [1, 2, 3]) {
      await put('moving', { const: round })
      expect((await post('moving', round)).status).toBe(202)
      expect((await post('moving', round - 1)).status).toBe(422)
    }
    await api.call('DELETE', '/v1/event-types/moving', { as: strict.key })
    expect(pointersOf(await post('moving', 3))).toEqual([422, '/type'])
  })

  test('what went in once is answered as it was then, though it would not go in any more', async () => {
    await put('once', { const: 1 })
    const again = (payload: number) =>
      api.call('POST', '/v1/events', { body: { type: 'once', payload, uid: 'once-1' }, as: strict.key })
    const first = await again(1)
    await put('once', { const: 2 })
    const repeated = await again(1)
    expect([repeated.status, repeated.body['id']]).toEqual([202, first.body['id']])
    expect(repeated.headers['idempotent-replayed']).toBe('true')
    for (const other of [2, 3]) expect((await again(other)).status).toBe(409)
  })

  test('an archived type is taken all the same', async () => {
    await put('archived', amount)
    await api.call('POST', '/v1/event-types/archived/archive', { as: strict.key })
    expect((await post('archived', { amount: 1 })).status).toBe(202)
    expect((await post('archived', {})).status).toBe(422)
  })

  test('a shared type will do, a change of it holds at once, and an own one wins', async () => {
    await put('common', { const: 1 }, api.operatorKey)
    expect((await post('common', 1)).status).toBe(202)
    await put('common', { const: 2 }, api.operatorKey)
    expect(pointersOf(await post('common', 1))).toEqual([422, '/payload'])
    expect((await post('common', 2)).status).toBe(202)
    await put('common', { const: 3 })
    expect((await post('common', 2)).status).toBe(422)
    expect((await post('common', 3)).status).toBe(202)
  })

  test('no change of a shared type can miss a tenant that begins to validate meanwhile', async () => {
    await put('raced', { const: 1 }, api.operatorKey)
    const late = await api.addTenant('late')
    const turning = await api.db.sql.reserve()
    await turning`begin`
    await turning`update tenants set settings = '{"validateEvents": true}', endpoints_version = endpoints_version + 1
      where id = ${late.id}`
    let changed = false
    const changing = put('raced', { const: 2 }, api.operatorKey).then(() => {
      changed = true
    })
    expect((await post('raced', 'anything', late.key)).status).toBe(202) // Accepted meanwhile: that only reads.
    expect(changed).toBe(false)
    await turning`commit`
    turning.release()
    await changing
    expect((await post('raced', 1, late.key)).status).toBe(422)
    expect((await post('raced', 2, late.key)).status).toBe(202)
  })

  test('while shared types change, events are accepted', async () => {
    await api.db.orm.transaction(async (tx) => {
      await lockEventTypes(tx, systemTenantId)
      expect((await post('known', { amount: 1 })).status).toBe(202)
    })
  })
})

test('a tenant that does not validate posts what it likes, and changes of shared types do not concern it', async () => {
  const version = async () =>
    (await api.db.sql`select endpoints_version from tenants where id = ${api.tenant.id}`)[0]?.['endpoints_version']
  const before = await version()
  await put('known', amount, api.operatorKey)
  expect((await post('known', 'x', api.tenant.key)).status).toBe(202)
  expect((await post('never.heard.of', 'x', api.tenant.key)).status).toBe(202)
  expect(await version()).toBe(before)
})
