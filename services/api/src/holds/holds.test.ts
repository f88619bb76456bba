import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const holds = '/v1/holds'
const asOperator = (more: object = {}) => ({ as: api.operatorKey, ...more })
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

async function make(body: object): Promise<{ id: string }> {
  const made = await api.call<{ id: string }>('POST', holds, asOperator({ body: { reason: 'INC-1', ...body } }))
  expect(made.status).toBe(201)
  return made.body
}

test('a hold is made, shown, listed and deleted once', async () => {
  const until = inAnHour()
  const body = { tenantId: api.tenant.publicId, host: 'Hooks.Example.COM', type: 'order.paid', reason: 'INC-2', until }
  const made = await api.call('POST', holds, asOperator({ body }))
  expect(made).toMatchObject({
    status: 201,
    body: { ...body, host: 'hooks.example.com', endpointId: null, held: 0, id: expect.stringMatching(/^hld_/) },
  })
  expect(made.headers['location']).toBe(`${holds}/${made.body['id']}`)
  const path = `${holds}/${made.body['id']}`
  expect((await api.call('GET', path, asOperator())).body).toEqual(made.body)
  const listed = await api.call<{ data: object[] }>('GET', holds, asOperator())
  expect(listed.body.data).toContainEqual(made.body)
  expect((await api.call('DELETE', path, asOperator())).status).toBe(204)
  for (const method of ['GET', 'DELETE'])
    expect((await api.refused(method, path, asOperator())).body.code).toBe('not_found')
})

test('says how many deliveries it holds', async () => {
  await api.call('POST', '/v1/webhooks/endpoints', { body: { url: 'http://127.0.0.1:8080/hook' } })
  const { id } = await make({ host: '127.0.0.1' })
  await api.call('POST', '/v1/events', { body: { type: 'a', payload: 1 } })
  await api.db.sql`
    update open_deliveries set state = 'held', next_at = null, reason = 'on_hold', hold_id = (select max(id::text)::uuid from holds)`
  expect((await api.call('GET', `${holds}/${id}`, asOperator())).body).toMatchObject({ held: 1 })
  const listed = await api.call<{ data: object[] }>('GET', '/v1/webhooks/deliveries?status=held')
  expect(listed.body.data).toMatchObject([{ reason: 'on_hold' }])
})

test('one whose end has passed is there no more', async () => {
  const { id } = await make({ type: 'a', until: inAnHour() })
  await api.db.sql`update holds set until = now() - interval '1 s' where until is not null`
  expect((await api.refused('GET', `${holds}/${id}`, asOperator())).status).toBe(404)
})

test('the tenant whose deliveries it holds sees who made and who deleted it', async () => {
  const other = await api.addTenant('audited')
  const endpoint = await api.call<{ id: string }>('POST', '/v1/webhooks/endpoints', {
    body: { url: 'http://127.0.0.1:8080/hook' },
    as: other.key,
  })
  const { id } = await make({ endpointId: endpoint.body.id })
  await api.call('DELETE', `${holds}/${id}`, asOperator())
  const log = await api.call<{ data: object[] }>('GET', `/v1/audit-logs?target=${id}`, { as: other.key })
  expect(log.body.data).toMatchObject([
    { action: 'hold.deleted', actor: { kind: 'operator', name: 'operator key' }, target: { kind: 'hold', id } },
    { action: 'hold.made', changes: { endpointId: endpoint.body.id, reason: 'INC-1' } },
  ])
})

test.each<[what: string, pointer: string, body: () => object]>([
  ['no criterion', '', () => ({ reason: 'x' })],
  ['no reason', '/reason', () => ({ type: 'a' })],
  ['a host with a scheme', '/host', () => ({ reason: 'x', host: 'https://example.com' })],
  ['a host with a port', '/host', () => ({ reason: 'x', host: 'example.com:443' })],
  ['an end that has passed', '/until', () => ({ reason: 'x', type: 'a', until: '2020-01-01T00:00:00Z' })],
  ['an unknown tenant', '/tenantId', () => ({ reason: 'x', tenantId: 'ten_01jaaaaaaaaaaaaaaaaaaaaaaa' })],
  ['an unknown endpoint', '/endpointId', () => ({ reason: 'x', endpointId: 'ep_01jaaaaaaaaaaaaaaaaaaaaaaa' })],
  ['an unknown field', '/colour', () => ({ reason: 'x', type: 'a', colour: 'red' })],
])('%s is refused with a pointer', async (_what, pointer, body) => {
  const refused = await api.refused('POST', holds, asOperator({ body: body() }))
  expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, pointer])
})

test("an endpoint of another tenant than the one it names is none of that tenant's", async () => {
  const other = await api.addTenant('elsewhere')
  const body = { url: 'http://127.0.0.1:8080/hook' }
  const endpoint = await api.call('POST', '/v1/webhooks/endpoints', { body, as: other.key })
  const wish = { reason: 'x', tenantId: api.tenant.publicId, endpointId: endpoint.body['id'] }
  expect((await api.refused('POST', holds, asOperator({ body: wish }))).status).toBe(422)
})

test('a credential that names a tenant acts on its holds alone', async () => {
  const named = asOperator({ headers: { 'x-tenant-id': 'first' } })
  const everywhere = await make({ type: 'everywhere' })
  const own = await api.call('POST', holds, { ...named, body: { type: 'own', reason: 'x' } })
  expect(own.body).toMatchObject({ tenantId: api.tenant.publicId })
  expect((await api.refused('DELETE', `${holds}/${everywhere.id}`, named)).status).toBe(404)
  const foreign = { type: 'own', reason: 'x', tenantId: 'ten_01jaaaaaaaaaaaaaaaaaaaaaaa' }
  expect((await api.refused('POST', holds, { ...named, body: foreign })).status).toBe(422)
})

test.each(['GET', 'POST'])('%s needs the scope operate, which no tenant has', async (method) => {
  const refused = await api.refused(method, holds, { body: method === 'POST' ? { type: 'a', reason: 'x' } : undefined })
  expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
  const { secret } = await api.addKey(null, ['operate'])
  expect((await api.call('GET', holds, { as: secret })).status).toBe(200)
})

test('pages through all of them, and a cursor of other filters is refused', async () => {
  for (let i = 0; i < 3; i++) await make({ type: 'paged' })
  const first = await api.call<{ data: { id: string }[]; nextCursor: string }>('GET', `${holds}?limit=2`, asOperator())
  const next = `${holds}?limit=2&cursor=${first.body.nextCursor}`
  const second = await api.call<{ data: { id: string }[] }>('GET', next, asOperator())
  expect(new Set([...first.body.data, ...second.body.data].map(({ id }) => id)).size).toBe(4)
  const named = asOperator({ headers: { 'x-tenant-id': 'first' } })
  expect((await api.refused('GET', next, named)).body.code).toBe('bad_cursor')
})
