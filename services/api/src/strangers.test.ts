import { roleScopes } from '@g5/contracts'
import { wantingEndpoint } from '@g5/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, type TestTenant, testApi } from '../test/test-api.ts'

interface Operation {
  method: string
  path: string
  security: unknown[]
  /** What a credential needs for it; undefined: nothing. */
  scope: string | undefined
  isList: boolean
}

/** As the document has it. */
interface Documented {
  security: unknown[]
  description?: string
  responses: Record<string, { content?: Record<string, { schema?: { properties?: object } }> }>
}

let api: TestApi
let stranger: TestTenant
const ids = new Map<string, string>()
beforeAll(async () => {
  api = await testApi()
  stranger = await api.addTenant('stranger')
  const endpoint = await api.call<{ id: string }>('POST', '/v1/webhooks/endpoints', {
    body: { url: 'http://127.0.0.1:8080/hook', uid: 'mine' },
  })
  const event = await api.call<{ id: string }>('POST', '/v1/events', { body: { type: 'a', payload: { own: 1 } } })
  const delivery = await api.call<{ data: { id: string }[] }>('GET', '/v1/webhooks/deliveries')
  await api.db.sql`update open_deliveries set state = 'dead', next_at = null`
  await api.db.sql`update lanes set circuit = 'open', circuit_since = now(), probe_at = now()`
  const bulk = await api.call<{ id: string }>('POST', '/v1/webhooks/bulk', {
    body: { action: 'send', select: { status: ['dead'] } },
  })
  const user = await api.call<{ id: string }>('POST', '/v1/users', {
    body: { email: 'ada@first.test', role: 'viewer' },
  })
  const [key] = (await api.call<{ data: { id: string }[] }>('GET', '/v1/api-keys')).body.data
  ids.set('/v1/users', user.body.id)
  ids.set('/v1/api-keys', key?.id ?? '')
  ids.set('/v1/tenants', api.tenant.publicId)
  const hold = await api.call<{ id: string }>('POST', '/v1/holds', {
    as: api.operatorKey,
    body: { tenantId: api.tenant.publicId, reason: 'x' },
  })
  ids.set('/v1/holds', hold.body.id)
  ids.set('/v1/webhooks/queues', 'webhooks')
  await api.call('POST', '/v1/event-types', { body: { name: 'only.mine', schema: { type: 'object' } } })
  ids.set('/v1/event-types', 'only.mine')
  ids.set('/v1/webhooks/bulk', bulk.body.id)
  ids.set('/v1/webhooks/endpoints', endpoint.body.id)
  ids.set('/v1/webhooks/circuits', endpoint.body.id)
  ids.set('/v1/events', event.body.id)
  ids.set('/v1/webhooks/deliveries', delivery.body.data[0]?.id ?? '')
  ids.set('/v1/webhooks/dlq', delivery.body.data[0]?.id ?? '')
})
afterAll(() => api.close())

/** A valid one, so that nothing else is in the way. */
function bodyOf(method: string, path: string): object | undefined {
  if (path.endsWith('/validate')) return { payload: {} }
  if (method === 'PUT') return { url: 'http://127.0.0.1:8080/stolen' }
  if (/(recover|replay-missing)$/.test(path)) return { from: '2026-01-01T00:00:00Z' }
  return method === 'PATCH' ? {} : undefined
}

/** Each tenant has names of its own here: putting one takes nobody else's. */
const ownNames = ['PUT /v1/event-types/{name}']

const queryOf = (path: string) => (path.endsWith('/explain') ? `?endpointId=${ids.get('/v1/webhooks/endpoints')}` : '')

async function operations(): Promise<Operation[]> {
  const { body } = await api.call<{ paths: Record<string, Record<string, Documented>> }>('GET', '/v1/openapi.json')
  return Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security, description, responses }]) => ({
      ...{ method: method.toUpperCase(), path, security },
      scope: /scope `(.+)`/.exec(description ?? '')?.[1],
      isList: 'nextCursor' in (responses['200']?.content?.['application/json']?.schema?.properties ?? {}),
    })),
  )
}

