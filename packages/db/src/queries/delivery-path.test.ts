import { randomUUID } from 'node:crypto'
import type { Hint } from '@g5/contracts'
import { elapse } from '@g5/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sample, sample, turn } from '../../test/sample.ts'
import type { Sql } from '../connect.ts'
import { accept } from './accept.ts'
import { listAttempts, listDeadLetters, readDelivery } from './deliveries.ts'
import { deleteEndpoint } from './endpoints.ts'
import { claim, handBack, releaseHints } from './hand-out.ts'
import { cancelClosed, holdDisabled, removeClosedLanes } from './lanes.ts'
import { beginTerm, connectLeader } from './leadership.ts'
import { loadDeliveries, loadEndpoints, renewLease } from './load.ts'
import { type AttemptRecord, cancel, record } from './record.ts'
import { replayDeadLetter } from './retry.ts'

const lease = { defaultTimeoutMs: 15_000, marginMs: 30_000 }
const term = randomUUID()
let at: Sample
let leader: Sql

beforeAll(async () => {
  at = await sample()
  leader = connectLeader(at.url, () => {})
  await beginTerm(leader, term)
})
afterAll(async () => {
  await leader.end()
  await at.close()
})

async function accepted(): Promise<string> {
  const event = at.event()
  await accept(at.db.sql, [event], { dedupSeconds: 60, directPerTenant: 25 })
  return event.deliveries[0]?.id ?? ''
}

async function handOut(id?: string): Promise<Hint> {
  const [answer] = await claim(leader, term, [turn(at.lane)], lease)
  const hint = answer?.hints.find((one) => id === undefined || one[0] === id)
  if (!hint) throw new Error(`${id} was not handed out`)
  return hint
}

const row = (id: string) => readDelivery(at.db.sql, { tenantId: at.tenantId }, id)

const attempt = ([deliveryId, fence, lane]: Hint, over: Partial<AttemptRecord> = {}): AttemptRecord => ({
  deliveryId,
  fence,
  lane,
  eventType: 'invoice.paid',
  verdict: 'delivered',
  waitMs: 0,
  reason: null,
  error: null,
  detail: null,
  status: 200,
  startedAgoMs: 12,
  durationMs: 10,
  timings: [1, 2, null, 9],
  body: Buffer.from('ok'),
  quiet: false,
  ...over,
})
const failed = (hint: Hint, over: Partial<AttemptRecord> = {}) =>
  attempt(hint, { verdict: 'retry', waitMs: 5_000, error: 'http_server_error', status: 500, ...over })
const exhausted = (hint: Hint) => failed(hint, { verdict: 'dead', waitMs: 0, reason: 'retries_exhausted' })
const became = (...attempts: AttemptRecord[]) => record(at.db.sql, attempts)

test('a due row is handed out once, and again only after its lease', async () => {
  const id = await accepted()
  const first = await handOut(id)
  expect(first[1]).toBe(1)
  await expect(handOut(id)).rejects.toThrow()
  await elapse(at.db.sql, 46)
  expect((await handOut(id))[1]).toBe(2)
  expect(await loadDeliveries(at.db.sql, [first])).toEqual([undefined])
})

test('a claim says when to look at the lane again: at once while rows are left, else at its next event', async () => {
  await accepted()
  await accepted()
  const look = async (rows: number) => {
    const [answer] = await claim(leader, term, [turn(at.lane, { rows })], lease)
    return answer?.lookAgainMs ?? Number.NaN
  }
  expect(await look(1)).toBeLessThanOrEqual(0)
  expect(await look(100)).toBeGreaterThan(0)
})

test('a connection without the term claims nothing', async () => {
  await accepted()
  const turns = [turn(at.lane, { rows: 1 })]
  expect(await claim(at.db.sql, term, turns, lease)).toEqual([])
  expect(await claim(leader, randomUUID(), turns, lease)).toEqual([])
})

test('one leads at a time, and the next as soon as the first is gone', async () => {
  const other = connectLeader(at.url, () => {})
  const third = connectLeader(at.url, () => {})
  const [mine, yours] = [randomUUID(), randomUUID()]
  await leader`select pg_advisory_unlock(hashtext('g5.dispatcher'))`
  expect(await beginTerm(other, mine)).toBe(true)
  expect(await beginTerm(third, yours)).toBe(false)
  await other.end()
  expect(await beginTerm(third, yours)).toBe(true)
  await third.end()
  expect(await beginTerm(leader, term)).toBe(true)
})

test('a success settles its delivery', async () => {
  const id = await accepted()
  expect(await became(attempt(await handOut(id)))).toEqual(['delivered'])
  expect(await row(id)).toMatchObject({ status: 'delivered', attempts: 1, nextAt: null })
})

test('a failure is due again after its wait, and the same hint is worth nothing more', async () => {
  const id = await accepted()
  const hint = await handOut(id)
  expect(await became(failed(hint))).toEqual(['pending'])
  expect(await row(id)).toMatchObject({ status: 'pending', attempts: 1, error: 'http_server_error' })
  expect(await loadDeliveries(at.db.sql, [hint])).toEqual([undefined])
})

test('an attempt that is recorded twice counts once', async () => {
  const id = await accepted()
  const hint = await handOut(id)
  expect(await became(failed(hint))).toEqual(['pending'])
  expect(await became(failed(hint))).toEqual(['unchanged'])
  expect(await listAttempts(at.db.sql, id)).toHaveLength(1)
})

test('a late success of an earlier hand-out still settles', async () => {
  const id = await accepted()
  const early = await handOut(id)
  await elapse(at.db.sql, 46)
  const late = await handOut(id)
  expect(await became(attempt(early))).toEqual(['delivered'])
  expect(await became(failed(late))).toEqual(['unchanged'])
  expect((await listAttempts(at.db.sql, id)).map(({ outcome }) => outcome)).toEqual(['delivered', 'failed'])
})

