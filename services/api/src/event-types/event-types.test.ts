import type { EventTypeResource, Problem } from '@g5/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

const path = '/v1/event-types'
const schema = { type: 'object', required: ['amount'], properties: { amount: { type: 'number' } } }
let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const call = <T = EventTypeResource>(method: string, place = '', body?: unknown, as = api.tenant.key) =>
  api.call<T>(method, path + place, { as, ...(body !== undefined && { body }) })
const shared = <T = EventTypeResource>(method: string, place: string, body?: unknown) =>
  call<T>(method, place, body, api.operatorKey)
const audits = (action: string) => api.db.sql`select changes from audit_log where action = ${action} order by at desc`

describe('an event type', () => {
  test('is declared, read and listed', async () => {
    const made = await call('POST', '', { name: 'order.made', description: 'One', schema, examples: [{ amount: 1 }] })
    expect(made.status).toBe(201)
    expect(made.headers['location']).toBe(`${path}/order.made`)
    expect(made.body).toMatchObject({
      ...{ name: 'order.made', description: 'One', schema, examples: [{ amount: 1 }] },
      ...{ version: 1, shared: false, archived: false },
    })
    expect((await call('GET', '/order.made')).body).toEqual(made.body)
    const { data } = (await call<{ data: EventTypeResource[] }>('GET', '?limit=1')).body
    expect(data).toEqual([made.body])
    expect((await call<Problem>('POST', '', { name: 'order.made' })).body.code).toBe('event_type_exists')
  })

  test('has a version for each other schema, and all of them can be read', async () => {
    await call('PUT', '/v.a', { schema })
    expect((await call('PUT', '/v.a', { schema: { ...schema, properties: schema.properties } })).body.version).toBe(1)
    expect((await call('PATCH', '/v.a', { description: 'x' })).body.version).toBe(1)
    expect((await call('PATCH', '/v.a', { schema: { type: 'array' } })).body).toMatchObject({
      version: 2,
      description: 'x',
    })
    expect((await call('PUT', '/v.a', {})).body).toMatchObject({ version: 3, schema: null, description: null })
    const versions = await call<{ data: object[] }>('GET', '/v.a/versions')
    expect(versions.body.data).toMatchObject([
      { version: 3, schema: null },
      { version: 2, schema: { type: 'array' } },
      { version: 1, schema },
    ])
  })

  test('that is put as it is changes nothing, and nothing is audited', async () => {
    expect((await call('PUT', '/same', { schema })).status).toBe(201)
    const before = (await audits('event_type.replaced')).length
    expect((await call('PUT', '/same', { schema })).status).toBe(200)
    expect((await audits('event_type.replaced')).length).toBe(before)
    await call('PUT', '/same', { schema: true })
    expect((await audits('event_type.replaced'))[0]?.['changes']).toEqual({ version: { from: 1, to: 2 } })
  })

  test('of one name that two put at once is one', async () => {
    const put = await Promise.all([1, 2, 3].map(() => call('PUT', '/at.once', { schema })))
    expect(put.map(({ status }) => status).sort()).toEqual([200, 200, 201])
  })

  test('is archived and taken out again; its history stays, and lists can leave it out', async () => {
    await call('PUT', '/old', { schema })
    expect((await call('POST', '/old/archive')).body).toMatchObject({ archived: true, schema, version: 1 })
    expect((await call('PUT', '/old', { schema })).body.archived).toBe(true)
    const names = async (archived: boolean) =>
      (await call<{ data: EventTypeResource[] }>('GET', `?archived=${archived}`)).body.data.map(({ name }) => name)
    expect(await names(true)).toEqual(['old'])
    expect(await names(false)).not.toContain('old')
    expect((await call('PATCH', '/old', { archived: false })).body.archived).toBe(false)
    expect((await call('POST', '/old/unarchive')).body.archived).toBe(false)
  })

  test('is deleted with 204, and 404 the second time', async () => {
    await call('PUT', '/gone', { schema })
    expect((await call('DELETE', '/gone')).status).toBe(204)
    expect((await call('DELETE', '/gone')).status).toBe(404)
    expect((await call('GET', '/gone')).status).toBe(404)
  })

  test.each([
    ['POST', '', { name: 'g5.endpoint.failing' }, '/name'],
    ['POST', '', { name: 'openapi.json' }, '/name'],
    ['PUT', '/g5.mine', {}, '#/path/name'],
    ['PUT', '/a', { name: 'b' }, '/name'],
    ['POST', '', { name: 'a', schema: { type: 'text' } }, '/schema/type'],
    ['PATCH', '/order.made', { schema: { $ref: 'http://x/y' } }, '/schema/$ref'],
    ['POST', '', { name: 'a', colour: 1 }, '/colour'],
  ])('%s %s %j is refused, and named', async (method, place, body, pointer) => {
    const refused = await call<Problem>(method, place, body)
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, pointer])
  })

  test.each([
    ['examples', '['.repeat(5_000), ']'.repeat(5_000), '/examples'],
    ['schema', '{"not":'.repeat(5_000), '{}'.concat('}'.repeat(5_000)), '/schema'],
  ])('whose %s are nested without end is refused', async (member, open, close, pointer) => {
    const raw = `{"name":"a","${member}":${member === 'examples' ? `[${open}${close}]` : `${open}${close}`}}`
    const refused = await api.refused('POST', path, { raw })
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, pointer])
  })

  test('is read with the scope read and written with event-types:write', async () => {
    const reader = await api.addKey(api.tenant.id, ['read'])
    expect((await call('GET', '/order.made', undefined, reader.secret)).status).toBe(200)
    expect((await call('PUT', '/order.made', {}, reader.secret)).status).toBe(403)
    const writer = await api.addKey(api.tenant.id, ['event-types:write'])
    expect((await call('GET', '/order.made', undefined, writer.secret)).status).toBe(403)
  })
})

