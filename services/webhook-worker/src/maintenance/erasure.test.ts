import { randomUUID } from 'node:crypto'
import { dedupKey, uuidv7 } from '@g5/core'
import { beginErasure, erasedTables, lockTenant } from '@g5/db'
import { createLogger } from '@g5/telemetry'
import { behaviours, elapse, until } from '@g5/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Endpoint, type Engine, startEngine, type Tenant } from '../../test/engine.ts'
import { eraseTenants } from './erasure.ts'

let engine: Engine
let tenant: Tenant
let endpoint: Endpoint
beforeEach(async () => {
  engine = await startEngine()
  tenant = await engine.tenant()
  endpoint = await tenant.endpoint('/hook')
})
afterEach(() => engine.close())

const log = createLogger({ service: 'worker', level: 'fatal' })
const clock = { now: () => Date.now() }
const erase = () => eraseTenants({ orm: engine.orm, clock, log })
const end = ({ id }: Tenant) =>
  engine.orm.transaction(async (tx) => {
    await lockTenant(tx, { id })
    return beginErasure(tx, id)
  })

/** Rows of a tenant by table; tables without any are left out. */
async function left({ id }: Tenant): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of erasedTables) {
    const [row] = await engine.sql`select count(*)::int as n from ${engine.sql(table)} where tenant_id = ${id}`
    if (row?.['n'] > 0) counts[table] = row?.['n']
  }
  return counts
}
const progress = async () => (await engine.sql`select events::int, deliveries::int, attempts::int from erasures`)[0]

/** Events in bulk, each with a settled delivery and an attempt of it, and none of them waits for anything. */
async function history({ id }: Tenant, to: Endpoint, events: number): Promise<void> {
  await engine.sql`
    with e as (
      select (left(${uuidv7(Date.now())}, 15) || substr(gen_random_uuid()::text, 16))::uuid as id
        from generate_series(1, ${events})
    ), stored as (
      insert into events (id, tenant_id, type, payload, traceparent, request_id)
      select id, ${id}, 'a', '{}', '', '' from e returning id
    ), settled as (
      insert into settled_deliveries (id, tenant_id, event_id, endpoint_id, lane, outcome, fence)
      select id, ${id}, id, ${to.id}, ${to.lane}, 'delivered', 1 from e returning id
    )
    insert into attempts (delivery_id, fence, started_at, outcome, duration_ms, body)
    select id, 1, now(), 'delivered', 1, 'x' from e`
}

/** A row in each of the other tables that know tenants. */
async function paperwork({ id }: Tenant): Promise<void> {
  const { sql } = engine
  const [user, key] = [randomUUID(), randomUUID()]
  await sql`insert into users (id, tenant_id, email, role) values (${user}, ${id}, ${`${user}@test.test`}, 'admin')`
  await sql`insert into refresh_tokens (hash, user_id, family, expires_at)
    values (${Buffer.from(user)}, ${user}, ${user}, now() + interval '1 day')`
  await sql`insert into api_keys (id, tenant_id, name, prefix, hash, scopes)
    values (${key}, ${id}, 'k', 'p', ${Buffer.from(key)}, '{read}')`
  await sql`insert into bulks (id, tenant_id, action, selection, matched) values (${key}, ${id}, 'send', '{}', 0)`
  await sql`insert into idempotent_answers (key, tenant_id, body_hash, status, expires_at)
    values (${Buffer.from(key)}, ${id}, '', 200, now() + interval '1 day')`
  await sql`insert into operational_outbox (tenant_id, type) values (${id}, 'g5.circuit.opened')`
  await sql`insert into operational_throttle (subject_id, type)
    select s, 'g5.circuit.opened' from unnest(${[id, endpoint.id]}::uuid[]) s on conflict do nothing`
  await sql`insert into audit_log (id, tenant_id, actor_kind, actor_name, action, target_kind, target_id)
    values (${uuidv7(Date.now())}, ${id}, 'user', 'u', 'endpoint.created', 'endpoint', ${key})`
  await sql`insert into holds (id, tenant_id, reason) values (${key}, ${id}, 'r')`
  await sql`insert into roll_ups (grain, minute, kind, tenant_id, subject, events, delivered, failed, dead, latency)
    select g::roll_up_grain, floor(extract(epoch from now()) / 3600)::int * 60, 'tenant', ${id}, '', 1, 1, 0, 0, '{}'
      from unnest('{minute,hour}'::text[]) g`
  await sql`insert into payload_expiry (tenant_id, expired_to) values (${id}, ${key})`
}

