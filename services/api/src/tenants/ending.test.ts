import type { Session, Tenant } from '@g5/contracts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApi, type TestTenant, testApi } from '../../test/test-api.ts'

let api: TestApi
let tenant: TestTenant
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())
let count = 0
beforeEach(async () => {
  tenant = await api.addTenant(`ending-${count++}`)
})

const operate = <T = Tenant>(method: string, name: string, body?: object) =>
  api.call<T>(method, `/v1/tenants/${name}`, { as: api.operatorKey, ...(body && { body }) })
const post = (as = tenant.key, headers: Record<string, string> = {}) =>
  api.refused('POST', '/v1/events', { as, headers, body: { type: 'a', payload: 1 } })
const addEndpoint = () =>
  api.call('POST', '/v1/webhooks/endpoints', { as: tenant.key, body: { url: 'http://127.0.0.1:8080/hook' } })
const eventsOf = async ({ id }: TestTenant) =>
  (await api.db.sql`select count(*)::int as n from events where tenant_id = ${id}`)[0]?.['n']

describe('a suspended tenant', () => {
  const set = (status: string) => operate('PATCH', tenant.publicId, { status })

  test('takes no event from the answer on, reads on, and takes events once it is active again', async () => {
    expect((await post()).status).toBe(202)
    expect((await set('suspended')).body.status).toBe('suspended')
    const refused = await post()
    expect([refused.status, refused.body.code]).toEqual([403, 'tenant_suspended'])
    const listed = await api.call<{ data: object[] }>('GET', '/v1/events', { as: tenant.key })
    expect([listed.status, listed.body.data.length]).toEqual([200, 1])
    expect((await set('active')).body.status).toBe('active')
    expect((await post()).status).toBe(202)
  })

  test('took what was accepted before it, and nothing after, while events never stop coming', async () => {
    const answers: Promise<[number, number]>[] = []
    let order = 0
    let suspendedAt = Number.POSITIVE_INFINITY
    const flood = () => answers.push(Promise.resolve(order++).then(async (n) => [n, (await post()).status]))
    for (let n = 0; n < 20; n++) flood()
    const suspending = set('suspended').then(() => {
      suspendedAt = order
    })
    while (suspendedAt === Number.POSITIVE_INFINITY) {
      flood()
      await answers.at(-1)
    }
    for (let n = 0; n < 20; n++) flood()
    await suspending
    const all = await Promise.all(answers)
    expect(all.filter(([n, status]) => n >= suspendedAt && status !== 403)).toEqual([])
    expect(await eventsOf(tenant)).toBe(all.filter(([, status]) => status === 202).length)
  })

  test('says in its audit log who suspended it', async () => {
    await set('suspended')
    await set('active')
    const rows = await api.db.sql`select action, changes from audit_log where tenant_id = ${tenant.id} order by id`
    expect(rows.map((row) => row['action'])).toEqual(['tenant.suspended', 'tenant.activated'])
    expect(rows[0]?.['changes']).toEqual({ status: { from: 'active', to: 'suspended' } })
  })
})

describe('a tenant that is deleted', () => {
  const remove = () => operate('DELETE', tenant.slug)

  test('shows how far its erasure has come; deleted again there is no such tenant', async () => {
    const deleted = await remove()
    expect(deleted.status).toBe(202)
    expect(deleted.body).toMatchObject({ id: tenant.publicId, status: 'erasing', slug: null, uid: null })
    expect(deleted.body.erasure?.erased).toEqual({ events: 0, deliveries: 0, attempts: 0, other: 0 })
    expect((await operate('GET', tenant.publicId)).body).toEqual(deleted.body)
    const listed = await api.call<{ data: Tenant[] }>('GET', '/v1/tenants?status=erasing', { as: api.operatorKey })
    expect(listed.body.data.map(({ id }) => id)).toContain(tenant.publicId)
    for (const method of ['DELETE', 'PATCH'])
      expect((await operate(method, tenant.publicId, method === 'PATCH' ? {} : undefined)).status).toBe(404)
  })

  test('accepts nothing more, whoever asks, and its credentials end', async () => {
    await api.addUser(tenant.id, `${tenant.slug}@test.test`, 'admin', 'correct horse')
    const credentials = { email: `${tenant.slug}@test.test`, password: 'correct horse' }
    const login = () => api.call<Session>('POST', '/v1/auth/login', { as: null, body: credentials })
    const session = (await login()).body
    expect((await post()).status).toBe(202)
    await remove()
    expect((await post()).status).toBe(401)
    expect((await api.call('GET', '/v1/me', { as: tenant.key })).status).toBe(401)
    expect((await api.call('GET', '/v1/me', { as: session.accessToken })).status).toBe(401)
    expect((await login()).status).toBe(401)
    expect((await post(api.operatorKey, { 'x-tenant-id': tenant.publicId })).status).toBe(404)
    expect(await eventsOf(tenant)).toBe(1)
  })

  test('accepts nothing after the answer, while events never stop coming', async () => {
    const flood = Array.from({ length: 200 }, () => post())
    const removed = remove()
    const [, ...answers] = await Promise.all([removed, ...flood])
    const accepted = answers.filter(({ status }) => status === 202).length
    for (const { status } of answers) expect([202, 401, 404]).toContain(status)
    expect(await eventsOf(tenant)).toBe(accepted)
  })

  test('has no endpoint from the answer on: what was open for them is cancelled by whoever comes to it', async () => {
    await addEndpoint()
    await post()
    await remove()
    const [row] = await api.db.sql`
      select (select count(*)::int from endpoints where tenant_id = ${tenant.id}) as endpoints,
             (select count(*)::int from lanes where tenant_id = ${tenant.id} and closed_at is null) as lanes`
    expect(row).toEqual({ endpoints: 0, lanes: 0 })
  })

  test('gives its names away at once', async () => {
    await operate('PATCH', tenant.slug, { uid: `${tenant.slug}-uid` })
    await remove()
    const body = { name: 'Next', slug: tenant.slug, uid: `${tenant.slug}-uid` }
    const next = await api.call<Tenant>('POST', '/v1/tenants', { as: api.operatorKey, body })
    expect(next.status).toBe(201)
    expect((await operate('GET', tenant.slug)).body.id).toBe(next.body.id)
  })

  test("is told of in the deployment's audit log, with who did it", async () => {
    await remove()
    const [audit] = await api.db
      .sql`select * from audit_log where action = 'tenant.deleted' and target_id = ${tenant.id}`
    expect(audit).toMatchObject({ tenant_id: null, actor_kind: 'operator', target_kind: 'tenant' })
    expect(audit?.['changes']).toMatchObject({ slug: { from: tenant.slug } })
  })
})

test('a stored answer says whose it is, so that it goes with its tenant', async () => {
  const headers = { 'idempotency-key': 'stored' }
  const body = { url: 'http://127.0.0.1:8080/hook' }
  await api.call('POST', '/v1/webhooks/endpoints', { as: tenant.key, headers, body })
  const [row] = await api.db.sql`select tenant_id from idempotent_answers`
  expect(row?.['tenant_id']).toBe(tenant.id)
})
