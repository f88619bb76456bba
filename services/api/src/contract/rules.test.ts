import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, whoMay } from '../../test/contract/ask.ts'
import { afresh, pathFor } from '../../test/contract/makers.ts'
import { type ContractOperation, mediaOf, operations, streams } from '../../test/contract/operations.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { takesKey } from '../mutate.ts'
import { securityHeaders } from '../plugins/security-headers.ts'

let api: TestApi
let headers: Record<string, string>
beforeAll(async () => {
  api = await testApi({ resolve: async () => ['93.184.215.14'] })
  headers = await securityHeaders({ hsts: false })
})
afterAll(() => api.close())

const all = operations.filter((one) => !streams(one))
const named = (some: readonly ContractOperation[]) => some.map((one) => [one.id, one] as const)
const who = (operation: ContractOperation) => whoMay(api, operation, api.tenant)

test.each(named(all))(
  '%s: names its request, is kept by nobody and lets a browser do nothing',
  async (_id, operation) => {
    for (const [given, named] of [
      ['my.request-1', 'my.request-1'],
      ['no id', expect.stringMatching(/^[0-9a-f-]{36}$/)],
    ]) {
      const asker = who(operation)
      const answer = await ask(api, operation, {
        ...asker,
        headers: { ...asker.headers, 'x-request-id': String(given) },
      })
      expect(answer.headers).toMatchObject({ ...headers, 'x-request-id': named })
      if (operation.path.startsWith('/v1/')) expect(answer.headers['cache-control']).toBe('no-store')
      if (operation.route.probe) continue
      expect(answer.headers['ratelimit-policy']).toMatch(/^"default";q=\d+;w=\d+$/)
      expect(answer.headers['ratelimit']).toMatch(/^"default";r=\d+;t=\d+$/)
    }
  },
)

test.each(named(all.filter(({ route }) => !route.probe)))(
  '%s: a query parameter that it does not know is named',
  async (_id, operation) => {
    const { status, body } = await ask(api, operation, { ...who(operation), query: 'colour=red' })
    expect([status, body.code]).toEqual([422, 'validation_failed'])
    expect(body.errors).toContainEqual({ pointer: '#/query/colour', detail: 'is not known here' })
  },
)

/** `/v1/events/batch` is an event's path too, to whoever asks by another method. */
const fits = (path: string, pattern: string) => {
  const [given, wanted] = [path.split('/'), pattern.split('/')]
  return given.length === wanted.length && wanted.every((word, i) => word.startsWith('{') || word === given[i])
}
const paths = [...new Set(operations.map(({ path }) => path))]

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const lacking = paths.flatMap((path) => {
  const own = operations.filter((one) => fits(path, one.path))
  const missing = methods.find((method) => own.every((one) => one.method !== method))
  return missing === undefined ? [] : [[path, missing, own] as const]
})

test.each(lacking)('%s: a method that it does not have is answered with those it has', async (path, missing, own) => {
  const { status, body, headers } = await api.refused(missing, path.replaceAll(/\{\w+\}/g, 'x'))
  expect([status, body.code]).toEqual([405, 'method_not_allowed'])
  for (const { method } of own) expect(String(headers['allow']).split(', ')).toContain(method)
})

describe('a body', () => {
  const written = all.filter(({ method }) => method !== 'GET')

  test.each(named(written))('%s: is JSON, whole and within its limit, and nothing else', async (_id, operation) => {
    const asker = who(operation)
    const tell = async (asked: object) => {
      const { status, body } = await ask(api, operation, { ...asker, ...asked })
      return [status, body?.code]
    }
    const type = (value: string) => ({ headers: { ...asker.headers, 'content-type': value } })
    expect(await tell({ raw: 'a=1', ...type('application/x-www-form-urlencoded') })).toEqual([
      415,
      'unsupported_media_type',
    ])
    expect(await tell({ raw: '{"a":' })).toEqual([400, 'malformed_json'])
    expect(await tell({ raw: JSON.stringify('x'.repeat(9_000_000)) })).toEqual([413, 'payload_too_large'])
    expect(await tell({ raw: '[]' })).toEqual([422, 'validation_failed'])
  })

  test.each(named(written))('%s: a field that is not known is named', async (_id, operation) => {
    const known = mediaOf(operation)?.example ?? {}
    const { status, body } = await ask(api, operation, { ...who(operation), body: { ...known, 'a/b~c': 1 } })
    expect([status, body.code]).toEqual([422, 'validation_failed'])
    expect(body.errors).toContainEqual({ pointer: '/a~1b~0c', detail: 'is not known here' })
  })
})

