import { touchEndpoints, updateTenant } from '@g5/db'
import { createLogger } from '@g5/telemetry'
import { behaviours, until } from '@g5/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Engine, startEngine, type Tenant } from '../../test/engine.ts'
import { expireOldPayloads } from './payload-expiry.ts'

let engine: Engine
let tenant: Tenant
beforeEach(async () => {
  engine = await startEngine(undefined, { RETRY_SCHEDULE: '0' })
  tenant = await engine.tenant()
})
afterEach(() => engine.close())

const log = createLogger({ service: 'worker', level: 'fatal' })
const expire = () => expireOldPayloads({ orm: engine.orm, waker: { wake() {} }, log })
const keep = (days: number | null, { id } = tenant) =>
  updateTenant(engine.orm, id, { settings: days === null ? {} : { payloadRetentionDays: days } })
const day = 86_400_000
const daysAgo = (days: number) => Date.now() - days * day

/** Events whose payload is there, and attempts whose answer is. */
const kept = async () => {
  const events = await engine.sql`select id from events where payload is not null order by id`
  const [answers] = await engine.sql`select count(*)::int as n from attempts where body is not null`
  return { events: events.map(({ id }) => id), answers: answers?.['n'] }
}

describe('payloads that are older than their tenant keeps them', () => {
  test('go, with the stored answers; what is open of them is cancelled, and younger ones stay', async () => {
    const [good, bad] = [await tenant.endpoint('/good'), await tenant.endpoint('/bad')]
    engine.receiver.behave('/bad', behaviours.fails())
    await good.post({ at: daysAgo(3) })
    await bad.post({ at: daysAgo(3) })
    const young = await good.post({ at: daysAgo(1) })
    await engine.startWorker()
    await until(async () => (await engine.counts())['delivered'] === 2 && (await engine.counts())['dead'] === 1, {
      what: 'all to be tried',
    })
    expect(await kept()).toMatchObject({ answers: 3 })
    await keep(2)
    await expire()
    expect(await kept()).toEqual({ events: [young], answers: 1 })
    expect(await engine.counts()).toEqual({ delivered: 2, cancelled: 1 })
    const [cancelled] = await engine.sql`select reason from settled_deliveries where outcome = 'cancelled'`
    expect(cancelled?.['reason']).toBe('payload_erased')
  })

  test('go once, and more of them go when fewer days are kept', async () => {
    const endpoint = await tenant.endpoint('/hook')
    for (const days of [5, 4, 3]) await endpoint.post({ at: daysAgo(days) })
    const last = await endpoint.post({ at: daysAgo(1) })
    await keep(4)
    await expire()
    expect((await kept()).events).toHaveLength(2)
    await keep(2)
    await Promise.all([expire(), expire()])
    await expire()
    expect((await kept()).events).toEqual([last])
  })

  test('stay where the tenant says nothing, and of other tenants', async () => {
    const other = await engine.tenant()
    const mine = await (await tenant.endpoint('/hook')).post({ at: daysAgo(3) })
    const theirs = await (await other.endpoint('/other')).post({ at: daysAgo(3) })
    await expire()
    await keep(1, other)
    await expire()
    expect((await kept()).events).toEqual([mine])
    expect(theirs).not.toBe(mine)
    await keep(null, other)
    await expire()
    expect(await engine.counts()).toEqual({ pending: 1, cancelled: 1 })
  })

  test('of more events than one transaction takes all go', async () => {
    const endpoint = await tenant.endpoint('/hook')
    for (let i = 0; i < 520; i++) await endpoint.post({ at: daysAgo(3) + i })
    await keep(1)
    await expire()
    expect((await kept()).events).toEqual([])
    expect(await engine.counts()).toEqual({ cancelled: 520 })
  })
})

test('what receivers answer is not kept where the tenant says so, from the next attempt on, and kept again later', async () => {
  const endpoint = await tenant.endpoint('/hook')
  await engine.startWorker()
  const deliver = async (count: number) => {
    await endpoint.post()
    await until(async () => (await engine.counts())['delivered'] === count, { what: 'it to be delivered' })
    return (await kept()).answers
  }
  const store = (storeResponses: boolean) =>
    engine.orm.transaction(async (tx) => {
      await updateTenant(tx, tenant.id, { settings: { storeResponses } })
      await touchEndpoints(tx, tenant.id)
    })
  expect(await deliver(1)).toBe(1)
  await store(false)
  expect(await deliver(2)).toBe(1)
  await store(true)
  expect(await deliver(3)).toBe(2)
})
