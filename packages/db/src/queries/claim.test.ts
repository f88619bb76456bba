import { randomUUID } from 'node:crypto'
import type { Hint } from '@g5/contracts'
import { elapse } from '@g5/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Sample, sample, turn } from '../../test/sample.ts'
import type { Sql } from '../connect.ts'
import { accept } from './accept.ts'
import { beginProbes, endProbe, openCircuits } from './circuits.ts'
import { claim, type LaneAnswer, type Turn } from './hand-out.ts'
import { readLanes } from './lanes.ts'
import { beginTerm, connectLeader } from './leadership.ts'
import { type AttemptRecord, record } from './record.ts'

const term = randomUUID()
const leaseMs = 45_000
const lease = { defaultTimeoutMs: 15_000, marginMs: leaseMs - 15_000 }
let at: Sample
let leader: Sql

beforeEach(async () => {
  at = await sample()
  leader = connectLeader(at.url, () => {})
  await beginTerm(leader, term)
})
afterEach(async () => {
  await leader.end()
  await at.close()
})

async function accepted(over: { ordered?: boolean; direct?: boolean } = {}): Promise<string> {
  const event = at.event()
  const deliveries = event.deliveries.map((one) => ({ ...one, direct: false, ...over }))
  await accept(at.db.sql, [{ ...event, deliveries }], { dedupSeconds: 60, directPerTenant: 25 })
  return deliveries[0]?.id ?? ''
}

async function look(over: Partial<Turn> = {}): Promise<LaneAnswer> {
  const [answer] = await claim(leader, term, [turn(at.lane, over)], lease)
  if (!answer) throw new Error('the claim said nothing of the lane')
  return answer
}
const ids = (answer: LaneAnswer) => answer.hints.map(([id]) => id)

function outcome([deliveryId, fence, lane]: Hint, verdict: AttemptRecord['verdict'], waitMs = 0): AttemptRecord {
  return {
    ...{
      deliveryId,
      fence,
      lane,
      eventType: 'invoice.paid',
      verdict,
      waitMs,
      reason: null,
      error: null,
      detail: null,
      status: 200,
    },
    ...{ startedAgoMs: 1, durationMs: 1, timings: [], body: null, quiet: false },
  }
}

describe('a lane with a window', () => {
  test('has no more in flight than that, and says when the first of it ends at the latest', async () => {
    for (let i = 0; i < 5; i++) await accepted()
    const first = await look({ window: 2 })
    expect(first.hints).toHaveLength(2)
    expect(first).toMatchObject({ full: true })
    const second = await look({ window: 2 })
    expect(second).toMatchObject({ hints: [], full: true })
    expect(second.lookAgainMs).toBeGreaterThan(leaseMs - 5_000)
    await record(at.db.sql, [outcome(first.hints[0] ?? ['', 0, 0, ''], 'delivered')])
    expect((await look({ window: 2 })).hints).toHaveLength(1)
  })

  test('counts nothing whose lease ran out: a worker that died leaks no place', async () => {
    for (let i = 0; i < 3; i++) await accepted()
    expect((await look({ window: 1 })).hints).toHaveLength(1)
    await elapse(at.db.sql, 60)
    expect((await look({ window: 1 })).hints).toHaveLength(1)
  })

  test('that is not used up is looked at again when its next row is due', async () => {
    await accepted()
    expect(await look({ window: 4 })).toMatchObject({ full: false })
  })
})

