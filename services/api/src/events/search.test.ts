import type { Event } from '@g5/contracts'
import { lowestUuidAt } from '@g5/core'
import { listEvents } from '@g5/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

interface Page {
  data: Event[]
  nextCursor: string | null
}

let api: TestApi
let wanted: string
let lonely: string
beforeAll(async () => {
  api = await testApi()
  await api.call('POST', '/v1/webhooks/endpoints', {
    body: { url: 'http://127.0.0.1:8080/hook', eventTypes: ['invoice.*'] },
  })
  wanted = await post({ type: 'invoice.paid', uid: 'order-1042', payload: { note: 'Grüße 100%_\\' } })
  lonely = await post({ type: 'user.made', metadata: { customer: 'cus_77' }, payload: { mail: 'a@b.example' } })
})
afterAll(() => api.close())

async function post(body: object): Promise<string> {
  return (await api.call<{ id: string }>('POST', '/v1/events', { body: { payload: 1, ...body } })).body.id
}

async function found(query: Record<string, string>, as = api.tenant.key): Promise<string[]> {
  const { body } = await api.call<Page>('GET', `/v1/events?${new URLSearchParams(query)}`, { as })
  return body.data.map(({ id }) => id)
}

describe('a search for', () => {
  test('an id finds that event, and no stranger’s', async () => {
    expect(await found({ q: wanted })).toEqual([wanted])
    expect(await found({ q: wanted }, (await api.addTenant('other')).key)).toEqual([])
    expect(await found({ q: wanted, type: 'user.made' })).toEqual([])
  })

  test('a uid finds the event that has it', async () => {
    expect(await found({ q: 'order-1042' })).toEqual([wanted])
    expect(await found({ q: 'order-104' })).toEqual([])
  })

  test('the beginning of a value of the metadata finds it, and the middle does not', async () => {
    expect(await found({ q: 'cus_7' })).toEqual([lonely])
    expect(await found({ q: 'us_77' })).toEqual([])
  })

  test('a text within a payload finds it, letter by letter: nothing that is typed is a pattern', async () => {
    expect(await found({ q: 'Grüße 100%_' })).toEqual([wanted])
    for (const q of ['%', '_', '.*', '(a+)+$', '\\', "'"]) {
      const ids = await found({ q: `a${q}b.example` })
      expect([q, ids]).toEqual([q, []])
    }
    expect(await found({ q: 'a@b.example' })).toEqual([lonely])
  })

  test('a text does not find payloads older than a day, nor those of whoever may not read them', async () => {
    const { secret } = await api.addKey(api.tenant.id, ['read'])
    expect(await found({ q: 'a@b.example' }, secret)).toEqual([])
    expect(await found({ q: 'cus_77' }, secret)).toEqual([lonely])
    const scope = { tenantId: api.tenant.id }
    const find = { text: 'a@b.example', payloadsFromId: lowestUuidAt(Date.now() + 60_000) }
    expect((await listEvents(api.db.sql, scope, { limit: 10, find })).rows).toEqual([])
  })

  test.each([[''], ['x'.repeat(201)], ['\0']])('%j is refused', async (q) => {
    const refused = await api.refused('GET', `/v1/events?${new URLSearchParams({ q })}`)
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '#/query/q'])
  })
})

test('a page whose time is up comes back as it is, and its cursor leads on until all was looked at', async () => {
  const { id: tenantId, key } = await api.addTenant('busy')
  const hidden = await api.call<{ id: string }>('POST', '/v1/events', {
    as: key,
    body: { type: 'rare.one', payload: 1 },
  })
  for (let n = 0; n < 3; n++) {
    const events = Array.from({ length: 100 }, () => ({ type: 'common', payload: 1 }))
    await api.call('POST', '/v1/events/batch', { as: key, body: { events } })
  }
  const pages: number[] = []
  for (let after: string | undefined; pages.length < 20; ) {
    const page = await listEvents(api.db.sql, { tenantId }, { after, limit: 10, budgetMs: 0, type: ['rare.one'] })
    pages.push(page.rows.length)
    if (page.lookedTo === undefined) break
    after = page.lookedTo
  }
  expect(pages.length).toBeGreaterThan(2)
  expect(pages.slice(0, -1)).toEqual(pages.slice(0, -1).map(() => 0))
  expect(pages.at(-1)).toBe(1)
  expect(await found({ type: 'rare.one' }, key)).toEqual([hidden.body.id])
})

test('events that no endpoint wanted are found as unmatched', async () => {
  expect(await found({ unmatched: 'true' })).toEqual([lonely])
  expect(await found({ unmatched: 'false' })).toEqual([lonely, wanted])
  expect(await found({ unmatched: 'true', type: 'user.made' }, api.operatorKey)).toEqual([lonely])
  for (const [id, unmatched] of [
    [lonely, true],
    [wanted, false],
  ] as const)
    expect((await api.call('GET', `/v1/events/${id}`)).body).toMatchObject({ unmatched })
  expect((await api.refused('GET', '/v1/events?unmatched=maybe')).status).toBe(422)
})

test('a repeated post still names the number of deliveries that the first was answered with', async () => {
  const body = { payload: { note: 'Grüße 100%_\\' }, type: 'invoice.paid', uid: 'order-1042' }
  const again = await api.call<{ id: string; deliveries: number }>('POST', '/v1/events', { body })
  expect(again.body).toMatchObject({ id: wanted, deliveries: 1 })
})
