import { lowestUuidAt, uuidv7 } from '@g5/core'
import {
  type BulkSelection,
  countMissing,
  countSelected,
  createBulk,
  type NewBulk,
  readBulk,
  wantingEndpoint,
} from '@g5/db'
import { createLogger } from '@g5/telemetry'
import { elapse } from '@g5/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Endpoint, type Engine, startEngine, type Tenant } from '../../test/engine.ts'
import { workOnBulks } from './bulk.ts'

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
const work = () => workOnBulks({ orm: engine.orm, waker: { wake() {} }, log })

async function dead(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await endpoint.post()
  await engine.sql`update open_deliveries set state = 'dead', next_at = null, state_since = now()`
}

async function make(selection: BulkSelection, over: Partial<NewBulk> = {}): Promise<string> {
  const id = uuidv7(Date.now())
  const matched = selection.missing ? 0 : await countSelected(engine.orm, selection, { tenantId: tenant.id })
  const values = { id, tenantId: tenant.id, action: 'send', selection, ratePerSecond: null, matched, ...over } as const
  await createBulk(engine.orm, values)
  return id
}
const read = (id: string) => readBulk(engine.orm, { tenantId: tenant.id }, id)

test('touches what matched, says how many, and is done', async () => {
  await dead(5)
  const id = await make({ status: ['dead'] })
  await work()
  expect(await read(id)).toMatchObject({ status: 'done', matched: 5, touched: 5, skipped: 0 })
  expect(await engine.counts()).toEqual({ pending: 5 })
})

test('made again it finds nothing left to touch', async () => {
  await dead(3)
  const selection: BulkSelection = { status: ['dead'], endpointId: endpoint.id }
  await make(selection)
  await work()
  const again = await make(selection)
  await work()
  expect(await read(again)).toMatchObject({ status: 'done', matched: 0, touched: 0 })
})

test('lets be what has changed since it was made, and counts it', async () => {
  await dead(4)
  const id = await make({ status: ['dead'] })
  await elapse(engine.sql, 10)
  await engine.sql`
    update open_deliveries set state_since = now() where id = (select id from open_deliveries order by id limit 1)`
  await work()
  expect(await read(id)).toMatchObject({ status: 'done', matched: 4, touched: 3, skipped: 1 })
  expect(await engine.counts()).toEqual({ pending: 3, dead: 1 })
})

test('keeps its pace, over restarts, and what it has done it never does again', async () => {
  await dead(10)
  const id = await make({ status: ['dead'] }, { ratePerSecond: 4 })
  await work()
  expect((await read(id))?.touched).toBe(0)
  await elapse(engine.sql, 1)
  await work()
  await work()
  expect(await read(id)).toMatchObject({ status: 'running', touched: 4 })
  await elapse(engine.sql, 60)
  await work()
  expect((await read(id))?.touched).toBe(8)
  await elapse(engine.sql, 1)
  await work()
  expect(await read(id)).toMatchObject({ status: 'done', touched: 10 })
})

test('paused it waits, and stopped it leaves the rest alone', async () => {
  await dead(3)
  const id = await make({ status: ['dead'] })
  await engine.sql`update bulks set paused = true`
  await work()
  expect(await read(id)).toMatchObject({ status: 'running', touched: 0 })
  await engine.sql`update bulks set paused = false, status = 'stopped'`
  await work()
  expect(await engine.counts()).toEqual({ dead: 3 })
})

test('sends nothing to an endpoint that is disabled', async () => {
  await dead(2)
  await engine.sql`update endpoints set enabled = false`
  const id = await make({ status: ['dead'] })
  await work()
  expect(await read(id)).toMatchObject({ status: 'done', touched: 0, skipped: 2 })
})

test('narrows by endpoint, reason, type, ids and time', async () => {
  await dead(3)
  const [row] = await engine.sql<[{ id: string }]>`select id from open_deliveries order by id limit 1`
  await engine.sql`update open_deliveries set reason = 'endpoint_gone' where id = ${row.id}`
  const count = (over: BulkSelection) =>
    countSelected(engine.orm, { status: ['dead'], ...over }, { tenantId: tenant.id })
  expect(await count({ reason: 'endpoint_gone' })).toBe(1)
  expect(await count({ ids: [row.id] })).toBe(1)
  expect(await count({ type: 'order.paid' })).toBe(3)
  expect(await count({ type: 'another' })).toBe(0)
  expect(await count({ endpointId: (await tenant.endpoint('/other')).id })).toBe(0)
  expect(await count({ toId: lowestUuidAt(Date.now() - 3_600_000) })).toBe(0)
  expect(await count({ fromId: lowestUuidAt(Date.now() - 3_600_000) })).toBe(3)
})

test('discards for good, and sends what was cancelled again', async () => {
  await dead(2)
  await make({ status: ['dead'] }, { action: 'discard' })
  await work()
  expect(await engine.counts()).toEqual({ cancelled: 2 })
  await make({ status: ['cancelled'] })
  await work()
  expect(await engine.counts()).toEqual({ pending: 2 })
})

test('expunges payloads, and cancels what is open of those events', async () => {
  await dead(2)
  await make({ status: ['dead'] }, { action: 'expunge' })
  await work()
  expect(await engine.counts()).toEqual({ cancelled: 2 })
  const [row] = await engine.sql`select count(*)::int as n from events where payload is not null`
  expect(row?.['n']).toBe(0)
})

test('what an endpoint wants and never got is delivered once, however often it is asked for', async () => {
  await endpoint.post()
  await endpoint.post()
  const late = await tenant.endpoint('/late', { eventTypes: ['order.*'] })
  const picky = await tenant.endpoint('/picky', { eventTypes: ['invoice.*'] })
  const missing = async ({ id }: Endpoint) => {
    const wanting = await wantingEndpoint(engine.orm, null, { endpointId: id })
    if (!wanting) throw new Error('the endpoint is gone')
    return countMissing(engine.orm, wanting, {})
  }
  expect(await missing(late)).toBe(2)
  expect(await missing(picky)).toBe(0)
  const selection: BulkSelection = { missing: true, endpointId: late.id }
  const twice = [await make({ ...selection }, { matched: 2 }), await make(selection, { matched: 2 })]
  await work()
  // Made in one millisecond they have no order among themselves.
  const done = (await Promise.all(twice.map(read))).sort((a, b) => (b?.touched ?? 0) - (a?.touched ?? 0))
  expect(done).toMatchObject([
    { status: 'done', touched: 2 },
    { status: 'done', touched: 0, skipped: 2 },
  ])
  expect(await missing(late)).toBe(0)
  expect(await engine.counts()).toEqual({ pending: 4 })
})
