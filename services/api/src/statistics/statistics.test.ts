import { type EndpointStatistics, internalId, type Overview, publicId, type Top } from '@g5/contracts'
import { countLatency, type LatencyHistogram } from '@g5/core'
import { addRollUps, noTenant, type RollUp, type RollUpKind } from '@g5/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, type TestTenant, testApi } from '../../test/test-api.ts'

const hourMs = 3_600_000

interface Seeded {
  tenant: TestTenant
  endpoint: string
  endpointId: string
}

let api: TestApi
let mine: Seeded
let theirs: Seeded
/** A Unix minute of half an hour ago, or later where that would be another hour. */
let minute: number
beforeAll(async () => {
  api = await testApi()
  const now = Math.floor(Date.now() / 60_000)
  minute = Math.max(now - 30, now - (now % 60))
  mine = await seed(api.tenant, 'http://127.0.0.1:8080/hook?token=secret')
  theirs = await seed(await api.addTenant('second'), 'http://127.0.0.1:8081/hook')
  expect((await overview()).asOf).toBeNull()
  const [row] = await api.db.sql`
    insert into roll_up_progress (folded_at, events_counted, events_settled) values (now(), 0, 0) returning 1 as made`
  expect(row).toEqual({ made: 1 })
  await happened(mine, {
    events: 4,
    latency: latencyOf(100, 100, 100, 2_000),
    firstAttemptDelay: latencyOf(20, 20, 3 * hourMs),
    delivered: 3,
    failed: 1,
    errors: { timeout: 1 },
  })
  await happened(theirs, {
    events: 1,
    latency: latencyOf(10, 10),
    delivered: 0,
    failed: 2,
    dead: 2,
    errors: { dns_failed: 2 },
  })
})
afterAll(() => api.close())

async function seed(tenant: TestTenant, url: string): Promise<Seeded> {
  const made = await api.call<{ id: string }>('POST', '/v1/webhooks/endpoints', {
    as: tenant.key,
    body: { url, uid: 'e' },
  })
  return { tenant, endpoint: made.body.id, endpointId: internalId('endpoint', made.body.id) ?? '' }
}

function latencyOf(...durations: number[]): LatencyHistogram {
  const histogram: LatencyHistogram = []
  for (const ms of durations) countLatency(histogram, ms)
  return histogram
}

/** What a fold would have added. */
async function happened({ tenant, endpointId }: Seeded, counts: Partial<RollUp>, at = minute): Promise<void> {
  const rows = (['minute', 'hour'] as const).flatMap((grain) =>
    (
      [
        ['deployment', noTenant, ''],
        ['tenant', tenant.id, ''],
        ['type', tenant.id, `${tenant.slug}.type`],
        ['endpoint', tenant.id, endpointId],
      ] satisfies [RollUpKind, string, string][]
    ).map(([kind, tenantId, subject]) => ({
      ...{ grain, minute: grain === 'minute' ? at : at - (at % 60), kind, tenantId, subject },
      ...{ events: 0, delivered: 0, failed: 0, dead: 0, latency: [], firstAttemptDelay: [], errors: {} },
      ...{ lastError: null, lastFailedAt: null },
      ...counts,
      ...(counts.errors && { lastError: Object.keys(counts.errors)[0] ?? null, lastFailedAt: at * 60_000_000 }),
    })),
  )
  await addRollUps(api.db.sql, rows)
}

const overview = async (query = '', as?: string) => {
  const { status, body } = await api.call<Overview>('GET', `/v1/stats/overview${query}`, as ? { as } : {})
  expect([query, status]).toEqual([query, 200])
  return body
}
const top = async (query: string, as = api.operatorKey) => {
  const { status, body } = await api.call<Top>('GET', `/v1/stats/top?${query}`, { as })
  expect([query, status]).toEqual([query, 200])
  return body
}

