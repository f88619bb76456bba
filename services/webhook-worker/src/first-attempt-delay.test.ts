import {
  addLatencies,
  countLatency,
  type LatencyHistogram,
  latencyBucket,
  latencyPercentile,
  packTally,
  uuidv7,
} from '@g5/core'
import { createHold, deleteHold, insertMissing, nextMissing, retryDelivery, wantingEndpoint } from '@g5/db'
import { createLogger } from '@g5/telemetry'
import { behaviours, until } from '@g5/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Engine, startEngine, type Tenant } from '../test/engine.ts'
import { firstAttemptDelayMs } from './first-attempt-delay.ts'
import { endHolds } from './maintenance/holds.ts'
import { foldStatistics } from './maintenance/roll-ups.ts'

const hourMs = 3_600_000
const log = createLogger({ service: 'worker', level: 'fatal' })

describe('the delay of a first attempt', () => {
  const accepted = Date.parse('2026-03-10T12:00:00Z')
  const rare = (deliverAt: number | null) => ({ deliverAt, expiresInMs: null, metadata: null, channels: null })
  test.each([
    ['is counted from when the event was accepted', {}, 1_500, 1_500],
    ['has no bound', {}, 30 * hourMs, 30 * hourMs],
    ['is counted from its deliverAt', { rare: rare(accepted + hourMs) }, hourMs + 20, 20],
    ['is none before the event was accepted: that deliverAt had passed', { rare: rare(accepted - hourMs) }, 20, 20],
    ['is that of any other where only a transform looks', { rare: rare(null) }, 20, 20],
    ['is zero where a clock was ahead', {}, -40, 0],
    ['is no matter of a retry', { step: 1 }, 5_000, undefined],
    ['is no matter of what was sent again', { replayed: true }, 5_000, undefined],
  ])('%s', (_what, over, startsAfterMs, delayMs) => {
    const delivery = { eventId: uuidv7(accepted), rare: null, step: 0, replayed: false, ...over }
    expect(firstAttemptDelayMs(delivery, accepted + startsAfterMs)).toBe(delayMs)
  })
})

