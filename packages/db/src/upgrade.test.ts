import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deliveryId, uuidv7 } from '@g5/core'
import { type FreshDatabase, freshDatabase } from '@g5/testing'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { turn } from '../test/sample.ts'
import { connect, type Database, type Sql } from './connect.ts'
import { migrate, migrationsFolder, migrationsOfBuild } from './migrate.ts'
import { accept } from './queries/accept.ts'
import { listAttempts, readDelivery } from './queries/deliveries.ts'
import { claim } from './queries/hand-out.ts'
import { sweepLanes } from './queries/lanes.ts'
import { beginTerm, connectLeader } from './queries/leadership.ts'
import { loadDeliveries, loadEndpoints } from './queries/load.ts'
import { tenantSnapshots } from './queries/matching.ts'
import { record } from './queries/record.ts'
import { retryDelivery } from './queries/retry.ts'

let fresh: FreshDatabase
let db: Database
beforeEach(async () => {
  fresh = await freshDatabase({ empty: true })
  db = connect(fresh.url, { max: 2, name: 'test' })
  await applyTheFirst(db.sql)
})
afterEach(async () => {
  await db.close()
  await fresh.close()
})

/** As the first release did. */
async function applyTheFirst(sql: Sql): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'g5-first-'))
  try {
    cpSync(migrationsFolder, folder, { recursive: true })
    const journal = `${folder}/meta/_journal.json`
    const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'))
    writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, 1) }))
    await applyMigrations(drizzle(sql), { migrationsFolder: folder })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const at = Date.now() - 1_000
const [tenant, endpoint, user] = [uuidv7(at), uuidv7(at), uuidv7(at)]
const states = ['pending', 'queued', 'held', 'dead', 'delivered', 'cancelled'] as const
const sent = states.map((state) => {
  const event = uuidv7(at)
  return { state, event, id: deliveryId(event, endpoint) }
})
const deliveryIn = (wanted: (typeof states)[number]) => sent.find(({ state }) => state === wanted)?.id ?? ''

/** Rows of every table, written as the first release wrote them. */
async function fill(sql: Sql): Promise<number> {
  const bytes = (text: string) => Buffer.from(text)
  await sql`insert into tenants (id, slug, uid, name, limits, settings, endpoints_version)
    values (${tenant}, 'acme', 'acme-1', 'Acme', '{"payloadBytes": 1000}', '{"storeResponses": true}', 3)`
  await sql`insert into users (id, tenant_id, email, role, password_hash)
    values (${user}, ${tenant}, 'ada@acme.test', 'admin', 'scrypt')`
  await sql`insert into refresh_tokens (hash, user_id, family, expires_at)
    values (${bytes('token')}, ${user}, ${randomUUID()}, now() + interval '1 day')`
  await sql`insert into api_keys (id, tenant_id, name, prefix, hash, scopes)
    values (${uuidv7(at)}, ${tenant}, 'ci', 'g5_x', ${bytes('key')}, '{events:write}')`
  const [{ lane }] = await sql<[{ lane: number }]>`
    insert into lanes (tenant_id, endpoint_id, last_success_at) values (${tenant}, ${endpoint}, now()) returning lane`
  await sql`insert into endpoints (id, tenant_id, lane, uid, url, event_types, header_names, timeout_ms, retry_schedule)
    values (${endpoint}, ${tenant}, ${lane}, 'main', 'https://Hooks.Acme.test:8443/in?x=1', '{order.*}', '{x-team}', 5000, '{0,5}')`
  await sql`insert into endpoint_secrets (id, endpoint_id, sealed, hint)
    values (${uuidv7(at)}, ${endpoint}, ${bytes('sealed')}, 'abcd')`
  for (const { state, event, id } of sent) {
    await sql`insert into events (id, tenant_id, type, uid, payload, channels, metadata, traceparent, request_id)
      values (${event}, ${tenant}, 'order.paid', ${`order-${state}`}, '{"amount":1.10}', '["eu"]', '{"a": "b"}', '00-1-2-01', 'r')`
    if (state === 'delivered' || state === 'cancelled')
      await sql`insert into settled_deliveries (id, tenant_id, event_id, endpoint_id, lane, outcome, fence)
        values (${id}, ${tenant}, ${event}, ${endpoint}, ${lane}, ${state}, 1)`
    else
      await sql`insert into open_deliveries (id, tenant_id, event_id, endpoint_id, lane, state, next_at, fence)
        values (${id}, ${tenant}, ${event}, ${endpoint}, ${lane}, ${state}, ${sql.unsafe(
          { pending: 'now()', queued: `now() + interval '1 hour'`, held: 'null', dead: 'null' }[state],
        )}, 1)`
    await sql`insert into attempts (delivery_id, fence, started_at, outcome, error, status, duration_ms, timings, body)
      values (${id}, 1, now(), 'failed', 'http_server_error', 500, 12, '{1,2,NULL,4}', ${bytes('oops')})`
  }
  await sql`insert into dedup (key, body_hash, event_id, expires_at)
    values (${bytes('dedup')}, ${bytes('body')}, ${sent[0]?.event ?? ''}, now() + interval '1 day')`
  await sql`insert into idempotent_answers (key, body_hash, status, answer, expires_at)
    values (${bytes('answer')}, ${bytes('body')}, 201, ${bytes('sealed')}, now() + interval '1 day')`
  await sql`insert into audit_log (id, tenant_id, actor_kind, actor_id, actor_name, action, target_kind, target_id, changes)
    values (${uuidv7(at)}, ${tenant}, 'user', ${user}, 'ada', 'endpoint.created', 'endpoint', ${endpoint}, '{"url": "x"}')`
  return lane
}

