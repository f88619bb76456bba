import { type Explanation, type MatchedEvents, type Me, type Problem, portalScopes, publicId } from '@g5/contracts'
import { holdBulk, stepThroughDeliveries } from '@g5/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { isStreamAnswer } from '../answer.ts'
import { routes } from '../routes.ts'

interface Row {
  id: string
  endpointId: string
}
interface List {
  data: Row[]
}

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const all = ['view', 'endpoints', 'secrets', 'send']
const open = (body: object, as = api.operatorKey, tenant = api.tenant.slug) =>
  api.call<{ url: string; expiresAt: string }>('POST', `/v1/tenants/${tenant}/portal-sessions`, { as, body })
const codeOf = (url: string) => new URLSearchParams(new URL(url).hash.slice(1)).get('code') ?? ''
let places = 0
const exchange = (code: string) =>
  api.call<{ accessToken: string; expiresIn: number }>('POST', '/v1/auth/portal', {
    as: null,
    body: { code },
    address: `10.2.${places >> 8}.${places++ & 255}`,
  })
const enter = async (body: object) => (await exchange(codeOf((await open(body)).body.url))).body.accessToken
const endAll = () => api.call('DELETE', `/v1/tenants/${api.tenant.publicId}/portal-sessions`, { as: api.operatorKey })
const addEndpoint = async (uid: string) => {
  const body = { url: 'http://127.0.0.1:8080/hook', uid }
  return (await api.call<Row>('POST', '/v1/webhooks/endpoints', { body })).body.id
}