describe('a shared event type', () => {
  test('is seen by every tenant and changed by none', async () => {
    const made = await shared('PUT', '/everybodys', { schema })
    expect(made.body).toMatchObject({ shared: true })
    expect(made.body.tenantId).toBeUndefined()
    expect((await call('GET', '/everybodys')).body).toMatchObject({ shared: true, schema })
    for (const [method, place, body] of [
      ['PATCH', '/everybodys', { schema: null }],
      ['DELETE', '/everybodys', undefined],
      ['POST', '/everybodys/archive', undefined],
    ] as const)
      expect((await call<Problem>(method, place, body)).body.code).toBe('event_type_shared')
  })

  test('gives way to a tenant’s own of the same name, for that tenant', async () => {
    await shared('PUT', '/both', { schema })
    const other = await api.addTenant('other')
    await call('PUT', '/both', { schema: { type: 'array' } })
    expect((await call('GET', '/both')).body).toMatchObject({ shared: false, schema: { type: 'array' } })
    expect((await call('GET', '/both', undefined, other.key)).body).toMatchObject({ shared: true, schema })
    const named = async (as: string) =>
      (await call<{ data: EventTypeResource[] }>('GET', '', undefined, as)).body.data.filter(
        ({ name }) => name === 'both',
      )
    expect(await named(api.tenant.key)).toMatchObject([{ shared: false }])
    expect(await named(other.key)).toMatchObject([{ shared: true }])
    expect(await named(api.operatorKey)).toHaveLength(2)
    await call('DELETE', '/both')
    expect((await call('GET', '/both')).body).toMatchObject({ shared: true })
  })
})

test('a payload is held against the schema, and nothing is stored', async () => {
  await call('PUT', '/try', { schema })
  const ask = (payload: unknown, name = 'try') => call<object>('POST', `/${name}/validate`, { payload })
  expect((await ask({ amount: 1 })).body).toEqual({ valid: true, errors: [] })
  const bad = { valid: false, errors: [{ pointer: '/payload/amount', detail: 'is required' }] }
  expect((await ask({})).body).toEqual(bad)
  await call('PUT', '/anything', {})
  expect((await ask({}, 'anything')).body).toEqual({ valid: true, errors: [] })
  expect((await ask({}, 'nothing')).status).toBe(404)
})

