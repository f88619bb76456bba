import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Sample, sample } from '../../test/sample.ts'
import { accept, lookAgain } from './accept.ts'
import { setDirectPath } from './hand-out.ts'
import { tenantSnapshots } from './matching.ts'
import { bumpEndpointsVersion } from './tenants.ts'

const options = { dedupSeconds: 3_600, directPerTenant: 25 }
const keyed = (body: string, dedupKey = randomBytes(16).toString('hex')) => ({
  dedupKey,
  bodyHash: createHash('sha256').update(body).digest('hex'),
})

let at: Sample
beforeAll(async () => {
  at = await sample()
})
afterAll(() => at.close())
beforeEach(() => setDirectPath(at.db.sql, 0, 0))

const stateOf = async (deliveryId: string | undefined) => {
  const [row] = await at.db
    .sql`select state, fence, next_at > now() as later from open_deliveries where id = ${deliveryId ?? ''}`
  return row
}

test('an accepted event is durable with its deliveries, byte for byte', async () => {
  const event = at.event({ payload: '{ "n": 12345678901234567890, "p":1.10,"s":"\\u00e9\\u0000" }' })
  const { stored, born } = await accept(at.db.sql, [event], options)
  expect([...stored]).toEqual([event.id])
  expect(born).toEqual([])
  const [row] = await at.db.sql`select payload from events where id = ${event.id}`
  expect(row?.['payload']).toBe(event.payload)
  expect(await stateOf(event.deliveries[0]?.id)).toEqual({ state: 'pending', fence: 0, later: false })
})

test('while the door is open a delivery is born queued with a lease, up to the room and to 25 a tenant', async () => {
  await setDirectPath(at.db.sql, 30, 60_000)
  const events = Array.from({ length: 40 }, () => at.event())
  const { stored, born } = await accept(at.db.sql, events, options)
  expect(stored.size).toBe(40)
  expect(born).toHaveLength(25)
  expect(born[0]).toEqual([events[0]?.deliveries[0]?.id, 1, at.lane, at.tenantId])
  expect(await stateOf(born[0]?.[0])).toEqual({ state: 'queued', fence: 1, later: true })
})

test('a door that nobody holds open is shut', async () => {
  await setDirectPath(at.db.sql, 30, -1)
  expect((await accept(at.db.sql, [at.event()], options)).born).toEqual([])
})

test('a slowed lane takes nothing by the direct path', async () => {
  await setDirectPath(at.db.sql, 30, 60_000)
  await at.db.sql`update lanes set slow_until = now() + interval '1 minute' where lane = ${at.lane}`
  try {
    expect((await accept(at.db.sql, [at.event()], options)).born).toEqual([])
  } finally {
    await at.db.sql`update lanes set slow_until = null where lane = ${at.lane}`
  }
})

test('a delivery to a disabled endpoint is born held', async () => {
  const event = at.event()
  const held = event.deliveries.map((delivery) => ({ ...delivery, held: true }))
  await accept(at.db.sql, [{ ...event, deliveries: held }], options)
  expect(await stateOf(held[0]?.id)).toEqual({ state: 'held', fence: 0, later: null })
})

test('an event that was matched against endpoints of another version does not go in', async () => {
  const [before] = await tenantSnapshots(at.db.sql, [at.tenantId])
  await bumpEndpointsVersion(at.db.orm, at.tenantId)
  const stale = at.event({ version: before?.version ?? 0, ...keyed('x') })
  expect((await accept(at.db.sql, [stale], options)).stored.size).toBe(0)
  expect((await lookAgain(at.db.sql, [stale])).get(stale.id)).toEqual({ kind: 'stale' })
  const [after] = await tenantSnapshots(at.db.sql, [at.tenantId])
  expect((await accept(at.db.sql, [{ ...stale, version: after?.version ?? 0 }], options)).stored.size).toBe(1)
  await at.db.sql`update tenants set endpoints_version = 1 where id = ${at.tenantId}`
})

test('of two events with one key the first wins, and the second learns whether its body was the same', async () => {
  const key = keyed('one body')
  const first = at.event(key)
  const same = at.event(key)
  const other = at.event(keyed('another body', key.dedupKey))
  await accept(at.db.sql, [first], options)
  const { stored } = await accept(at.db.sql, [same], options)
  expect(stored.size).toBe(0)
  const fates = await lookAgain(at.db.sql, [same, other])
  expect(fates.get(same.id)).toEqual({ kind: 'repeated', eventId: first.id, same: true })
  expect(fates.get(other.id)).toEqual({ kind: 'repeated', eventId: first.id, same: false })
})

test('a key that has expired is free again', async () => {
  const key = keyed('body')
  await accept(at.db.sql, [at.event(key)], { ...options, dedupSeconds: -1 })
  expect((await accept(at.db.sql, [at.event(key)], options)).stored.size).toBe(1)
})

test('the same statement sent again after an unknown outcome stores nothing twice and knows its own', async () => {
  const plain = at.event()
  const withKey = at.event(keyed('body'))
  await accept(at.db.sql, [plain, withKey], options)
  expect((await accept(at.db.sql, [plain, withKey], options)).stored.size).toBe(0)
  const fates = await lookAgain(at.db.sql, [plain, withKey])
  expect([...fates.values()]).toEqual([{ kind: 'stored' }, { kind: 'stored' }])
  const [count] = await at.db.sql`select count(*)::int as n from open_deliveries where event_id = ${plain.id}`
  expect(count?.['n']).toBe(1)
})

test('an event of a suspended tenant does not go in', async () => {
  await at.db.sql`update tenants set status = 'suspended' where id = ${at.tenantId}`
  expect((await accept(at.db.sql, [at.event()], options)).stored.size).toBe(0)
  await at.db.sql`update tenants set status = 'active' where id = ${at.tenantId}`
})
