import { internalId } from '@g5/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../test/test-api.ts'

interface Page {
  data: { id?: string; endpointId?: string }[]
  nextCursor: string | null
}

let api: TestApi
beforeAll(async () => {
  api = await testApi()
  await postEndpoint()
})
afterAll(() => api.close())

async function make(path: string, body: object): Promise<string> {
  const made = await api.call<{ id: string }>('POST', path, { body })
  expect(made.status).toBeLessThan(300)
  return made.body.id
}

const postEndpoint = () => make('/v1/webhooks/endpoints', { url: 'http://127.0.0.1:8080/hook', eventTypes: ['wanted'] })
const postEvent = () => make('/v1/events', { type: 'wanted', payload: 1 })

async function deliveryOf(event: string): Promise<string> {
  const { body } = await api.call<Page>('GET', `/v1/webhooks/deliveries?eventId=${event}`)
  return body.data[0]?.id ?? ''
}

async function deadLetter(): Promise<string> {
  const event = await postEvent()
  await api.db
    .sql`update open_deliveries set state = 'dead', next_at = null where event_id = ${internalId('event', event) ?? ''}`
  return deliveryOf(event)
}

async function openCircuit(): Promise<string> {
  const id = await postEndpoint()
  await api.db.sql`update lanes set circuit = 'open', circuit_since = now(), probe_at = now()
                   where endpoint_id = ${internalId('endpoint', id) ?? ''}`
  return id
}

/** Every list: how its next row is made, and a filter that it has. */
const lists: [path: string, add: () => Promise<string>, filter: string][] = [
  ['/v1/events', postEvent, 'type=wanted'],
  ['/v1/events?unmatched=true', () => make('/v1/events', { type: 'unwanted', payload: 1 }), 'type=unwanted'],
  ['/v1/events?q=cus_1', () => make('/v1/events', { type: 'a', payload: 1, metadata: { c: 'cus_12' } }), 'type=a'],
  ['/v1/webhooks/deliveries', async () => deliveryOf(await postEvent()), 'status=pending'],
  ['/v1/webhooks/deliveries?type=wanted', async () => deliveryOf(await postEvent()), 'errorCode=timeout'],
  ['/v1/webhooks/dlq', deadLetter, 'type=wanted'],
  ['/v1/webhooks/endpoints', postEndpoint, 'status=enabled'],
  ['/v1/webhooks/endpoints?q=hook', postEndpoint, 'health=unknown'],
  ['/v1/webhooks/circuits', openCircuit, 'state=open'],
  ['/v1/webhooks/bulk', () => make('/v1/webhooks/bulk', { action: 'send', select: { status: ['dead'] } }), ''],
]

describe.each(lists)('%s', (path, add, filter) => {
  const list = (query: string) => api.call<Page>('GET', `${path}${path.includes('?') ? '&' : '?'}${query}`)
  const idsOf = ({ data }: Page) => data.map(({ id, endpointId }) => id ?? endpointId ?? '')

  test('rows that arrive while paging neither repeat nor hide others', async () => {
    for (let n = 0; n < 5; n++) await add()
    const before = idsOf((await list('limit=250')).body)
    expect(before.length).toBeGreaterThanOrEqual(5)
    expect(before).toEqual(before.toSorted().reverse())
    const shown: string[] = []
    const arrived: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body }: { body: Page } = await list(`limit=2${cursor && `&cursor=${cursor}`}`)
      shown.push(...idsOf(body))
      expect(body.data.length).toBeLessThanOrEqual(2)
      cursor = body.nextCursor
      arrived.push(await add())
    }
    expect(shown).toEqual(before)
    expect(idsOf((await list('limit=250')).body)).toEqual([...arrived, ...before].sort().reverse())
  })

  test('a cursor is of these filters and this list alone', async () => {
    const { body } = await list('limit=1')
    expect((await list(`limit=3&cursor=${body.nextCursor}`)).status).toBe(200)
    const elsewhere = path === '/v1/events' ? '/v1/webhooks/deliveries' : '/v1/events'
    const others = [`${elsewhere}?cursor=${body.nextCursor}`, `${path.split('?')[0]}?cursor=x`]
    if (filter) others.push(`${path}${path.includes('?') ? '&' : '?'}${filter}&cursor=${body.nextCursor}`)
    for (const other of others) {
      const refused = await api.refused('GET', other)
      expect([other, refused.status, refused.body.code]).toEqual([other, 400, 'bad_cursor'])
    }
  })

  test.each(['0', '251', '-1', '1.5', 'x', ''])('a limit of %j is refused', async (limit) => {
    const refused = await list(`limit=${limit}`)
    expect(refused.status).toBe(422)
  })

  test('a filter that nobody declared is refused by name', async () => {
    const refused = await api.refused('GET', `${path.split('?')[0]}?nonsense=1`)
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '#/query/nonsense'])
  })
})
