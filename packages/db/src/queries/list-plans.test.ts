import { lowestUuidAt } from '@g5/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { explained, watchedDatabase } from '../../test/plans.ts'
import { type Sample, sample } from '../../test/sample.ts'
import type { Database, Sql } from '../connect.ts'
import type { TenantScope } from '../tenant-scope.ts'
import { listBulks } from './bulks.ts'
import { listDeadLetters, listDeliveries } from './deliveries.ts'
import { listCircuits } from './endpoint-circuits.ts'
import { listEndpoints } from './endpoint-list.ts'
import { listEvents, readEvents } from './events.ts'
import { eventsAfter, newAttemptKeys, newEventIds, outcomesAgo } from './tails.ts'

const rows = 100_000
const tiny = '00000000-0000-7000-8000-00000000aaaa'

let at: Sample
let watched: ReturnType<typeof watchedDatabase>
beforeAll(async () => {
  at = await sample()
  await seed(at.db.sql, at)
  watched = watchedDatabase(at.url)
})
afterAll(async () => {
  await watched.db.close()
  await at.close()
})

/** A tenant with nearly all there is, and one with a few rows, over the last six days. */
async function seed(sql: Sql, { tenantId, endpointId, lane }: Sample): Promise<void> {
  const id = sql`(lpad(to_hex((extract(epoch from now()) * 1000 - 518400000 + g::bigint * 5184)::bigint), 12, '0')
                  || '7' || substr(md5(g::text), 1, 3) || '8' || substr(md5('x' || g::text), 1, 15))::uuid`
  await sql`
    insert into tenants (id, slug, name) values (${tiny}, 'tiny', 'Tiny')`
  await sql`
    insert into events (id, tenant_id, type, uid, payload, metadata, traceparent, request_id, deliveries)
    select ${id}, case when g % 10000 = 0 then ${tiny}::uuid else ${tenantId}::uuid end, 'type.' || g % 20,
           case when g % 3 = 0 then 'uid-' || g end, '{"n":' || g || '}', jsonb_build_object('order', 'order-' || g), 't', 'r',
           (g % 1000 <> 0)::int
      from generate_series(1, ${rows}) g`
  await sql`
    insert into settled_deliveries (id, tenant_id, event_id, endpoint_id, lane, outcome, fence)
    select id, tenant_id, id, ${endpointId}, ${lane},
           (case when substr(id::text, 33) < '0100' then 'cancelled' else 'delivered' end)::settled_outcome, 1
      from events`
  await sql`
    insert into attempts (delivery_id, fence, started_at, outcome, status, duration_ms)
    select id, 1, to_timestamp(('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0), 'delivered', 200, 12
      from events order by id`
  await sql`
    insert into open_deliveries (id, tenant_id, event_id, endpoint_id, lane, state, next_at, fence)
    select overlay(id::text placing '9' from 36)::uuid, tenant_id, id, ${endpointId}, ${lane},
           (case when substr(id::text, 35) < '08' then 'dead' else 'pending' end)::open_state, now(), 0
      from events limit 20000 on conflict do nothing`
  await sql`
    with l as (
      insert into lanes (tenant_id, endpoint_id, circuit)
      select ${tenantId}, ${id}, case when g % 500 = 0 then 'open' else 'closed' end from generate_series(1, 5000) g
      returning lane, endpoint_id
    )
    insert into endpoints (id, tenant_id, lane, url) select endpoint_id, ${tenantId}, lane, 'http://127.0.0.1/' from l`
  await sql`
    insert into endpoint_secrets (id, endpoint_id, sealed, hint) select id, id, '', '' from endpoints
      where id not in (select endpoint_id from endpoint_secrets)`
  await sql`
    insert into bulks (id, tenant_id, action, selection, matched)
    select ${id}, ${tenantId}, 'send', '{}', 1 from generate_series(1, 5000) g`
  await sql`vacuum analyze`
}

type List = (db: Database, scope: TenantScope, after: string | undefined) => Promise<unknown>

