import type { Endpoint, Problem, Tenant } from '@g5/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi({ env: { CLASS_QUEUES: 'premium', TENANT_CLASS_WEIGHTS: 'trial:1' } })
})
afterAll(() => api.close())

const path = '/v1/tenants'
const call = <T = Tenant>(method: string, place = '', body?: unknown, as = api.operatorKey) =>
  api.call<T>(method, path + place, { as, ...(body !== undefined && { body }) })
const refused = (method: string, place = '', body?: unknown, as = api.operatorKey) =>
  call<Problem>(method, place, body, as).then(({ status, body }) => [status, body?.code])
const make = async (slug: string, over = {}) => (await call('POST', '', { name: slug, slug, ...over })).body
const audits = (action: string) => api.db.sql`select * from audit_log where action = ${action} order by id desc`

describe('making one', () => {
  test('answers with all of it, and where it is, by each of its names', async () => {
    const made = await call('POST', '', {
      ...{ name: 'Whole Inc.', slug: 'whole', uid: 'crm-7', class: 'premium' },
      ...{ limits: { payloadBytes: 1_000 }, settings: { payloadRetentionDays: 30 } },
    })
    expect([made.status, made.headers['location']]).toEqual([201, `${path}/${made.body.id}`])
    expect(made.body).toMatchObject({
      ...{ name: 'Whole Inc.', slug: 'whole', uid: 'crm-7', class: 'premium', status: 'active', erasure: null },
      limits: { eventsPerSecond: null, endpoints: null, payloadBytes: 1_000 },
      settings: { validateEvents: false, payloadRetentionDays: 30, storeResponses: true },
      usage: { endpoints: 0 },
    })
    for (const name of [made.body.id, 'whole', 'crm-7']) expect((await call('GET', `/${name}`)).body).toEqual(made.body)
  })

  test("is in the tenant's own audit log", async () => {
    const { id } = await make('audited')
    const tenant = await api.call<{ data: Tenant[] }>('GET', path, {
      as: api.operatorKey,
      headers: { 'x-tenant-id': id },
    })
    expect(tenant.body.data.map((one) => one.id)).toEqual([id])
    const [audit] = await audits('tenant.created')
    expect(audit).toMatchObject({ actor_kind: 'operator', target_kind: 'tenant', tenant_id: audit?.['target_id'] })
    expect(audit?.['changes']).toMatchObject({ slug: { to: 'audited' }, class: { to: 'default' } })
  })

  test.each([
    [{ slug: 'Upper' }, '/slug'],
    [{ slug: '-edge' }, '/slug'],
    [{ slug: 'a'.repeat(64) }, '/slug'],
    [{ uid: 'ten_01jaaaaaaaaaaaaaaaaaaaaaaa' }, '/uid'],
    [{ name: '' }, '/name'],
    [{ class: 'nobody-heard-of' }, '/class'],
    [{ status: 'suspended' }, '/status'],
    [{ limits: { eventsPerSecond: 0 } }, '/limits/eventsPerSecond'],
    [{ limits: { colour: 1 } }, '/limits/colour'],
    [{ settings: { payloadRetentionDays: 0.5 } }, '/settings/payloadRetentionDays'],
  ])('%j is refused, and named', async (over, pointer) => {
    const { status, body } = await call<Problem>('POST', '', { name: 'Bad', slug: 'bad', ...over })
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, pointer])
  })

  test('with a name that another has is a conflict, whichever of its names that is', async () => {
    await make('slug-1', { uid: 'uid-1' })
    const taken = (body: object) => refused('POST', '', { name: 'Again', slug: 'free', ...body })
    expect(await taken({ slug: 'slug-1' })).toEqual([409, 'slug_taken'])
    expect(await taken({ slug: 'uid-1' })).toEqual([409, 'slug_taken'])
    expect(await taken({ uid: 'uid-1' })).toEqual([409, 'uid_taken'])
    expect(await taken({ uid: 'slug-1' })).toEqual([409, 'uid_taken'])
    expect(await taken({ slug: 'g5-deployment' })).toEqual([409, 'slug_taken'])
    expect(await refused('PATCH', '/slug-1', { slug: 'first' })).toEqual([409, 'slug_taken'])
  })

  test('by four at once makes one', async () => {
    const made = await Promise.all([1, 2, 3, 4].map(() => refused('POST', '', { name: 'Race', slug: 'race' })))
    expect(made.map(([status]) => status).sort()).toEqual([201, 409, 409, 409])
  })
})