describe('in statistics', () => {
  let engine: Engine
  let tenant: Tenant
  beforeEach(async () => {
    engine = await startEngine(undefined, { RETRY_SCHEDULE: '0,0' })
    tenant = await engine.tenant()
  })
  afterEach(() => engine.close())

  const statuses = async (wanted: Record<string, number>) => {
    const counts = await until(
      async () => {
        const counts = await engine.counts()
        return Object.entries(wanted).every(([status, count]) => counts[status] === count) && counts
      },
      { what: JSON.stringify(wanted) },
    )
    expect(counts).toEqual(wanted)
  }
  const wake = () => engine.sql`select pg_notify('g5_wake', 'sweep')`
  const attempts = async () => (await engine.sql`select count(*)::int as n from attempts`)[0]?.['n']

  async function delays(kind: string, subject = ''): Promise<LatencyHistogram> {
    await foldStatistics(engine.sql)
    const rows = await engine.sql<{ delays: LatencyHistogram }[]>`
      select first_attempt_delay as delays from roll_ups
        where kind = ${kind}::roll_up_kind and grain = 'hour' and subject = ${subject}`
    const sum: LatencyHistogram = []
    for (const row of rows) addLatencies(sum, row.delays)
    return sum
  }
  const countOf = (histogram: LatencyHistogram) => histogram.reduce((sum, n) => sum + n, 0)

  test('is that of its endpoint, its type, its tenant and of all, and reaches hours', async () => {
    const [prompt, late] = [await tenant.endpoint('/prompt'), await tenant.endpoint('/late')]
    await late.post({ at: Date.now() - 2 * hourMs, type: 'order.late' })
    await prompt.post()
    await prompt.post({ at: Date.now() - 2 * hourMs, deliverAt: new Date(Date.now() - 60_000).toISOString() })
    await engine.startWorker()
    await statuses({ delivered: 3 })
    for (const [kind, subject, ms] of [
      ['endpoint', late.id, 2 * hourMs],
      ['type', 'order.late', 2 * hourMs],
      ['tenant', '', 2 * hourMs],
      ['deployment', '', 2 * hourMs],
      ['endpoint', prompt.id, 60_000],
      ['type', 'order.paid', 60_000],
    ] as const) {
      const longest = latencyPercentile(await delays(kind, subject), 1) ?? 0
      expect([kind, subject, longest > ms * 0.85, longest < ms * 1.15]).toEqual([kind, subject, true, true])
    }
    expect(latencyPercentile(await delays('endpoint', prompt.id), 0.5)).toBeLessThan(20_000)
    expect(countOf(await delays('deployment'))).toBe(3)
  })

  test('has the time in it for which something held the delivery', async () => {
    const endpoint = await tenant.endpoint('/hook')
    const id = uuidv7(Date.now())
    const criteria = { tenantId: null, host: null, type: null, until: null, endpointId: endpoint.id }
    await createHold(engine.orm, { id, reason: 'an incident', ...criteria })
    await engine.startWorker()
    await endpoint.post({ at: Date.now() - hourMs })
    await statuses({ held: 1 })
    await deleteHold(engine.orm, id)
    await endHolds({ sql: engine.sql, clock: { now: Date.now }, waker: { wake() {} }, log, random: () => 0 })
    await wake()
    await statuses({ delivered: 1 })
    const delay = latencyPercentile(await delays('endpoint', endpoint.id), 1) ?? 0
    expect(delay).toBeGreaterThan(hourMs * 0.85)
  })

  test('is counted once a delivery: no retry, and nothing that somebody sends again or asks for later', async () => {
    engine.receiver.behave('/dead', behaviours.fails())
    const endpoint = await tenant.endpoint('/dead')
    await endpoint.post({ at: Date.now() - hourMs })
    await engine.startWorker()
    await statuses({ dead: 1 })
    expect(await attempts()).toBe(2)
    expect(countOf(await delays('deployment'))).toBe(1)

    const [row] = await engine.sql`select id from open_deliveries`
    expect(await retryDelivery(engine.orm, tenant.id, row?.['id'])).toMatchObject({ kind: 'sent' })
    await wake()
    await until(async () => (await attempts()) === 4, { what: 'the replay' })
    await statuses({ dead: 1 })

    const { id } = await tenant.endpoint('/later', { eventTypes: ['order.*'] })
    const wanting = await wantingEndpoint(engine.orm, null, { endpointId: id })
    if (!wanting) throw new Error('the endpoint is gone')
    await engine.orm.transaction(async (tx) =>
      insertMissing(tx, wanting, (await nextMissing(tx, wanting, {}, 10)).missing),
    )
    await wake()
    await statuses({ dead: 1, delivered: 1 })
    expect(await attempts()).toBe(5)
    expect(countOf(await delays('deployment'))).toBe(1)
  })

  test('is left out of what a worker of the release before has recorded, and counted beside it', async () => {
    const endpoint = await tenant.endpoint('/hook')
    const tallied = {
      ...{ lane: endpoint.lane, type: 'order.paid', error: null, durationMs: 12, startedAgoMs: 15 },
      firstAttemptDelayMs: 40,
    }
    const { delays: _, ...before } = JSON.parse(packTally([tallied]))
    const insert = (text: string) => engine.sql`insert into attempt_tallies (attempts) values (${text})`
    await insert(JSON.stringify(before))
    expect(await delays('endpoint', endpoint.id)).toEqual([])
    await insert(packTally([tallied]))
    await insert(JSON.stringify(before))
    const expected: LatencyHistogram = []
    countLatency(expected, 40)
    expect(await delays('endpoint', endpoint.id)).toEqual(expected)
    const [sum] = await engine.sql`
      select sum(delivered)::int as n, max(cardinality(latency)) as buckets from roll_ups where kind = 'endpoint' and grain = 'hour'`
    expect(sum).toEqual({ n: 3, buckets: latencyBucket(12) + 1 })
  })
})