/** Every row of every table, as JSON. */
async function contents(sql: Sql): Promise<Map<string, string[]>> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`
  const rows = new Map<string, string[]>()
  for (const { name } of tables) {
    const found = await sql<{ row: string }[]>`select to_jsonb(t)::text as row from ${sql(name)} t order by 1`
    rows.set(
      name,
      found.map(({ row }) => row),
    )
  }
  return rows
}

test('a database of the first release keeps every row, as it was, through all migrations', async () => {
  await fill(db.sql)
  const before = await contents(db.sql)
  for (const [table, rows] of before) expect([table, rows.length > 0]).toEqual([table, true])
  const { applied } = await migrate(fresh.url)
  expect(applied).toEqual(
    migrationsOfBuild()
      .slice(1)
      .map(({ tag }) => tag),
  )
  for (const [table, rows] of before) {
    const [{ kept }] = await db.sql<[{ kept: number }]>`
      select count(*)::int as kept from unnest(${rows}::text[]) old
        where exists (select from ${db.sql(table)} t where to_jsonb(t) @> old::jsonb)`
    expect([table, kept]).toEqual([table, rows.length])
  }
  expect(await migrate(fresh.url)).toEqual({ applied: [] })
})

test('what waited before the upgrade is delivered after it, what had died can be sent again, and new events come in', async () => {
  const lane = await fill(db.sql)
  await Promise.all([migrate(fresh.url), migrate(fresh.url)])
  const { sql, orm } = db
  const [snapshot] = await tenantSnapshots(sql, [tenant], true)
  if (!snapshot) throw new Error('the tenant is gone')
  expect(snapshot.endpoints).toMatchObject([{ id: endpoint, lane, eventTypes: ['order.*'] }])
  const event = uuidv7(Date.now())
  const delivery = { ...{ id: deliveryId(event, endpoint), endpointId: endpoint, lane, held: false }, waitMs: 0 }
  const { stored } = await accept(
    sql,
    [
      {
        ...{ id: event, tenantId: tenant, tenantClass: 'default', keyId: null, version: snapshot.version },
        ...{ type: 'order.paid', uid: null, payload: '{}', channels: null, metadata: null, endpointIds: null },
        ...{ traceparent: '00-1-2-01', requestId: 'r', dedupKey: null, bodyHash: null },
        deliveries: [{ ...delivery, leaseMs: 45_000, ordered: false, direct: false }],
      },
    ],
    { dedupSeconds: 60, directPerTenant: 25 },
  )
  expect(stored).toEqual(new Set([event]))
  expect(await retryDelivery(orm, tenant, deliveryIn('dead'))).toMatchObject({ kind: 'sent' })
  expect(await retryDelivery(orm, tenant, deliveryIn('cancelled'))).toMatchObject({ kind: 'sent' })

  const due = [deliveryIn('pending'), deliveryIn('dead'), deliveryIn('cancelled'), delivery.id].sort()
  expect((await sweepLanes(sql, 0, 10)).map((facts) => facts.lane)).toEqual([lane])
  const leader = connectLeader(fresh.url, () => {})
  const term = randomUUID()
  await beginTerm(leader, term)
  const lease = { defaultTimeoutMs: 15_000, marginMs: 30_000 }
  const [answer] = await claim(leader, term, [turn(lane)], lease)
  await leader.end()
  const hints = answer?.hints ?? []
  expect(hints.map(([id]) => id).sort()).toEqual(due)

  const loaded = await loadDeliveries(sql, hints)
  expect(loaded.map((one) => one?.id).sort()).toEqual(due)
  for (const one of loaded) expect(one).toMatchObject({ tenantId: tenant, eventType: 'order.paid', blocked: false })
  const [target] = await loadEndpoints(sql, [lane])
  expect(target).toMatchObject({ url: 'https://Hooks.Acme.test:8443/in?x=1', secrets: [expect.any(Object)] })
  const became = await record(
    sql,
    hints.map(([deliveryId, fence]) => ({
      ...{ deliveryId, fence, lane, eventType: 'order.paid', verdict: 'delivered' as const, waitMs: 0, reason: null },
      ...{
        error: null,
        detail: null,
        status: 200,
        startedAgoMs: 1,
        durationMs: 1,
        timings: [],
        body: null,
        quiet: false,
      },
    })),
  )
  expect(became).toEqual(due.map(() => 'delivered'))
  const row = await readDelivery(sql, { tenantId: tenant }, deliveryIn('pending'))
  expect(row).toMatchObject({ status: 'delivered' })
  expect(await listAttempts(sql, deliveryIn('pending'))).toHaveLength(2)
})