const day = () => lowestUuidAt(Date.now() - 86_400_000)
const lists: [name: string, list: List][] = [
  ['events', ({ sql }, scope, after) => listEvents(sql, scope, { after, limit: 50 })],
  [
    'events of a type',
    ({ sql }, scope, after) => listEvents(sql, scope, { after, limit: 50, budgetMs: 0, type: ['type.3'] }),
  ],
  ['events of a uid', ({ sql }, scope, after) => listEvents(sql, scope, { after, limit: 50, uid: ['uid-3', 'uid-6'] })],
  ['events of a day', ({ sql }, scope, after) => listEvents(sql, scope, { after, limit: 50, fromId: day() })],
  [
    'unmatched events',
    ({ sql }, scope, after) => listEvents(sql, scope, { after, limit: 50, budgetMs: 0, unmatched: true }),
  ],
  [
    'events with a uid typed',
    ({ sql }, scope, after) => listEvents(sql, scope, { after, limit: 9, find: { text: 'uid-9' } }),
  ],
  [
    'events with a text in them',
    ({ sql }, scope, after) =>
      listEvents(sql, scope, { after, limit: 50, budgetMs: 0, find: { text: 'zzz', payloadsFromId: day() } }),
  ],
  ['events by their ids', ({ sql }, scope) => readEvents(sql, scope, [day(), lowestUuidAt(1)], 1_000)],
  ['deliveries', ({ sql }, scope, after) => listDeliveries(sql, scope, { after, limit: 50 })],
  ['delivered', ({ sql }, scope, after) => listDeliveries(sql, scope, { after, limit: 50, status: ['delivered'] })],
  [
    'dead and held',
    ({ sql }, scope, after) => listDeliveries(sql, scope, { after, limit: 50, status: ['dead', 'held'] }),
  ],
  [
    'deliveries of events',
    ({ sql }, scope, after) => listDeliveries(sql, scope, { after, limit: 50, eventId: [day(), lowestUuidAt(1)] }),
  ],
  ...(
    [
      ['of a type', { type: ['type.3'] }],
      ['of no type there is', { type: ['none'] }],
      ['of an error', { errorCode: ['timeout'] }],
      ['of a class of status', { statusClass: [5] }],
      ['cancelled', { status: ['cancelled'] }],
      ['of an endpoint', { endpointId: [tiny] }],
    ] as const
  ).map(([name, rare]): [string, List] => [
    `deliveries ${name}`,
    ({ sql }, scope, after) =>
      listDeliveries(sql, scope, {
        after,
        limit: 50,
        budgetMs: 0,
        ...(rare as Partial<Parameters<typeof listDeliveries>[2]>),
      }),
  ]),
  ['dead letters', ({ sql }, scope, after) => listDeadLetters(sql, scope, { after, limit: 50 })],
  [
    'dead letters of a type and reason',
    ({ sql }, scope, after) =>
      listDeadLetters(sql, scope, { after, limit: 50, budgetMs: 0, type: ['none'], reason: ['endpoint_gone'] }),
  ],
  ['endpoints', ({ orm }, scope, after) => listEndpoints(orm, scope, { after, limit: 50 })],
  [
    'endpoints that fail',
    ({ orm }, scope, after) => listEndpoints(orm, scope, { after, limit: 50, health: ['failing'] }),
  ],
  [
    'endpoints with an open circuit',
    ({ orm }, scope, after) => listEndpoints(orm, scope, { after, limit: 50, circuit: ['open'] }),
  ],
  [
    'endpoints with a text in them',
    ({ orm }, scope, after) => listEndpoints(orm, scope, { after, limit: 50, find: { text: 'zzz' } }),
  ],
  ['open circuits', ({ orm }, scope, after) => listCircuits(orm, scope, { after, limit: 50, state: ['open'] })],
  ['closed circuits', ({ orm }, scope, after) => listCircuits(orm, scope, { after, limit: 50, state: ['closed'] })],
  ['bulks', ({ orm }, scope, after) => listBulks(orm, scope, { after, limit: 50 })],
  ['what a stream of events looks at', ({ sql }, scope) => newEventIds(sql, scope, lowestUuidAt(Date.now() - 60_000))],
  ['what a stream of events has missed', ({ sql }, scope) => eventsAfter(sql, scope, day(), 100)],
  ['what a stream of deliveries looks at', ({ sql }) => newAttemptKeys(sql, 60)],
  ['what a stream of deliveries has missed', ({ sql }, scope) => outcomesAgo(sql, scope, { from: 120, to: 115 })],
]

describe.each([
  ['of the tenant that has nearly all', () => ({ tenantId: at.tenantId })],
  ['of a tenant with a few', () => ({ tenantId: tiny })],
  ['of all tenants', () => ({ allTenants: true as const })],
])('by an index, and a bounded number of rows %s, is read', (_whose, scope) => {
  test.each(lists)('%s', async (name, list) => {
    for (const after of [undefined, lowestUuidAt(Date.now() - 3 * 86_400_000)]) {
      watched.statements.length = 0
      await list(watched.db, scope(), after)
      const noted = watched.statements.splice(0)
      expect(noted.length).toBeGreaterThan(0)
      for (const statement of noted) {
        const plan = await explained(watched.db.sql, statement)
        expect(plan.readWhole, plan.how).toEqual([])
        // Of all tenants, circuits are sought among lanes: one an endpoint, and no history. A text, in each endpoint once.
        const walks = name === 'open circuits' && 'allTenants' in scope()
        const most = walks ? 11_000 : name === 'endpoints with a text in them' ? 6_000 : 2_000
        expect(plan.rows, plan.how).toBeLessThan(most)
      }
    }
  })
})