describe('a lane in strict order', () => {
  const ordered = { ordered: true, window: 1 }

  test('gives one at a time, in the order in which they were accepted', async () => {
    const wanted = [await accepted(ordered), await accepted(ordered), await accepted(ordered)]
    const got: string[] = []
    for (let i = 0; i < 3; i++) {
      const [hint] = (await look(ordered)).hints
      if (!hint) throw new Error('nothing was handed out')
      expect((await look(ordered)).hints).toEqual([])
      await record(at.db.sql, [outcome(hint, 'delivered')])
      got.push(hint[0])
    }
    expect(got).toEqual(wanted)
    expect(await look(ordered)).toMatchObject({ hints: [], lookAgainMs: null })
  })

  test('keeps the order of events that were accepted in one batch', async () => {
    const events = Array.from({ length: 40 }, () => {
      const event = at.event()
      return { ...event, deliveries: event.deliveries.map((one) => ({ ...one, ordered: true, direct: false })) }
    })
    await accept(at.db.sql, events, { dedupSeconds: 60, directPerTenant: 25 })
    const rows = await at.db.sql<{ event_id: string }[]>`select event_id from open_deliveries order by seq`
    expect(rows.map((row) => row.event_id)).toEqual(events.map(({ id }) => id))
  })

  test('waits for its failing head until that is delivered or dead', async () => {
    const [head, next] = [await accepted(ordered), await accepted(ordered)]
    const [hint] = (await look(ordered)).hints
    if (!hint) throw new Error('nothing was handed out')
    expect(hint[0]).toBe(head)
    await record(at.db.sql, [outcome(hint, 'retry', 30_000)])
    const waiting = await look(ordered)
    expect(waiting.hints).toEqual([])
    expect(waiting.lookAgainMs).toBeGreaterThan(20_000)
    await elapse(at.db.sql, 31)
    const [again] = (await look(ordered)).hints
    if (!again) throw new Error('the head was not handed out again')
    expect(again[0]).toBe(head)
    await record(at.db.sql, [outcome(again, 'dead')])
    expect(ids(await look(ordered))).toEqual([next])
  })

  test('first gives what was accepted before it kept an order', async () => {
    const [before, after] = [await accepted(), await accepted(ordered)]
    const [stray] = (await look(ordered)).hints
    if (!stray) throw new Error('nothing was handed out')
    expect(stray[0]).toBe(before)
    await record(at.db.sql, [outcome(stray, 'delivered')])
    expect(ids(await look(ordered))).toEqual([after])
  })
})

describe('a circuit', () => {
  const facts = async () => (await readLanes(at.db.sql, [at.lane]))[0]
  const opening = () => ({ lane: at.lane, failures: 7, resetMs: 30_000, quiet: false })
  const told = async () => (await at.db.sql<{ type: string }[]>`select type from operational_outbox`).map((r) => r.type)

  test('is opened once, however many pods want it, and blocks the lane until its probe', async () => {
    expect(await openCircuits(at.db.sql, [opening()])).toMatchObject([{ lane: at.lane, endpointId: at.endpointId }])
    expect(await openCircuits(at.db.sql, [opening()])).toEqual([])
    const lane = await facts()
    expect(lane).toMatchObject({ circuit: 'open', slowStartMs: null })
    expect(lane?.blockedMs).toBeGreaterThan(25_000)
    expect(await told()).toEqual(['g5.circuit.opened'])
  })

  test('lets a probe through after its time, once; a failure opens it again, a success starts slowly', async () => {
    await openCircuits(at.db.sql, [opening()])
    expect(await beginProbes(at.db.sql, [at.lane])).toEqual([])
    await elapse(at.db.sql, 31)
    expect(await beginProbes(at.db.sql, [at.lane])).toEqual([at.lane])
    expect(await beginProbes(at.db.sql, [at.lane])).toEqual([])
    expect(await facts()).toMatchObject({ circuit: 'half_open' })
    const probe = { lane: at.lane, resetMs: 30_000, quiet: false }
    expect(await endProbe(at.db.sql, { ...probe, succeeded: false })).toBe(true)
    expect((await facts())?.blockedMs).toBeGreaterThan(25_000)
    await elapse(at.db.sql, 31)
    await beginProbes(at.db.sql, [at.lane])
    expect(await endProbe(at.db.sql, { ...probe, succeeded: true })).toBe(true)
    expect(await endProbe(at.db.sql, { ...probe, succeeded: false })).toBe(false)
    expect((await facts())?.slowStartMs).toBeLessThan(5_000)
    await elapse(at.db.sql, 60)
    expect(await facts()).toMatchObject({ circuit: 'closed', slowStartMs: null })
    expect(await told()).toEqual(['g5.circuit.opened', 'g5.circuit.closed'])
  })

  test('that was opened by failures of operational events tells nobody', async () => {
    await openCircuits(at.db.sql, [{ ...opening(), quiet: true }])
    expect(await told()).toEqual([])
  })

  test('keeps new deliveries from being born queued until its slow start is over', async () => {
    await at.db.sql`update direct_path set open_until = 'infinity', rows_per_pod = 100`
    const born = async () => {
      const { born } = await accept(at.db.sql, [at.event()], { dedupSeconds: 60, directPerTenant: 25 })
      return born.length
    }
    expect(await born()).toBe(1)
    await openCircuits(at.db.sql, [opening()])
    expect(await born()).toBe(0)
    await at.db.sql`update lanes set circuit = 'closed', circuit_since = now()`
    expect(await born()).toBe(0)
    await at.db.sql`update lanes set circuit_since = now() - interval '1 hour'`
    expect(await born()).toBe(1)
  })
})
