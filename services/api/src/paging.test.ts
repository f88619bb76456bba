import type { Event } from '@g5/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, testApi } from '../test/test-api.ts'

interface Page {
  data: Event[]
  nextCursor: string | null
}

let api: TestApi
const posted: string[] = []
beforeAll(async () => {
  api = await testApi()
  for (let n = 0; n < 25; n++) posted.unshift(await post(n % 2 ? 'odd' : 'even'))
})
afterAll(() => api.close())

async function post(type: string): Promise<string> {
  const { body } = await api.call<{ id: string }>('POST', '/v1/events', {
    body: { type, payload: 1, uid: `u-${Math.random()}` },
  })
  return body.id
}

const list = (query: string, as?: string) => api.call<Page>('GET', `/v1/events?${query}`, as ? { as } : {})

async function all(query: string, between: () => Promise<unknown> = async () => {}): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await list(`${query}${cursor && `&cursor=${cursor}`}`)
    ids.push(...body.data.map(({ id }) => id))
    cursor = body.nextCursor
    await between()
  }
  return ids
}

test('pages show each row once, newest first within the order of ids', async () => {
  const ids = await all('limit=4')
  expect(new Set(ids)).toEqual(new Set(posted))
  expect(ids).toHaveLength(posted.length)
  expect(ids).toEqual(ids.toSorted().reverse())
})

test('rows that arrive while paging neither repeat nor hide others', async () => {
  const before = new Set(await all('limit=250'))
  const arrived: string[] = []
  const ids = await all('limit=5', async () => arrived.push(await post('late')))
  expect(ids.filter((id) => !arrived.includes(id))).toHaveLength(before.size)
  expect(new Set(ids).size).toBe(ids.length)
})

test('the last page has no cursor, also when it is full', async () => {
  const { body } = await list(`type=even&limit=${Math.ceil(25 / 2)}`)
  expect([body.data.length, body.nextCursor]).toEqual([13, null])
})

test('a repeated filter means or, and another order of it is the same filter', async () => {
  const first = await list('type=odd&type=even&limit=1')
  const cursor = first.body.nextCursor
  expect((await list(`type=even&type=odd&limit=9&cursor=${cursor}`)).status).toBe(200)
  const types = new Set((await list('type=odd&type=even')).body.data.map(({ type }) => type))
  expect(types).toEqual(new Set(['odd', 'even']))
})

test.each([
  ['other filters', (cursor: string) => list(`type=even&cursor=${cursor}`)],
  ['another list', (cursor: string) => api.call('GET', `/v1/webhooks/deliveries?cursor=${cursor}`)],
  ['another tenant', async (cursor: string) => list(`cursor=${cursor}`, (await api.addTenant('other')).key)],
  ['a changed cursor', (cursor: string) => list(`cursor=${cursor.slice(0, -2)}AA`)],
])('a cursor used with %s is refused', async (_what, use) => {
  const { body } = await list('limit=1')
  const refused = await use(body.nextCursor ?? '')
  expect([refused.status, (refused.body as { code?: string }).code]).toEqual([400, 'bad_cursor'])
})

test('from is inclusive and to exclusive, on createdAt', async () => {
  const { body } = await list('limit=1')
  const at = body.data[0]?.createdAt ?? ''
  const next = new Date(Date.parse(at) + 1).toISOString()
  const shown = async (query: string) => (await list(query)).body.data.map(({ createdAt }) => createdAt)
  expect(await shown(`from=${at}&to=${next}`)).toContain(at)
  expect(await shown(`to=${at}`)).not.toContain(at)
  expect(await shown(`from=${next}`)).toEqual([])
  const elsewhere = `${new Date(Date.parse(at) + 2 * 3_600_000).toISOString().slice(0, -1)}%2B02:00`
  expect(await shown(`from=${elsewhere}&to=${next}`)).toContain(at)
})

test('a filter that names nobody finds nothing', async () => {
  for (const query of ['endpointId=nobody', 'endpointId=ep_01jaaaaaaaaaaaaaaaaaaaaaaa', 'endpointId=%00'])
    expect((await api.call<Page>('GET', `/v1/webhooks/deliveries?${query}`)).body.data).toEqual([])
})