describe('putting by uid', () => {
  const put = (name: string, over = {}) => call('PUT', `/${name}`, { name, slug: `${name}-slug`, ...over })

  test('makes one, then replaces it: what is left out is reset, and a suspension stays', async () => {
    const made = await put('put-1', { class: 'trial', limits: { endpoints: 3 } })
    expect([made.status, made.body.uid, made.body.limits.endpoints]).toEqual([201, 'put-1', 3])
    await call('PATCH', '/put-1', { status: 'suspended' })
    const replaced = await put('put-1', { name: 'Other' })
    expect(replaced.status).toBe(200)
    expect(replaced.body).toMatchObject({ id: made.body.id, name: 'Other', uid: 'put-1', class: 'default' })
    expect(replaced.body).toMatchObject({ status: 'suspended', limits: { endpoints: null } })
  })

  test('by three at once makes one', async () => {
    const made = await Promise.all([1, 2, 3].map(() => put('put-2')))
    expect(made.map(({ status }) => status).sort()).toEqual([200, 200, 201])
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1)
  })

  test('takes no other uid in its body, and no name that a uid can not be', async () => {
    expect(await refused('PUT', '/put-3', { name: 'a', slug: 'put-3', uid: 'other' })).toEqual([
      422,
      'validation_failed',
    ])
    for (const id of ['ten_01jaaaaaaaaaaaaaaaaaaaaaaa', 'ep_01jaaaaaaaaaaaaaaaaaaaaaaa'])
      expect(await refused('PUT', `/${id}`, { name: 'a', slug: 'put-4' })).toEqual([404, 'not_found'])
  })
})

test('a merge patch changes what it names, entry by entry; null removes, and the rest stays', async () => {
  await make('patched', {
    uid: 'patched-uid',
    limits: { endpoints: 5, payloadBytes: 10 },
    settings: { payloadRetentionDays: 7, storeResponses: false },
  })
  const { body } = await call('PATCH', '/patched', {
    uid: null,
    limits: { endpoints: null, eventsPerSecond: 50 },
    settings: { storeResponses: null },
  })
  expect(body).toMatchObject({
    ...{ name: 'patched', slug: 'patched', uid: null },
    limits: { eventsPerSecond: 50, endpoints: null, payloadBytes: 10 },
    settings: { validateEvents: false, payloadRetentionDays: 7, storeResponses: true },
  })
  const [audit] = await audits('tenant.updated')
  expect(Object.keys(audit?.['changes'])).toEqual(['uid', 'limits', 'settings'])
  expect(await refused('PATCH', '/patched', { class: 'nobody-heard-of' })).toEqual([422, 'validation_failed'])
  expect(await refused('PATCH', '/nobody', {})).toEqual([404, 'not_found'])
})

test('a list is paged, newest first, and filtered; the deployment itself is no tenant', async () => {
  const ids = []
  for (const n of [1, 2, 3]) ids.unshift((await make(`listed-${n}`, { class: 'trial' })).id)
  await call('PATCH', '/listed-2', { status: 'suspended' })
  const list = async (query: string) =>
    (await call<{ data: Tenant[]; nextCursor: string | null }>('GET', `?${query}`)).body
  const first = await list('class=trial&limit=2')
  const second = await list(`class=trial&limit=2&cursor=${first.nextCursor}`)
  expect([...first.data, ...second.data].map(({ id }) => id).slice(0, 3)).toEqual(ids)
  expect((await list('class=trial&status=suspended')).data.map(({ slug }) => slug)).toContain('listed-2')
  expect((await list('uid=nobody')).data).toEqual([])
  expect((await list('limit=250')).data.map(({ slug }) => slug)).not.toContain('g5-deployment')
  for (const name of ['g5-deployment', 'ten_00000000007000800000000000']) {
    expect((await refused('GET', `/${name}`))[0]).toBe(404)
    expect((await refused('DELETE', `/${name}`))[0]).toBe(404)
  }
})

test("a tenant's credential reads its own tenant and no other, and changes none", async () => {
  const own = await api.addTenant('own')
  const other = await api.addTenant('other')
  const read = (name: string) => refused('GET', `/${name}`, undefined, own.key).then(([status]) => status)
  expect(await Promise.all([own.publicId, own.slug, other.publicId, other.slug, 'nobody'].map(read))).toEqual([
    200, 200, 404, 404, 404,
  ])
  const listed = await call<{ data: Tenant[] }>('GET', '', undefined, own.key)
  expect(listed.body.data.map(({ id }) => id)).toEqual([own.publicId])
  for (const [method, place] of [
    ['POST', ''],
    ['PUT', '/own'],
    ['PATCH', '/own'],
    ['DELETE', '/own'],
  ] as const)
    expect(await refused(method, place, { name: 'a', slug: 'b' }, own.key)).toEqual([403, 'forbidden'])
})

test('the limit of endpoints holds, and what is used of it is shown', async () => {
  const tenant = await api.addTenant('endpoints')
  await call('PATCH', '/endpoints', { limits: { endpoints: 1 } })
  const endpoint = () =>
    api.call<Endpoint>('POST', '/v1/webhooks/endpoints', { as: tenant.key, body: { url: 'http://127.0.0.1:8080/' } })
  expect([(await endpoint()).status, (await endpoint()).status]).toEqual([201, 409])
  expect((await call('GET', '/endpoints')).body.usage).toEqual({ endpoints: 1 })
})

test('of four that take one name at once, one gets it', async () => {
  for (const name of ['taker-1', 'taker-2', 'taker-3', 'taker-4']) await make(name)
  const renamed = await Promise.all(
    [1, 2, 3, 4].map((n) => refused('PATCH', `/taker-${n}`, n % 2 ? { slug: 'prize' } : { uid: 'prize' })),
  )
  expect(renamed.map(([status]) => status).sort()).toEqual([200, 409, 409, 409])
})