test('an erased tenant leaves nothing behind but the deployment knowing of it, and others keep all they have', async () => {
  const other = await engine.tenant()
  const others = await other.endpoint('/other')
  for (const [who, to] of [
    [tenant, endpoint],
    [other, others],
  ] as const) {
    await to.post()
    await history(who, to, 3)
    await paperwork(who)
  }
  const before = await left(other)
  expect(Object.keys(before).sort()).toEqual([...erasedTables].sort())
  await engine.sql`update events set uid = 'order-1' where tenant_id = ${tenant.id} and type = 'order.paid'`
  const key = Buffer.from(dedupKey(tenant.id, { by: 'uid', key: 'order-1' }), 'hex')
  await engine.sql`insert into dedup select ${key}, '', gen_random_uuid(), now() + interval '1 day'`

  await end(tenant)
  await erase()
  expect(Object.keys(await left(tenant)).sort()).toEqual(['events', 'lanes', 'roll_ups', 'settled_deliveries'])
  expect(await progress()).toEqual({ events: 0, deliveries: 1, attempts: 0 })
  await elapse(engine.sql, 91)
  await erase()

  expect(await left(tenant)).toEqual({})
  expect(await left(other)).toEqual(before)
  const [rest] = await engine.sql`
    select (select count(*)::int from tenants where id = ${tenant.id}) as tenants,
           (select count(*)::int from erasures) as erasures, (select count(*)::int from dedup) as dedup,
           (select count(*)::int from attempts) as attempts, (select count(*)::int from refresh_tokens) as tokens,
           (select count(*)::int from endpoint_secrets) as secrets,
           (select count(*)::int from payload_expiry) as expiry,
           (select count(*)::int from operational_throttle) as throttle`
  expect(rest).toEqual({
    tenants: 0,
    erasures: 0,
    dedup: 0,
    attempts: 3,
    tokens: 1,
    secrets: 1,
    expiry: 1,
    throttle: 1,
  })
  const [audit] = await engine.sql`select * from audit_log where action = 'tenant.erased'`
  expect(audit).toMatchObject({ tenant_id: null, target_id: tenant.id, actor_kind: 'system' })
  expect(audit?.['changes']).toMatchObject({ erased: { events: 4, deliveries: 4, attempts: 3 } })
})

test('of many rows, two workers at once erase each once, and one that stops is followed by another', async () => {
  await history(tenant, endpoint, 1_700)
  await end(tenant)
  await elapse(engine.sql, 91)
  await Promise.all([erase(), erase()])
  await erase()
  const [audit] = await engine.sql`select changes from audit_log where action = 'tenant.erased'`
  expect(audit?.['changes']).toMatchObject({ erased: { events: 1_700, deliveries: 1_700, attempts: 1_700 } })
  expect(await left(tenant)).toEqual({})
})

test('what a statement that had begun before the deletion commits after it is erased too', async () => {
  await end(tenant)
  await erase()
  await history(tenant, endpoint, 2)
  await erase()
  expect(await left(tenant)).toMatchObject({ events: 2 })
  await elapse(engine.sql, 91)
  await erase()
  expect(await left(tenant)).toEqual({})
  expect(await engine.sql`select from tenants where id = ${tenant.id}`).toHaveLength(0)
})

test('while workers deliver, nothing is sent for a deleted tenant from then on, and another is served', async () => {
  await engine.startWorker({ RETRY_SCHEDULE: '0,3600' })
  const served = await (await engine.tenant()).endpoint('/served')
  engine.receiver.behave('/hook', behaviours.fails())
  for (let i = 0; i < 5; i++) await endpoint.post()
  await until(async () => (await engine.sql`select from attempts`).length === 5, { what: 'five attempts' })
  await end(tenant)
  await elapse(engine.sql, 4_000)
  await served.post()
  await engine.receiver.received(({ path }) => path === '/served')
  await until(async () => !(await left(tenant))['open_deliveries'], { what: 'what was open to be cancelled' })
  expect(engine.receiver.requests.filter(({ path }) => path === '/hook')).toHaveLength(5)
  await erase()
  expect(await left(tenant)).toEqual({})
})