describe('a portal session', () => {
  test('is opened by a link that leads to the console, and does what its capabilities say', async () => {
    const { status, body } = await open({ capabilities: ['view', 'endpoints'], expiresInSeconds: 600, subject: 'ada' })
    expect(status).toBe(201)
    expect(body.url).toMatch(/^http:\/\/[^/]+\/console\/portal#code=g5c_[\w-]{43}$/)
    const { status: exchanged, body: token } = await exchange(codeOf(body.url))
    expect([exchanged, Math.abs(token.expiresIn - 600) <= 5]).toEqual([200, true])
    expect((await api.call<Me>('GET', '/v1/me', { as: token.accessToken })).body).toMatchObject({
      kind: 'portal',
      name: 'ada',
      tenantId: api.tenant.publicId,
      scopes: ['read', 'payloads:read', 'endpoints:write'],
      endpointIds: null,
    })
    const made = await api.call('POST', '/v1/webhooks/endpoints', {
      as: token.accessToken,
      body: { url: 'http://127.0.0.1:8080/ada' },
    })
    expect(made.status).toBe(201)
    const [audit] = await api.db.sql`select * from audit_log where action = 'endpoint.created' order by id desc limit 1`
    expect(audit).toMatchObject({ actor_kind: 'portal', actor_name: 'ada', tenant_id: api.tenant.id })
    expect(audit?.['actor_id']).not.toBeNull()
    const secret = await api.call('GET', `/v1/webhooks/endpoints/${made.body['id']}/secret`, { as: token.accessToken })
    expect(secret.status).toBe(403)
    for (const path of ['/v1/users', '/v1/api-keys'])
      expect((await api.call('GET', path, { as: token.accessToken })).status).toBe(403)
  })

  test('sees its own tenant alone', async () => {
    const other = await api.addTenant('portal-other')
    const token = await enter({ capabilities: all })
    const named = [other.slug, other.publicId, 'g5-deployment', 'nobody']
    let asked = 0
    for (const { method, url, scope, tenant } of routes) {
      if (tenant === 'none' || scope === 'public') continue
      const path = url.replaceAll(/:\w+/g, 'none')
      for (const name of named) {
        const { status } = await api.call(method, path, { as: token, headers: { 'x-tenant-id': name } })
        const held: readonly string[] = portalScopes(all)
        expect([method, url, name, status]).toEqual([method, url, name, held.includes(scope) ? 404 : 403])
        asked++
      }
    }
    expect(asked).toBeGreaterThan(150)
  })

  test.each(all.flatMap((one) => [[one, undefined] as const, [one, ['any']] as const]))(
    'that may %s, of endpoints %j, may nothing else',
    async (only, endpointIds) => {
      if (endpointIds) await api.call('PUT', '/v1/webhooks/endpoints/any', { body: { url: 'http://127.0.0.1:8080/' } })
      const token = await enter({ capabilities: [only], ...(endpointIds && { endpointIds }) })
      const held: readonly string[] = portalScopes([only])
      expect((await api.call<Me>('GET', '/v1/me', { as: token })).body.scopes).toEqual(held)
      let refused = 0
      for (const { method, url, scope } of routes) {
        if (scope === 'public' || scope === 'any' || held.includes(scope)) continue
        const { status, body } = await api.refused(method, url.replaceAll(/:\w+/g, 'none'), { as: token })
        expect([method, url, status, body.code]).toEqual([method, url, 403, 'forbidden'])
        refused++
      }
      expect(refused).toBeGreaterThan(40)
    },
  )

  test('is opened once, and soon: an unknown, a used and an expired code are refused alike', async () => {
    const [used, late, ended] = [
      await open({ capabilities: ['view'] }),
      await open({ capabilities: ['view'], subject: 'late' }),
      await open({ capabilities: ['view'], subject: 'ended' }),
    ]
    await exchange(codeOf(used.body.url))
    await api.db.sql`update portal_sessions set code_expires_at = now() where subject = 'late'`
    await api.db.sql`update portal_sessions set expires_at = now() where subject = 'ended'`
    const codes = ['g5c_unknown', ...[used, late, ended].map(({ body }) => codeOf(body.url))]
    const answers = await Promise.all(codes.map(exchange))
    for (const { status, body } of answers)
      expect([status, { ...body, requestId: '' }]).toEqual([401, { ...answers[0]?.body, requestId: '' }])
    const both = await open({ capabilities: ['view'] })
    const twice = await Promise.all([exchange(codeOf(both.body.url)), exchange(codeOf(both.body.url))])
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('ends in its time, and all of them end at once when somebody says so', async () => {
    const expired = await enter({ capabilities: ['view'], subject: 'expired' })
    await api.db.sql`update portal_sessions set expires_at = now() where subject = 'expired'`
    expect((await api.call('GET', '/v1/me', { as: expired })).status).toBe(401)
    const token = await enter({ capabilities: ['view'] })
    const unopened = await open({ capabilities: ['view'] })
    expect((await api.call('GET', '/v1/me', { as: token })).status).toBe(200)
    expect((await endAll()).status).toBe(204)
    expect((await api.call('GET', '/v1/me', { as: token })).status).toBe(401)
    expect((await exchange(codeOf(unopened.body.url))).status).toBe(401)
    expect((await endAll()).status).toBe(204)
  })

  test('keeps its code and its token nowhere', async () => {
    const { body } = await open({ capabilities: ['view'] })
    const code = codeOf(body.url)
    const { accessToken } = (await exchange(code)).body
    const audit = await api.db.sql`select * from audit_log where action like 'portal_session.%'`
    expect(audit.length).toBeGreaterThan(1)
    for (const secret of [code, accessToken]) expect(JSON.stringify([audit, api.lines])).not.toContain(secret)
  })

  test('is opened by a deployment, and grants nothing that its maker lacks', async () => {
    expect((await open({ capabilities: ['view'] }, api.tenant.key)).status).toBe(403)
    const { secret } = await api.addKey(null, ['portal:create', 'read', 'payloads:read'])
    expect((await open({ capabilities: ['view'] }, secret)).status).toBe(201)
    const refused = await open({ capabilities: ['secrets'] }, secret)
    expect([refused.status, (refused.body as object as Problem).detail]).toEqual([
      403,
      expect.stringContaining('secrets:read'),
    ])
    for (const tenant of ['nobody', 'g5-deployment', publicId('tenant', '0199c2a4-1c00-7000-8000-000000000001')])
      expect((await open({ capabilities: ['view'] }, api.operatorKey, tenant)).status).toBe(404)
  })

  test.each([
    [{ capabilities: [] }],
    [{ capabilities: ['fly'] }],
    [{ capabilities: ['view'], expiresInSeconds: 86_401 }],
    [{ capabilities: ['view'], endpointIds: [] }],
    [{ capabilities: ['view'], endpointIds: ['nobody'] }],
    [{}],
  ])('has to be asked for in full: %o is refused', async (body) => {
    expect((await open(body)).status).toBe(422)
  })

  test('is not found by guessing codes', async () => {
    const tries = []
    for (let n = 0; n < 11; n++) tries.push((await exchange('g5c_guess')).status)
    expect(tries).toEqual([...Array(10).fill(401), 429])
  })
})

describe('a session of some endpoints', () => {
  let token: string
  let own: string
  let other: string
  let shared: string
  let foreign: string
  const call = <T = Record<string, unknown>>(method: string, path: string, body?: object) =>
    api.call<T>(method, path, { as: token, ...(body && { body }) })

  beforeAll(async () => {
    own = await addEndpoint('own')
    other = await addEndpoint('other')
    token = await enter({ capabilities: all, endpointIds: ['own'], subject: 'narrow' })
    const post = async (endpointIds: string[]) =>
      (await api.call<Row>('POST', '/v1/events', { body: { type: 'a', payload: 1, endpointIds } })).body.id
    shared = await post([own, other])
    foreign = await post([other])
    await api.db.sql`update open_deliveries set state = 'dead', next_at = null`
    await api.db.sql`update lanes set circuit = 'open', circuit_since = now(), probe_at = now()`
  })
  const deliveryTo = async (endpointId: string) =>
    (await api.call<List>('GET', `/v1/webhooks/deliveries?endpointId=${endpointId}`)).body.data[0]?.id ?? ''

  test('says which', async () => {
    expect((await call<Me>('GET', '/v1/me')).body.endpointIds).toEqual([own])
  })

  test('lists what is of those, and nothing else', async () => {
    const ids = async (path: string) => (await call<List>('GET', path)).body.data.map((row) => row.id)
    const endpointsOf = async (path: string) => (await call<List>('GET', path)).body.data.map((row) => row.endpointId)
    expect(await ids('/v1/webhooks/endpoints')).toEqual([own])
    expect(await ids('/v1/events')).toEqual([shared])
    for (const path of ['deliveries', 'dlq', 'circuits'])
      expect([path, await endpointsOf(`/v1/webhooks/${path}`)]).toEqual([path, [own]])
    expect(await ids(`/v1/webhooks/deliveries?endpointId=${other}`)).toEqual([])
    expect((await call('GET', `/v1/events/${shared}`)).body['deliveries']).toMatchObject({ dead: 1 })
    expect((await call('GET', `/v1/events/${foreign}`)).status).toBe(404)
  })

  test('changes in bulk what is of those, and nothing else, whatever it selects', async () => {
    const matched = async (select: object) =>
      (await call('POST', '/v1/webhooks/bulk', { action: 'send', select, dryRun: true })).body['matched']
    expect(await matched({ status: ['dead'] })).toBe(1)
    expect(await matched({ status: ['dead'], endpointId: other })).toBe(0)
    expect(await matched({ status: ['dead'], ids: [await deliveryTo(other)] })).toBe(0)
    await api.db.sql`delete from open_deliveries where endpoint_id not in (select id from endpoints where uid = 'own')
      and event_id in (select event_id from open_deliveries group by event_id having count(*) > 1)`
    expect(await matched({ missing: true, endpointId: other })).toBe(0)
    expect(
      (
        await api.call('POST', '/v1/webhooks/bulk', {
          body: { action: 'send', select: { missing: true, endpointId: other }, dryRun: true },
        })
      ).body['matched'],
    ).toBeGreaterThan(0)

    const made = await call<Row>('POST', '/v1/webhooks/dlq/replay', { select: {} })
    expect([made.status, made.body]).toMatchObject([202, { matched: 1 }])
    const [row] = await api.db.sql`select id from bulks order by id desc limit 1`
    const moved = await api.db.orm.transaction(async (tx) => {
      const bulk = await holdBulk(tx, row?.['id'], 100)
      return bulk ? (await stepThroughDeliveries(tx, bulk, 100)).moved : []
    })
    expect(moved.map(({ id }) => publicId('delivery', id))).toEqual([await deliveryTo(own)])
  })

  test('sees the bulks that can touch nothing of another', async () => {
    const wide = (
      await api.call<Row>('POST', '/v1/webhooks/bulk', {
        body: { action: 'send', select: { status: ['dead'] } },
      })
    ).body.id
    const ofOther = (
      await api.call<Row>('POST', '/v1/webhooks/bulk', {
        body: { action: 'send', select: { status: ['dead'], endpointId: other } },
      })
    ).body.id
    const mine = (await call<Row>('POST', `/v1/webhooks/endpoints/own/recover`, { from: '2026-01-01T00:00:00Z' })).body
      .id
    const listed = (await call<List>('GET', '/v1/webhooks/bulk')).body.data.map(({ id }) => id)
    expect(listed).toContain(mine)
    for (const id of [wide, ofOther]) {
      expect(listed).not.toContain(id)
      expect((await call('GET', `/v1/webhooks/bulk/${id}`)).status).toBe(404)
      expect((await call('PATCH', `/v1/webhooks/bulk/${id}`, { paused: true })).status).toBe(404)
      expect((await call('DELETE', `/v1/webhooks/bulk/${id}`)).status).toBe(404)
    }
    expect((await call('DELETE', `/v1/webhooks/bulk/${mine}`)).status).toBe(204)
  })

  test('can not ask what can not be narrowed, nor touch what is not its own, by whatever route', async () => {
    const held: readonly string[] = (await call<Me>('GET', '/v1/me')).body.scopes
    const valid = (method: string, url: string) =>
      method === 'PUT'
        ? { url: 'http://127.0.0.1:8080/stolen' }
        : /(recover|replay-missing)$/.test(url)
          ? { from: '2026-01-01T00:00:00Z' }
          : method === 'PATCH'
            ? {}
            : undefined
    const delivery = await deliveryTo(other)
    const idFor: [string, string][] = [
      ['/v1/webhooks/endpoints', other],
      ['/v1/webhooks/circuits', other],
      ['/v1/webhooks/deliveries', delivery],
      ['/v1/webhooks/dlq', delivery],
      ['/v1/events', foreign],
    ]
    let asked = 0
    const streams: string[] = []
    for (const { method, url, scope, narrow, answers } of routes) {
      if (scope === 'public' || scope === 'any' || !held.includes(scope)) continue
      if (narrow && Object.values(answers).some(isStreamAnswer)) {
        streams.push(url)
        continue
      }
      const id = idFor.find(([collection]) => url.startsWith(`${collection}/:`))?.[1] ?? 'none'
      const query = url.endsWith('/explain') ? '?endpointId=own' : ''
      const { status, body, text } = await call<Problem>(method, url.replace(/:\w+/, id) + query, valid(method, url))
      if (!narrow) expect([method, url, status, body.code]).toEqual([method, url, 403, 'forbidden'])
      else if (url.includes(':')) expect([method, url, status, body.code]).toEqual([method, url, 404, 'not_found'])
      else expect([method, url, [other, foreign].filter((one) => text.includes(one))]).toEqual([method, url, []])
      asked++
    }
    expect(asked).toBeGreaterThan(20)
    expect(streams).toEqual(['/v1/webhooks/deliveries/stream']) // Their own tests show what such a session hears.
    expect((await call('POST', '/v1/webhooks/endpoints', { url: 'http://127.0.0.1:8080/more' })).status).toBe(403)
  })

  test('is told why an event of its own did or did not go to an endpoint of its own, and of nothing else', async () => {
    const second = await addEndpoint('second')
    const two = await enter({ capabilities: ['view'], endpointIds: ['own', 'second'] })
    const explain = (event: string, endpoint: string, as = token) =>
      api.call<Explanation>('GET', `/v1/events/${event}/explain?endpointId=${endpoint}`, { as })
    for (const name of [own, 'own'])
      expect((await explain(shared, name)).body).toMatchObject({ outcome: 'delivered_to', endpointId: own })
    const told = await explain(shared, 'second', two)
    expect(told.body).toMatchObject({ outcome: 'not_wanted', endpointId: second })
    for (const id of [own, other]) expect(told.text).not.toContain(id)
    const refused = [
      await explain(shared, other),
      await explain(shared, 'other'),
      await explain(shared, second),
      await explain(foreign, own),
      await explain(foreign, 'second', two),
      await explain(publicId('event', '0199c2a4-1c00-7000-8000-000000000001'), own),
    ]
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 404))
  })

  test('previews bodies of its own endpoints and of events that went to them', async () => {
    const preview = <T = { body: string }>(endpoint: string, body: object, as = token) =>
      api.call<T>('POST', `/v1/webhooks/endpoints/${endpoint}/preview`, { body, as })
    for (const name of [own, 'own']) {
      expect((await preview(name, { payload: { a: 1 }, transform: 'payload.a' })).body.body).toBe('1')
      expect((await preview(name, { eventId: shared })).body.body).toBe('1')
    }
    const unheardOf = publicId('event', '0199c2a4-1c00-7000-8000-000000000001')
    const [theirs, none] = [
      await preview<Problem>('own', { eventId: foreign }),
      await preview<Problem>('own', { eventId: unheardOf }),
    ]
    expect([theirs.status, theirs.body.errors?.[0]?.pointer]).toEqual([422, '/eventId'])
    expect({ ...theirs.body, requestId: '' }).toEqual({ ...none.body, requestId: '' })
    for (const name of [other, 'other']) expect((await preview(name, { payload: 1 })).status).toBe(404)
    const looking = await enter({ capabilities: ['view'], endpointIds: ['own'] })
    expect((await preview('own', { payload: 1 }, looking)).status).toBe(403)
  })

  test('tries what an endpoint would want on the events that went to its own', async () => {
    const match = async (body: object) => call<MatchedEvents>('POST', '/v1/webhooks/endpoints/match', body)
    const { body: told, text } = await match({ endpointId: 'own', filter: { payload: 1 } })
    expect([told.looked, told.matched, told.data.map(({ eventId }) => eventId)]).toEqual([1, 1, [shared]])
    for (const id of [foreign, other, own]) expect(text).not.toContain(id)
    expect((await match({ type: ['a'], filter: { payload: 2 } })).body).toMatchObject({ looked: 1, matched: 0 })
    for (const endpointId of [other, 'other']) expect((await match({ endpointId })).status).toBe(422)
  })

  test('does to its own what its capabilities say, by id and by uid', async () => {
    for (const name of [own, 'own']) {
      expect((await call('PATCH', `/v1/webhooks/endpoints/${name}`, { description: name })).status).toBe(200)
      expect((await call('GET', `/v1/webhooks/endpoints/${name}/secret`)).status).toBe(200)
      expect((await call('POST', `/v1/webhooks/circuits/${name}/reset`)).status).toBe(200)
    }
    expect((await call('POST', `/v1/webhooks/deliveries/${await deliveryTo(own)}/retry`)).status).toBe(202)
  })
})