/** No credential of a tenant has the others. */
const ofTenants: readonly string[] = roleScopes.admin
const mayBeHad = ({ scope }: Operation) => scope === undefined || ofTenants.includes(scope)

test("whatever route a stranger asks with another tenant's id, there is no such thing", async () => {
  const ofOneThing = (await operations()).filter(
    ({ method, path }) => path.includes('{') && !ownNames.includes(`${method} ${path}`),
  )
  expect(ofOneThing.length).toBeGreaterThan(10)
  for (const operation of ofOneThing) {
    const { method, path } = operation
    const collection = path.slice(0, path.indexOf('/{'))
    const id = ids.get(collection)
    if (!id) throw new Error(`the test knows no id for ${path}`)
    const body = bodyOf(method, path)
    const asking = { as: stranger.key, ...(body && { body }) }
    const refused = await api.refused(
      method,
      path.replace(/\{\w+\}/, id).replace(/\{\w+\}/, '1') + queryOf(path),
      asking,
    )
    const expected = mayBeHad(operation) ? [404, 'not_found'] : [403, 'forbidden']
    expect([method, path, refused.status, refused.body.code]).toEqual([method, path, ...expected])
  }
  const [row] = await api.db.sql`select count(*)::int as n from audit_log where tenant_id = ${stranger.id}`
  expect(row?.['n']).toBe(0)
})

test("a stranger's lists hold nothing of others", async () => {
  const lists = (await operations()).filter((operation) => operation.isList && mayBeHad(operation))
  expect(lists.length).toBeGreaterThan(3)
  for (const { path } of lists) {
    const mine = await api.call<{ data: object[] }>('GET', path)
    const theirs = await api.call<{ data: object[] }>('GET', path, { as: stranger.key })
    expect([path, mine.body.data.length > 0]).toEqual([path, true])
    for (const row of mine.body.data) expect(theirs.body.data).not.toContainEqual(row)
  }
})

test("a bulk of what is missing finds nothing for another tenant's endpoint", async () => {
  const endpoint = await api.call<{ id: string }>('POST', '/v1/webhooks/endpoints', {
    body: { url: 'http://127.0.0.1:8080/late' },
  })
  const body = { action: 'send', select: { missing: true, endpointId: endpoint.body.id } }
  expect((await api.call('POST', '/v1/webhooks/bulk', { body })).body['matched']).toBe(1)
  const theirs = await api.call('POST', '/v1/webhooks/bulk', { body, as: stranger.key })
  expect([theirs.status, theirs.body['matched']]).toEqual([202, 0])
  const [bulk] = await api.db.sql`select tenant_id, selection from bulks order by id desc limit 1`
  expect(bulk?.['tenant_id']).toBe(stranger.id)
  expect(await wantingEndpoint(api.db.orm, stranger.id, bulk?.['selection'])).toBeUndefined()
})

test('whatever route is asked without a credential, it is refused, unless it says that it is public', async () => {
  for (const { method, path, security } of await operations()) {
    const refused = await api.refused(method, path.replace(/\{\w+\}/, 'x'), { as: null })
    if (security.length > 0) expect([method, path, refused.status]).toEqual([method, path, 401])
  }
})

test("an endpoint of another tenant's uid can be had twice, once by each", async () => {
  const body = { url: 'http://127.0.0.1:8080/hook' }
  const put = await api.call('PUT', '/v1/webhooks/endpoints/mine', { body, as: stranger.key })
  expect(put.status).toBe(201)
  expect(put.body['id']).not.toBe(ids.get('/v1/webhooks/endpoints'))
})

test("an event type of another tenant's name can be had twice, and its document shows nobody else's", async () => {
  const document = () => api.call<{ webhooks: object }>('GET', '/v1/event-types/openapi.json', { as: stranger.key })
  expect((await document()).body.webhooks).toEqual({})
  const put = await api.call('PUT', '/v1/event-types/only.mine', { body: {}, as: stranger.key })
  expect([put.status, put.body['schema']]).toEqual([201, null])
  expect(Object.keys((await document()).body.webhooks)).toEqual(['only.mine'])
  const mine = await api.call('GET', '/v1/event-types/only.mine')
  expect(mine.body['schema']).toEqual({ type: 'object' })
})