describe('the overview', () => {
  test('is of the last 24 hours by the hour, with zeros where nothing happened, and adds up', async () => {
    const { series, totals, from, to, bucket, asOf } = await overview()
    expect(bucket).toBe('1h')
    expect(series).toHaveLength((Date.parse(to) - Date.parse(from)) / 3_600_000)
    expect(totals).toMatchObject({ events: 4, attempts: 4, delivered: 3, failed: 1, dead: 0, successRate: 0.75 })
    expect(series.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(4)
    expect(series[0]).toEqual({
      ...{ at: from, events: 0, attempts: 0, delivered: 0, failed: 0, dead: 0, successRate: null, latencyMs: null },
      firstAttemptDelayMs: null,
    })
    expect(Date.parse(asOf ?? '')).toBeGreaterThan(Date.now() - 60_000)
  })

  test('has percentiles within a tenth', async () => {
    const { p50 = 0, p95 = 0, p99 = 0 } = (await overview()).totals.latencyMs ?? {}
    expect(Math.abs(p50 - 100)).toBeLessThan(10)
    expect(Math.abs(p95 - 2_000)).toBeLessThan(200)
    expect(p99).toBe(p95)
  })

  test('says how late first attempts began, to the hours, and nothing where none was counted', async () => {
    const close = (to: number) => (ms: number) => Math.abs(ms - to) / to < 0.1
    const { totals, series } = await overview()
    expect(totals.firstAttemptDelayMs).toEqual({
      ...{ p50: expect.toSatisfy(close(20)), p95: expect.toSatisfy(close(3 * hourMs)) },
      p99: expect.toSatisfy(close(3 * hourMs)),
    })
    expect(series.flatMap(({ firstAttemptDelayMs }) => firstAttemptDelayMs ?? [])).toEqual([totals.firstAttemptDelayMs])
    expect((await overview('', theirs.tenant.key)).totals).toMatchObject({ attempts: 2, firstAttemptDelayMs: null })
    expect((await overview('', api.operatorKey)).totals).toMatchObject({
      firstAttemptDelayMs: totals.firstAttemptDelayMs,
    })
  })

  test('by the minute has what happened in its minute', async () => {
    const from = new Date(minute * 60_000).toISOString()
    const { series } = await overview(`?bucket=1m&from=${from}`)
    expect(series[0]).toMatchObject({ at: from, events: 4, attempts: 4 })
    const fives = await overview(`?bucket=5m&from=${from}`)
    expect(fives.series[0]).toMatchObject({ events: 4, attempts: 4 })
    expect((await overview(`?bucket=1d&from=${from}`)).totals).toMatchObject({ events: 4 })
  })

  test("of a tenant is its own; of the deployment it is all tenants', or the one it names", async () => {
    expect((await overview('', theirs.tenant.key)).totals).toMatchObject({ events: 1, failed: 2, successRate: 0 })
    expect((await overview('', api.operatorKey)).totals).toMatchObject({ events: 5, attempts: 6, dead: 2 })
    const named = await api.call<Overview>('GET', '/v1/stats/overview', {
      as: api.operatorKey,
      headers: { 'x-tenant-id': 'second' },
    })
    expect(named.body.totals).toMatchObject({ events: 1 })
  })

  test('says what waits, is blocked, held and dead now', async () => {
    const { tenant, endpoint } = theirs
    for (let i = 0; i < 6; i++)
      await api.call('POST', '/v1/events', { as: tenant.key, body: { type: 'a', payload: {} } })
    const ids = (await api.db.sql`select id from open_deliveries where tenant_id = ${tenant.id} order by id`).map(
      ({ id }) => id,
    )
    const move = (id: string, state: string, ago: string | null) =>
      api.db
        .sql`update open_deliveries set state = ${state}::open_state, next_at = now() - ${ago}::interval where id = ${id}`
    await move(ids[0], 'pending', '90 s')
    await move(ids[1], 'pending', '30 s')
    await move(ids[2], 'pending', '-1 hour')
    await move(ids[3], 'held', null)
    await move(ids[4], 'dead', null)
    await move(ids[5], 'dead', null)
    const counted = (count: number) => ({ count, atLeast: false })
    const { present } = await overview('', tenant.key)
    expect(present).toMatchObject({
      ...{ backlog: counted(2), blocked: counted(0), held: counted(1), deadLetters: counted(2) },
      ...{ openCircuits: 0, halfOpenCircuits: 0 },
    })
    expect(Math.round((Date.now() - Date.parse(present.oldestDueAt ?? '')) / 1_000)).toBeGreaterThanOrEqual(90)
    expect((await overview()).present).toMatchObject({
      backlog: counted(0),
      deadLetters: counted(0),
      oldestDueAt: null,
    })

    const waiting = await top('by=endpoint&metric=backlog')
    expect(waiting).toMatchObject({ from: null, to: null, asOf: null })
    expect(waiting.data).toEqual([
      {
        ...{ value: 2, atLeast: false, tenantId: tenant.publicId, tenantSlug: 'second', endpointId: endpoint },
        ...{ host: '127.0.0.1', lastErrorCode: 'dns_failed', lastFailedAt: new Date(minute * 60_000).toISOString() },
      },
    ])
    const [oldest] = (await top('by=tenant&metric=oldestDue')).data
    expect(oldest).toMatchObject({ tenantId: tenant.publicId, tenantSlug: 'second' })
    expect(oldest?.value).toBeGreaterThanOrEqual(90)

    await api.db.sql`update lanes set circuit = 'open', circuit_since = now() where tenant_id = ${tenant.id}`
    const blocked = await overview('', api.operatorKey)
    expect(blocked.present).toMatchObject({
      backlog: counted(2),
      blocked: counted(2),
      oldestDueAt: null,
      openCircuits: 1,
    })
    expect((await top('by=host&metric=backlog')).data).toMatchObject([{ value: 2, host: '127.0.0.1' }])
    expect((await top('by=host&metric=oldestDue')).data).toEqual([])
  })
})

describe('the top', () => {
  test.each([
    [
      'by=tenant&metric=events',
      [
        { value: 4, tenantSlug: 'first' },
        { value: 1, tenantSlug: 'second' },
      ],
    ],
    [
      'by=tenant&metric=failures',
      [
        { value: 2, tenantSlug: 'second' },
        { value: 1, tenantSlug: 'first' },
      ],
    ],
    ['by=tenant&metric=failures&limit=1', [{ value: 2, tenantSlug: 'second' }]],
    ['by=endpoint&metric=dead', [{ value: 2, tenantSlug: 'second', lastErrorCode: 'dns_failed' }]],
    ['by=host&metric=failures', [{ value: 3, host: '127.0.0.1' }]],
    [
      'by=type&metric=events',
      [
        { value: 4, type: 'first.type' },
        { value: 1, type: 'second.type' },
      ],
    ],
    ['by=type&metric=dead', [{ value: 2, type: 'second.type' }]],
    [
      'by=errorCode&metric=failures',
      [
        { value: 2, errorCode: 'dns_failed' },
        { value: 1, errorCode: 'timeout' },
      ],
    ],
  ])('%s', async (query, rows) => {
    const { data } = await top(query)
    expect(data).toHaveLength(rows.length)
    expect(data).toMatchObject(rows)
  })

  test("of a tenant holds nothing of another's, whatever it is by", async () => {
    for (const query of ['by=tenant&metric=failures', 'by=endpoint&metric=failures', 'by=host&metric=failures'])
      expect((await top(query, mine.tenant.key)).data.map(({ value }) => value)).toEqual([1])
    expect((await top('by=type&metric=events', mine.tenant.key)).data).toMatchObject([{ type: 'first.type' }])
    expect((await top('by=errorCode&metric=failures', mine.tenant.key)).data).toMatchObject([{ errorCode: 'timeout' }])
    for (const metric of ['backlog', 'oldestDue'])
      for (const by of ['tenant', 'endpoint', 'host'])
        expect((await top(`by=${by}&metric=${metric}`, mine.tenant.key)).data).toEqual([])
  })

  test('is of a range that says itself how it was taken', async () => {
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString()
    const recent = await top(`by=tenant&metric=events&from=${hourAgo}`)
    expect(Date.parse(recent.from ?? '')).toBe(Math.floor(Date.parse(hourAgo) / 60_000) * 60_000)
    const before = new Date((minute - 120) * 60_000).toISOString()
    const empty = await top(
      `by=tenant&metric=events&from=${before}&to=${new Date((minute - 61) * 60_000).toISOString()}`,
    )
    expect(empty.data).toEqual([])
  })

  test('of what makes no sense is refused, with what does', async () => {
    const refused = async (query: string) => (await api.refused('GET', `/v1/stats/top?${query}`)).body
    expect(await refused('by=errorCode&metric=backlog')).toMatchObject({
      ...{ status: 422, code: 'validation_failed' },
      errors: [{ pointer: '#/query/metric', detail: 'by errorCode may be failures' }],
    })
    expect((await refused('by=type&metric=oldestDue')).errors?.[0]?.pointer).toBe('#/query/metric')
    expect((await refused('by=tenant&metric=backlog&from=2026-01-01T00:00:00Z')).errors?.[0]?.pointer).toBe(
      '#/query/from',
    )
    expect((await refused('by=moon&metric=backlog')).errors?.[0]?.pointer).toBe('#/query/by')
    expect((await refused('by=tenant&metric=events&limit=101')).errors?.[0]?.pointer).toBe('#/query/limit')
  })
})

describe("an endpoint's statistics", () => {
  const read = (id: string, as: string, query = '') =>
    api.call<EndpointStatistics>('GET', `/v1/webhooks/endpoints/${id}/stats${query}`, { as })

  test('are its attempts by outcome, error and duration', async () => {
    const { status, body } = await read('e', mine.tenant.key)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      endpointId: mine.endpoint,
      totals: { attempts: 4, delivered: 3, failed: 1, dead: 0, successRate: 0.75, errors: { timeout: 1 } },
    })
    const delays = (await overview()).totals.firstAttemptDelayMs
    expect(delays).not.toBeNull()
    expect(body.totals.firstAttemptDelayMs).toEqual(delays)
    expect(body.series.flatMap(({ firstAttemptDelayMs }) => firstAttemptDelayMs ?? [])).toEqual([delays])
    expect(body.totals.histogram.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(4)
    const upTo100 = body.totals.histogram.filter(({ upToMs }) => upToMs !== null && upToMs < 120)
    expect(upTo100.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(3)
    expect(body.series.filter(({ errors }) => errors.timeout === 1)).toHaveLength(1)
    expect(body).not.toHaveProperty('tenantId')
    expect((await read(mine.endpoint, api.operatorKey)).body.tenantId).toBe(mine.tenant.publicId)
  })

  test("are nobody else's, and gone with it", async () => {
    expect((await read(mine.endpoint, theirs.tenant.key)).status).toBe(404)
    const made = await api.call<{ id: string }>('POST', '/v1/webhooks/endpoints', {
      body: { url: 'http://127.0.0.1:8080/x' },
    })
    expect((await read(made.body.id, mine.tenant.key)).body.totals).toMatchObject({ attempts: 0, histogram: [] })
    await api.call('DELETE', `/v1/webhooks/endpoints/${made.body.id}`)
    expect((await read(made.body.id, mine.tenant.key)).status).toBe(404)
  })
})

test.each([
  ['from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'to'],
  ['from=2001-01-01T00:00:00Z', 'from'],
  ['from=yesterday', 'from'],
  ['bucket=2h', 'bucket'],
  ['limit=3', 'limit'],
])('%s is refused by its field, wherever statistics are asked for', async (query, field) => {
  for (const path of ['/v1/stats/overview', '/v1/webhooks/endpoints/e/stats']) {
    const { status, body } = await api.refused('GET', `${path}?${query}`)
    expect([path, status, body.errors?.[0]?.pointer]).toEqual([path, 422, `#/query/${field}`])
  }
})

test('whoever may not read gets none', async () => {
  const { secret } = await api.addKey(api.tenant.id, ['events:write'])
  for (const path of [
    '/v1/stats/overview',
    '/v1/stats/top?by=type&metric=events',
    `/v1/webhooks/endpoints/${mine.endpoint}/stats`,
  ])
    expect((await api.refused('GET', path, { as: secret })).status).toBe(403)
  const stranger = publicId('tenant', theirs.tenant.id)
  const named = await api.refused('GET', '/v1/stats/overview', { headers: { 'x-tenant-id': stranger } })
  expect(named.status).toBe(404)
})