describe('an import', () => {
  const openapi = (amount: object = { type: 'number' }) => ({
    openapi: '3.1.0',
    info: { title: 'x', version: '1' },
    webhooks: {
      'imp.paid': {
        post: {
          summary: 'Paid',
          requestBody: {
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Paid' },
                examples: { one: { value: { amount: 1 } } },
              },
            },
          },
        },
      },
      'imp.free': { $ref: '#/components/pathItems/Free' },
    },
    components: {
      schemas: {
        Paid: {
          type: 'object',
          required: ['amount'],
          properties: { amount: { $ref: '#/components/schemas/Amount' }, next: { $ref: '#/components/schemas/Paid' } },
        },
        Amount: amount,
      },
      pathItems: { Free: { post: { requestBody: { content: { 'application/json': { schema: {} } } } } } },
    },
  })
  const send = (body: object) => call<Record<string, unknown>>('POST', '/import', body)

  test('of an OpenAPI document tells what it would do, does it, and finds nothing more to do', async () => {
    const created = ['imp.paid', 'imp.free']
    const dry = await send({ openapi: openapi(), dryRun: true })
    expect([dry.status, dry.body]).toEqual([200, { created, changed: [], unchanged: [], dryRun: true }])
    expect((await call('GET', '/imp.paid')).status).toBe(404)
    expect((await send({ openapi: openapi() })).body).toMatchObject({ created, dryRun: false })
    expect((await send({ openapi: openapi() })).body).toMatchObject({ created: [], unchanged: created })
    expect((await send({ openapi: openapi({ type: 'integer' }) })).body).toMatchObject({
      ...{ changed: ['imp.paid'], unchanged: ['imp.free'] },
    })
    expect((await call('GET', '/imp.paid')).body).toMatchObject({
      version: 2,
      description: 'Paid',
      examples: [{ amount: 1 }],
    })
    const ask = async (payload: object) =>
      (await call<{ valid: boolean }>('POST', '/imp.paid/validate', { payload })).body.valid
    expect(await ask({ amount: 1, next: { amount: 2 } })).toBe(true)
    expect(await ask({ amount: 1, next: { amount: 'x' } })).toBe(false)
  })

  test('of the document that we give changes nothing', async () => {
    const other = await api.addTenant('importer')
    const document = await call<{ webhooks: object }>('GET', '/openapi.json')
    expect(Object.keys(document.body.webhooks)).toContain('imp.paid')
    const first = await call<{ created: string[] }>('POST', '/import', { openapi: document.body }, other.key)
    expect(first.body.created.length).toBe(Object.keys(document.body.webhooks).length)
    const theirs = await call<object>('GET', '/openapi.json', undefined, other.key)
    const again = await call<{ unchanged: string[] }>('POST', '/import', { openapi: theirs.body })
    expect(again.body).toMatchObject({ created: expect.any(Array), changed: [] })
    expect(again.body.unchanged).toContain('imp.paid')
  })

  test('of a map of schemas is one too', async () => {
    expect((await send({ schemas: { 'map.a': schema, 'map.b': null } })).body['created']).toEqual(['map.a', 'map.b'])
    expect((await send({ schemas: { 'map.a': schema, 'map.b': schema } })).body).toMatchObject({
      ...{ changed: ['map.b'], unchanged: ['map.a'] },
    })
  })

  test.each<[object, string]>([
    [{}, ''],
    [{ openapi: {}, schemas: {} }, ''],
    [{ schemas: { 'g5.x': true } }, '/schemas/g5.x'],
    [{ schemas: { 'a b': true } }, '/schemas/a b'],
    [{ schemas: { a: { type: 'x' } } }, '/schemas/a/type'],
    [{ openapi: { openapi: '3.0.0' } }, '/openapi/openapi'],
    [{ openapi: { openapi: '3.1.0' } }, '/openapi/webhooks'],
  ])('%j is refused, and stores nothing', async (body, pointer) => {
    const refused = await call<Problem>('POST', '/import', body)
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, pointer])
  })
})