test('a late failure of an earlier hand-out changes nothing', async () => {
  const id = await accepted()
  const early = await handOut(id)
  await elapse(at.db.sql, 46)
  await handOut(id)
  expect(await became(failed(early))).toEqual(['unchanged'])
  expect(await row(id)).toMatchObject({ status: 'queued', attempts: 1 })
})

test('when the schedule is exhausted the delivery is a dead letter', async () => {
  const id = await accepted()
  expect(await became(exhausted(await handOut(id)))).toEqual(['dead'])
  const dead = await listDeadLetters(at.db.sql, { tenantId: at.tenantId }, { limit: 10 })
  expect(dead.find((one) => one.id === id)).toMatchObject({ status: 'dead', reason: 'retries_exhausted' })
})

test('a dead letter is replayed once, however many press, and starts its schedule anew', async () => {
  const id = await accepted()
  await became(exhausted(await handOut(id)))
  const press = () => at.db.orm.transaction((tx) => replayDeadLetter(tx, at.tenantId, id))
  const outcomes = (await Promise.all([press(), press(), press()])).map(({ kind }) => kind)
  expect(outcomes.sort()).toEqual(['not_dead', 'not_dead', 'sent'])
  const [loaded] = await loadDeliveries(at.db.sql, [await handOut(id)])
  expect(loaded).toMatchObject({ id, step: 0 })
})

test('a success from before a replay does not settle what was replayed', async () => {
  const id = await accepted()
  const before = await handOut(id)
  await became(exhausted(before))
  await at.db.orm.transaction((tx) => replayDeadLetter(tx, at.tenantId, id))
  expect(await became(attempt(before))).toEqual(['unchanged'])
  expect(await became(attempt(await handOut(id)))).toEqual(['delivered'])
})

test('a dead letter of a stranger is not found', async () => {
  const id = await accepted()
  await became(exhausted(await handOut(id)))
  const stranger = randomUUID()
  expect(await at.db.orm.transaction((tx) => replayDeadLetter(tx, stranger, id))).toEqual({ kind: 'not_found' })
  expect(await readDelivery(at.db.sql, { tenantId: stranger }, id)).toBeUndefined()
})

test('hints that never reached the queue are due at once; after an unknown outcome they are due later, and void', async () => {
  const refused = await accepted()
  const first = await handOut(refused)
  await releaseHints(at.db.sql, [first])
  expect((await handOut(refused))[1]).toBe(first[1] + 1)

  const unknown = await accepted()
  const lost = await handOut(unknown)
  await releaseHints(at.db.sql, [lost], 5_000)
  expect(await loadDeliveries(at.db.sql, [lost])).toEqual([undefined])
  await expect(handOut(unknown)).rejects.toThrow()
  await elapse(at.db.sql, 6)
  await handOut(unknown)
})

test('a row that is handed back costs no attempt', async () => {
  const id = await accepted()
  await handBack(at.db.sql, [await handOut(id)], 0)
  expect(await row(id)).toMatchObject({ status: 'pending', attempts: 0 })
  await handOut(id)
})

test('a lease is renewed by its holder only', async () => {
  const id = await accepted()
  const hint = await handOut(id)
  expect(await renewLease(at.db.sql, hint, 60_000)).toBe(true)
  await elapse(at.db.sql, 61)
  await handOut(id)
  expect(await renewLease(at.db.sql, hint, 60_000)).toBe(false)
})

test('what is cancelled ends with its reason, and a later success of it is only recorded', async () => {
  const id = await accepted()
  const hint = await handOut(id)
  await cancel(at.db.sql, [{ id, fence: hint[1], reason: 'payload_missing' }])
  expect(await row(id)).toMatchObject({ status: 'cancelled', reason: 'payload_missing' })
  expect(await became(attempt(hint))).toEqual(['unchanged'])
  expect(await row(id)).toMatchObject({ status: 'cancelled', attempts: 1 })
})

test('text of a stranger that the database cannot hold fails its own record alone', async () => {
  const [good, bad] = [await handOut(await accepted()), await handOut(await accepted())]
  await expect(record(at.db.sql, [attempt(good), attempt(bad, { detail: 'a\0b' })])).rejects.toMatchObject({
    code: expect.stringMatching(/^22/),
  })
  expect(await became(attempt(good))).toEqual(['delivered'])
})

test('disabling an endpoint holds what waits, deleting it cancels whatever is open, and the lane is forgotten', async () => {
  const other = await sample()
  const events = [other.event(), other.event(), other.event()]
  await accept(other.db.sql, events, { dedupSeconds: 60, directPerTenant: 25 })
  await other.db.sql`update lanes set disabled = true where lane = ${other.lane}`
  expect(await holdDisabled(other.db.sql, [other.lane], 2)).toBe(2)
  expect(await holdDisabled(other.db.sql, [other.lane], 2)).toBe(1)

  await other.db.orm.transaction((tx) => deleteEndpoint(tx, other.tenantId, other.endpointId))
  expect(await loadEndpoints(other.db.sql, [other.lane])).toEqual([])
  expect(await cancelClosed(other.db.sql, [other.lane], 100)).toBe(3)
  await removeClosedLanes(other.db.sql)
  expect((await other.db.sql`select lane from lanes`).length).toBe(1)
  await elapse(other.db.sql, 601)
  await removeClosedLanes(other.db.sql)
  expect((await other.db.sql`select lane from lanes`).length).toBe(0)
  await other.close()
})