test.each(named(operations.filter((one) => mediaOf(one))))(
  '%s: its documented example is one that it takes',
  (_id, operation) => {
    const parsed = operation.route.body?.safeParse(mediaOf(operation)?.example)
    expect(parsed?.error?.issues ?? []).toEqual([])
  },
)

/** An event's uid says itself what is the same. */
function bodyWithoutUid(operation: ContractOperation): object | undefined {
  const example = mediaOf(operation)?.example
  if (typeof example !== 'object' || example === null) return undefined
  const { uid: _, ...body } = { uid: undefined, ...afresh(example) }
  return body
}

describe('an Idempotency-Key', () => {
  const keyed = all.filter(({ route }) => takesKey(route))

  test('is taken by every POST that changes something, where somebody is known', () => {
    const posts = operations.filter(({ route }) => route.method === 'POST' && route.mutates && route.scope !== 'public')
    expect(posts.length).toBeGreaterThan(8)
    for (const { route } of posts) expect(takesKey(route)).toBe(true)
  })

  test.each(named(keyed))('%s: the same again is answered as before and does nothing', async (id, operation) => {
    const asker = who(operation)
    const path = await pathFor(operation, api, api.tenant)
    const body = bodyWithoutUid(operation)
    const asked = (over: object = { body }, key = id) =>
      ask(api, operation, { ...asker, path, ...over, headers: { ...asker.headers, 'idempotency-key': key } })
    const twins = await Promise.all([asked(), asked()])
    const [first] = twins
    if (first.status > 299) throw new Error(`It does not take its own example: ${first.text}`)
    expect(twins.map(({ status, text }) => ({ status, text }))).toEqual(
      [first, first].map(({ status, text }) => ({ status, text })),
    )
    expect(twins.map(({ headers }) => headers['idempotent-replayed'] ?? 'first').sort()).toEqual(['first', 'true'])

    const audited = async () => (await api.db.sql`select count(*)::int as n from audit_log`)[0]?.['n']
    const before = await audited()
    const again = await asked()
    expect([again.status, again.text, again.headers['idempotent-replayed']]).toEqual([first.status, first.text, 'true'])
    expect(await audited()).toBe(before)

    const other = await asked({ raw: ` ${JSON.stringify(body ?? {})}` })
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
  })

  // An event's stands for its uid, so there it is the tenant's.
  test.each(named(keyed.filter(({ route }) => route.mutates)))(
    "%s: one credential's is nothing to another's",
    async (id, operation) => {
      const path = await pathFor(operation, api, api.tenant)
      const others = { 'x-tenant-id': api.tenant.publicId, 'idempotency-key': `${id}-other` }
      const named = operation.route.tenant === 'none' ? { 'idempotency-key': `${id}-other` } : others
      const body = bodyWithoutUid(operation)
      await ask(api, operation, { as: api.operatorKey, path, headers: named, body })
      const key = await api.addKey(null, ['*'])
      const { headers } = await ask(api, operation, { as: key.secret, path, headers: named, body })
      expect(headers).not.toHaveProperty('idempotent-replayed')
    },
  )

  test.each(named(keyed))('%s: one that is none is refused', async (_id, operation) => {
    const asker = who(operation)
    const path = await pathFor(operation, api, api.tenant)
    const refused = await ask(api, operation, { ...asker, path, headers: { ...asker.headers, 'idempotency-key': 'ü' } })
    expect([refused.status, refused.body.code]).toEqual([422, 'validation_failed'])
  })
})

describe('X-Tenant-Id', () => {
  const inTenants = all.filter(({ route }) => route.scope !== 'public' && route.tenant !== 'none')

  test.each(named(inTenants))('%s: nobody acts in a tenant that is unknown to them', async (_id, operation) => {
    for (const [as, name] of [
      [api.operatorKey, 'nobody'],
      [api.tenant.key, 'g5-deployment'],
      [api.tenant.key, 'nobody'],
    ] as const) {
      if (as === api.tenant.key && who(operation).as !== as) continue
      const { status, body } = await ask(api, operation, { as, headers: { 'x-tenant-id': name } })
      expect([status, body.code]).toEqual([404, 'not_found'])
    }
  })

  test.each(named(inTenants.filter(({ route }) => route.tenant === 'required')))(
    "%s: the deployment's credentials have to name it",
    async (_id, operation) => {
      const { status, body } = await ask(api, operation, { as: api.operatorKey })
      expect([status, body.code]).toEqual([400, 'tenant_context_required'])
    },
  )
})
