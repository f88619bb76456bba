import type { Endpoint } from '@g5/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, type TestTenant, testApi } from '../../test/test-api.ts'

interface Page {
  data: Endpoint[]
  nextCursor: string | null
}

const path = '/v1/webhooks/endpoints'
let api: TestApi
let tenant: TestTenant
let stranger: TestTenant
/** By uid. */
const ids = new Map<string, string>()
beforeAll(async () => {
  api = await testApi({ resolve: async () => ['93.184.215.14'] })
  tenant = api.tenant
  stranger = await api.addTenant('stranger')
  for (const [uid, over] of Object.entries({
    billing: { url: 'https://Hooks.Example.com/Invoices?kind=100%25_a', description: 'Billing of ACME (Grüße)' },
    'billing-eu': { url: 'https://eu.example.com/hook', enabled: false },
    crm: { url: 'https://crm.example.net/in', description: 'not for billing' },
    quiet: { url: 'https://quiet.example.org/' },
  })) {
    const { body } = await api.call<Endpoint>('POST', path, { body: { uid, ...over } })
    ids.set(uid, body.id)
  }
  await api.call('POST', path, { body: { uid: 'billing', url: 'https://hooks.example.com/' }, as: stranger.key })
  const lane = (uid: string) =>
    api.db.sql`lane = (select lane from endpoints where uid = ${uid} and tenant_id = ${tenant.id})`
  await api.db.sql`update lanes set failing_since = now(), last_success_at = now(), circuit = 'open',
    circuit_since = now(), probe_at = now() where ${lane('billing')}`
  await api.db.sql`update lanes set failing_since = now(), circuit = 'half_open', circuit_since = now()
    where ${lane('billing-eu')}`
  await api.db.sql`update lanes set last_success_at = now() where ${lane('crm')}`
})
afterAll(() => api.close())

async function found(query: string | Record<string, string>, as = tenant.key): Promise<(string | null)[]> {
  const { body } = await api.call<Page>('GET', `${path}?${new URLSearchParams(query)}`, { as })
  return body.data.map(({ uid }) => uid)
}

describe('a search for', () => {
  test.each([
    ['hooks.example.COM', ['billing']],
    ['example.com', ['billing-eu', 'billing']],
    ['/invoices', ['billing']],
    ['Acme (gr', ['billing']],
    ['bill', ['crm', 'billing-eu', 'billing']],
    ['crm', ['crm']],
    ['ui', ['quiet']],
    ['eu', ['billing-eu']],
    ['BILLING-', []],
    ['100%25_a', ['billing']],
    ['100%_a', []],
    ['%', ['billing']],
    ['.*', []],
    ["'", []],
  ])(
    '%j finds it in URLs and descriptions, or where a uid starts; nothing that is typed is a pattern',
    async (q, uids) => {
      expect(await found({ q })).toEqual(uids)
    },
  )

  test('an id finds that endpoint, and no stranger’s', async () => {
    const q = ids.get('crm') ?? ''
    expect(await found({ q })).toEqual(['crm'])
    expect(await found({ q }, stranger.key)).toEqual([])
    expect(await found({ q: 'billing' }, stranger.key)).toEqual(['billing'])
    expect(await found({ q: 'hooks.example.com' }, api.operatorKey)).toEqual(['billing', 'billing'])
  })

  test.each([[''], ['x'.repeat(201)], ['\0']])('%j is refused', async (q) => {
    const refused = await api.refused('GET', `${path}?${new URLSearchParams({ q })}`)
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '#/query/q'])
  })
})

describe('the list', () => {
  test.each([
    ['health=failing', ['billing-eu', 'billing']],
    ['health=healthy', ['crm']],
    ['health=unknown', ['quiet']],
    ['health=unknown&health=failing', ['quiet', 'billing-eu', 'billing']],
    ['circuit=open', ['billing']],
    ['circuit=half_open&circuit=open', ['billing-eu', 'billing']],
    ['circuit=closed', ['quiet', 'crm']],
    ['circuit=closed&circuit=open', ['quiet', 'crm', 'billing']],
    ['health=failing&circuit=open&status=enabled', ['billing']],
    ['health=failing&status=disabled&q=eu.', ['billing-eu']],
    ['health=healthy&circuit=open', []],
  ])('of %s holds the endpoints that are, and no other', async (query, uids) => {
    expect(await found(query)).toEqual(uids)
  })

  test('shows the health that it filters by', async () => {
    for (const health of ['failing', 'healthy', 'unknown']) {
      const { body } = await api.call<Page>('GET', `${path}?health=${health}`)
      expect(body.data.length).toBeGreaterThan(0)
      for (const endpoint of body.data) expect(endpoint.health.state).toBe(health)
    }
  })

  test.each(['health=well', 'circuit=broken', 'health=', 'q=a&q=b'])('of %s is refused', async (query) => {
    const refused = await api.refused('GET', `${path}?${query}`)
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, `#/query/${query.split('=')[0]}`])
  })

  test.each(['health=failing', 'circuit=open&circuit=half_open', 'q=billing'])(
    'goes on with %s, and its cursor with nothing else',
    async (query) => {
      const first = await api.call<Page>('GET', `${path}?${query}&limit=1`)
      const { nextCursor } = first.body
      const next = await api.call<Page>('GET', `${path}?${query}&limit=1&cursor=${nextCursor}`)
      expect([...first.body.data, ...next.body.data].map(({ uid }) => uid)).toEqual((await found(query)).slice(0, 2))
      for (const other of ['', 'health=unknown&', 'circuit=closed&', 'q=bill&']) {
        const refused = await api.refused('GET', `${path}?${other}cursor=${nextCursor}`)
        expect([other, refused.status, refused.body.code]).toEqual([other, 400, 'bad_cursor'])
      }
    },
  )
})
