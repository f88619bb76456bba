import { wantingEndpoint } from '@g5/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, whoMay, withIds } from '../../test/contract/ask.ts'
import { credentialsOf, mayAsk, type TestCredential } from '../../test/contract/credentials.ts'
import { pathFor } from '../../test/contract/makers.ts'
import { type ContractOperation, operations, parametersOf, streams } from '../../test/contract/operations.ts'
import { type TestApi, type TestTenant, testApi } from '../../test/test-api.ts'

let api: TestApi
let owner: TestTenant
let stranger: TestTenant
let credentials: TestCredential[]
beforeAll(async () => {
  api = await testApi({ resolve: async () => ['93.184.215.14'] })
  owner = api.tenant
  stranger = await api.addTenant('stranger')
  // The one that examples name.
  await api.client(owner.key).endpoints.put('orders', { url: 'http://127.0.0.1:8080/orders' })
  credentials = await credentialsOf(api, stranger)
})
afterAll(() => api.close())

const guarded = operations.filter(({ route }) => route.scope !== 'public')
const ofOneThing = guarded.filter((operation) => parametersOf(operation, 'path').length > 0 && !streams(operation))
const named = (all: readonly ContractOperation[]) => all.map((one) => [one.id, one] as const)

test('there is something to walk', () => {
  expect(ofOneThing.length).toBeGreaterThan(15)
  expect(guarded.length).toBeGreaterThan(30)
  expect(new Set(credentials.map(({ scopes }) => scopes.join())).size).toBeGreaterThan(4)
  expect(credentials.filter(({ narrow }) => narrow)).toHaveLength(1)
})

/** What is known by a name is each tenant's own: who puts one makes it, and takes nobody else's. */
const putByName = ofOneThing.filter(({ method, path }) => method === 'PUT' && path.endsWith('{name}'))

test.each(named(putByName))("%s: another tenant's name is free, and theirs stays as it is", async (_id, operation) => {
  const path = await pathFor(operation, api, owner)
  const before = await api.call('GET', path)
  const made = await ask(api, operation, { as: stranger.key, path })
  expect(made.status).toBe(201)
  expect((await api.call('GET', path)).text).toBe(before.text)
})

describe("a stranger who names another tenant's things", () => {
  test.each(named(ofOneThing.filter((one) => !putByName.includes(one))))(
    '%s: is told there is none, or that they may not, and changes nothing',
    async (_id, operation) => {
      const path = await pathFor(operation, api, owner)
      const audited = async () => (await api.db.sql`select count(*)::int as n from audit_log`)[0]?.['n']
      const before = await audited()
      for (const credential of credentials) {
        const { title, token } = credential
        const { status, body } = await ask(api, operation, { as: token, path })
        const wanted = mayAsk(credential, operation.route) ? [404, 'not_found'] : [403, 'forbidden']
        expect([title, status, body.code]).toEqual([title, ...wanted])
      }
      if (operation.route.tenant !== 'none') {
        const { status, body } = await ask(api, operation, {
          as: api.operatorKey,
          path,
          headers: { 'x-tenant-id': stranger.publicId },
        })
        expect(['the operator in the other tenant', status, body.code]).toEqual([
          'the operator in the other tenant',
          404,
          'not_found',
        ])
      }
      expect(await audited()).toBe(before)
    },
  )
})

test.each(named(ofOneThing))('%s: whoever owns it finds it', async (_id, operation) => {
  const path = await pathFor(operation, api, owner)
  const { status, text } = await ask(api, operation, { ...whoMay(api, operation, owner), path })
  expect([text, status === 404 || status === 403 || status === 401]).toEqual([text, false])
})

describe('without the scope', () => {
  test.each(named(guarded))('%s: it is refused before anything is looked up or read', async (_id, operation) => {
    for (const credential of credentials) {
      if (mayAsk(credential, operation.route)) continue
      const { title, token } = credential
      const raw = operation.method === 'GET' ? {} : { raw: '{"no":' }
      const asking = { as: token, headers: { 'x-tenant-id': 'nobody' }, ...raw }
      const { status, body } = await api.refused(operation.method, `${withIds(operation)}?no=1`, asking)
      expect([title, status, body.code]).toEqual([title, 403, 'forbidden'])
    }
  })
})

test.each(named(guarded))(
  '%s: nobody is let in without a credential, or with one that is none',
  async (_id, operation) => {
    for (const as of [null, 'g5k_unknown', 'a.b.c']) {
      const { status, body, headers } = await ask(api, operation, { as })
      expect([status, body.code, headers['www-authenticate']]).toEqual([401, 'unauthorized', 'Bearer'])
    }
  },
)

const lists = guarded.filter((one) => one.method === 'GET' && parametersOf(one, 'path').length === 0 && !streams(one))

describe('a list', () => {
  let theirs: string[]
  beforeAll(async () => {
    const paths = await Promise.all(ofOneThing.map((one) => pathFor(one, api, owner)))
    theirs = [owner.id, ...paths.flatMap((path) => path.match(/[a-z]+_[0-7][0-9a-z]{25}/g) ?? [])]
  })

  test("of the owner's shows what is looked for in those of others", async () => {
    const texts = await Promise.all(lists.map(async (one) => (await ask(api, one, { as: owner.key })).text))
    for (const kind of ['ep_', 'evt_', 'dlv_'])
      expect(theirs.some((id) => id.startsWith(kind) && texts.some((text) => text.includes(id)))).toBe(true)
  })

  test.each(named(lists))("%s: holds nothing of another tenant's", async (_id, operation) => {
    const { text } = await ask(api, operation, { as: stranger.key })
    expect(theirs.filter((id) => text.includes(id))).toEqual([])
  })
})

test("an endpoint of another tenant's uid can be had twice, once by each", async () => {
  const body = { url: 'http://127.0.0.1:8080/hook' }
  const [mine, theirs] = await Promise.all(
    [owner, stranger].map(({ key }) => api.call('PUT', '/v1/webhooks/endpoints/shared', { body, as: key })),
  )
  expect([mine?.status, theirs?.status]).toEqual([201, 201])
  expect(mine?.body['id']).not.toBe(theirs?.body['id'])
})

test("a bulk of what is missing finds nothing for another tenant's endpoint", async () => {
  const endpoint = await api.call<{ id: string }>('POST', '/v1/webhooks/endpoints', {
    body: { url: 'http://127.0.0.1:8080/late' },
  })
  const body = { action: 'send', select: { missing: true, endpointId: endpoint.body.id } }
  expect((await api.call('POST', '/v1/webhooks/bulk', { body })).body['matched']).toBeGreaterThan(0)
  const theirs = await api.call('POST', '/v1/webhooks/bulk', { body, as: stranger.key })
  expect([theirs.status, theirs.body['matched']]).toEqual([202, 0])
  const [bulk] = await api.db.sql`select tenant_id, selection from bulks order by id desc limit 1`
  expect(bulk?.['tenant_id']).toBe(stranger.id)
  expect(await wantingEndpoint(api.db.orm, stranger.id, bulk?.['selection'])).toBeUndefined()
})
