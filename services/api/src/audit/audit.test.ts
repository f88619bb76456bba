import { auditEntry, auditExportLine } from '@g5/contracts'
import { until } from '@g5/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestApi, type TestTenant, testApi } from '../../test/test-api.ts'

let api: TestApi
let operator: { as: string }
let address: string
beforeAll(async () => {
  api = await testApi()
  operator = { as: api.operatorKey }
  address = await api.server.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => api.close())

interface Shown {
  id: string
  tenantId?: string
  action: string
  actor: { kind: string; id: string | null; name: string }
  target: { kind: string; id: string | null }
  createdAt: string
}
type Page = { data: Shown[]; nextCursor: string | null }

let tenant: TestTenant
let endpoint: string
let count = 0
beforeEach(async () => {
  tenant = await api.addTenant(`audited-${count++}`)
  const made = await api.call<{ id: string }>('POST', '/v1/webhooks/endpoints', {
    as: tenant.key,
    body: { url: 'http://127.0.0.1:8080/hook' },
  })
  endpoint = made.body.id
})

const list = async (query = '', asking: object = { as: tenant.key }) =>
  (await api.call<Page>('GET', `/v1/audit-logs${query}`, asking)).body
const disable = (asking: object) => api.call('POST', `/v1/webhooks/endpoints/${endpoint}/disable`, asking)

test('names who did what to what, newest first, and what operators did to the tenant too', async () => {
  await disable({ ...operator, headers: { 'x-tenant-id': tenant.slug, 'x-request-id': 'r-1' } })
  const { data } = await list()
  expect(data).toMatchObject([
    {
      action: 'endpoint.disabled',
      actor: { kind: 'operator', id: null, name: 'operator key' },
      target: { kind: 'endpoint', id: endpoint, name: null },
      requestId: 'r-1',
    },
    { action: 'endpoint.created', actor: { kind: 'api_key', id: expect.stringMatching(/^key_/), name: 'test' } },
  ])
  for (const entry of data) {
    expect(auditEntry.parse(entry)).toEqual(entry)
    expect(entry).not.toHaveProperty('tenantId')
  }
})

test('a tenant sees its own alone, the deployment all of them', async () => {
  const other = await api.addTenant(`other-${count++}`)
  expect((await list('', { as: other.key })).data).toEqual([])
  const all = await list('?limit=250', operator)
  expect(all.data.some(({ tenantId }) => tenantId === tenant.publicId)).toBe(true)
  const named = await list('', { ...operator, headers: { 'x-tenant-id': tenant.slug } })
  expect(named.data).toHaveLength(1)
})

test('is narrowed by who, what, to what and when; twice the same filter means or', async () => {
  await disable({ as: tenant.key })
  const [disabled, created] = (await list()).data
  const actions = async (query: string) => (await list(query)).data.map(({ action }) => action)
  expect(await actions('?action=endpoint.disabled')).toEqual(['endpoint.disabled'])
  expect(await actions('?action=endpoint.disabled&action=endpoint.created')).toHaveLength(2)
  expect(await actions(`?target=${endpoint}`)).toHaveLength(2)
  expect(await actions('?target=webhooks')).toEqual([])
  expect(await actions(`?actor=${created?.actor.id}`)).toHaveLength(2)
  expect(await actions('?actor=test&action=endpoint.created')).toEqual(['endpoint.created'])
  expect(await actions('?actor=somebody@else.test')).toEqual([])
  expect(await actions(`?from=${disabled?.createdAt}`)).toContain('endpoint.disabled')
  expect(await actions('?to=2020-01-01T00:00:00Z')).toEqual([])
})

test('pages neither repeat nor hide, and a cursor belongs to its filters', async () => {
  for (let i = 0; i < 4; i++) await disable({ as: tenant.key })
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Page = await list(`?limit=2${cursor && `&cursor=${cursor}`}`)
    seen.push(...page.data.map(({ id }) => id))
    cursor = page.nextCursor
    await disable({ as: tenant.key })
    if (seen.length === 2) {
      const refused = await api.refused('GET', `/v1/audit-logs?limit=2&action=x&cursor=${cursor}`, { as: tenant.key })
      expect([refused.status, refused.body.code]).toEqual([400, 'bad_cursor'])
    }
  }
  expect([seen.length, new Set(seen).size]).toEqual([5, 5])
})

test('an export can not be asked for its head, which would be all the work for nothing', async () => {
  expect((await api.call('HEAD', '/v1/audit-logs/export', { as: tenant.key })).status).toBe(405)
})

test('needs the scope audit:read', async () => {
  const { secret } = await api.addKey(tenant.id, ['read', 'endpoints:write'])
  for (const path of ['/v1/audit-logs', '/v1/audit-logs/export'])
    expect((await api.refused('GET', path, { as: secret })).status).toBe(403)
})

test.each(['/v1/audit-logs?colour=red', '/v1/audit-logs/export?limit=5', '/v1/audit-logs?actor='])(
  '%s is refused',
  async (path) => {
    expect((await api.refused('GET', path)).status).toBe(422)
  },
)

const body = (size: number) => JSON.stringify({ note: 'x'.repeat(size) })

/** Rows of the tenant, a millisecond apart. */
async function seed(rows: number, size: number): Promise<void> {
  const first = BigInt(Date.now() - rows)
  await api.db.sql`
    insert into audit_log (id, tenant_id, actor_kind, actor_name, action, target_kind, target_id, changes)
    select (lpad(to_hex(${String(first)}::bigint + g), 12, '0') || '70008' || lpad(to_hex(g), 15, '0'))::uuid, ${tenant.id},
           'system', 'seed', 'seed.made', 'endpoint', gen_random_uuid(), ${body(size)}::text::jsonb
      from generate_series(1, ${rows}::int) g`
}

test('an export is a line each, oldest first, and a last one that says it is complete', async () => {
  await disable({ as: tenant.key })
  const exported = await api.call('GET', '/v1/audit-logs/export', { as: tenant.key })
  expect([exported.status, exported.headers['content-type']]).toEqual([200, 'application/x-ndjson'])
  const lines = exported.text
    .trimEnd()
    .split('\n')
    .map((line) => auditExportLine.parse(JSON.parse(line)))
  expect(lines).toMatchObject([
    { action: 'endpoint.created' },
    { action: 'endpoint.disabled' },
    { complete: true, entries: 2 },
  ])
  const filtered = await api.call('GET', '/v1/audit-logs/export?action=endpoint.disabled', { as: tenant.key })
  expect(filtered.text.split('\n').filter(Boolean)).toHaveLength(2)
})

test('an export of many rows is read from the database as fast as its reader takes it, and no faster', async () => {
  const rows = 50_000
  await seed(rows, 800)
  const written = trackWrites()
  const response = await fetch(`${address}/v1/audit-logs/export`, {
    headers: { authorization: `Bearer ${tenant.key}` },
  })
  // Nobody reads yet: what the sockets hold is written, and then nothing more.
  let before = -1
  await until(
    () => {
      const now = written()
      const same = now === before && now > 0
      before = now
      return same
    },
    { what: 'the server to wait for its reader' },
  )
  let [lines, bytes, last] = [0, 0, '']
  for await (const chunk of response.body ?? []) {
    const text = Buffer.from(chunk).toString('utf8')
    bytes += chunk.length
    lines += text.split('\n').length - 1
    last = (last + text).slice(-200)
  }
  expect(before).toBeLessThan(bytes / 3)
  expect(bytes).toBeGreaterThan(45_000_000)
  expect(lines).toBe(rows + 2)
  expect(last).toMatch(new RegExp(`\\{"complete":true,"entries":${rows + 1}\\}\\n$`))
})

function trackWrites() {
  const sockets = new Set<{ bytesWritten: number }>()
  api.server.server.on('connection', (socket) => sockets.add(socket))
  return () => Array.from(sockets).reduce((sum, socket) => sum + socket.bytesWritten, 0)
}

test('an export that fails on the way breaks off without its last line', async () => {
  await seed(5_000, 2_000)
  const response = await fetch(`${address}/v1/audit-logs/export`, {
    headers: { authorization: `Bearer ${tenant.key}` },
  })
  const reader = response.body?.getReader()
  expect((await reader?.read())?.done).toBe(false)
  await api.db.sql`alter table audit_log rename to hidden`
  try {
    const rest = (async () => {
      for (let one = await reader?.read(); !one?.done; one = await reader?.read());
    })()
    await expect(rest).rejects.toThrow()
  } finally {
    await api.db.sql`alter table hidden rename to audit_log`
  }
})
