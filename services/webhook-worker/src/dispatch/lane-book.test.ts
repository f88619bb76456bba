import type { LaneAnswer, LaneFacts } from '@g5/db'
import { expect, test } from 'vitest'
import { createLaneBook, type LaneBookOptions } from './lane-book.ts'

const facts = (lane: number, over: Partial<LaneFacts> = {}): LaneFacts => ({
  lane,
  tenantId: `tenant-${lane}`,
  tenantClass: 'default',
  disabled: false,
  onHold: false,
  closed: false,
  blockedMs: null,
  circuit: 'closed',
  slowStartMs: null,
  ordered: false,
  rateLimit: null,
  ratePerSeconds: null,
  dueMs: 0,
  ...over,
})
const createBook = (options: Partial<LaneBookOptions> = {}) =>
  createLaneBook({ classQueues: [], classWeights: new Map(), isPaused: () => false, ...options })
const deal = (book: ReturnType<typeof createBook>, room: number, now: number) =>
  book.deal(new Map([['webhooks', room]]), now).flatMap(({ turns }) => turns)
const lanesOf = (turns: { lane: number }[]) => turns.map(({ lane }) => lane)

test('a lane that has rows due is dealt, one whose rows are due later only then', () => {
  const book = createBook()
  book.learn(facts(1), 0)
  book.learn(facts(2, { dueMs: 500 }), 0)
  expect(lanesOf(deal(book, 10, 0))).toEqual([1])
  expect(lanesOf(deal(book, 20, 500)).sort()).toEqual([1, 2])
})

test('a lane that its receiver slowed down is not dealt before its time', () => {
  const book = createBook()
  book.learn(facts(1), 0)
  book.learn(facts(1, { blockedMs: 1_000 }), 0)
  expect(deal(book, 10, 999)).toEqual([])
  expect(lanesOf(deal(book, 10, 1_000))).toEqual([1])
})

test('a wake for a slowed lane does not bring it forward', () => {
  const book = createBook()
  book.learn(facts(1, { blockedMs: 1_000 }), 0)
  expect(book.due(1, 0, 10)).toBe(true)
  expect(deal(book, 10, 500)).toEqual([])
})

test('disabled and closed lanes are never dealt', () => {
  const book = createBook()
  book.learn(facts(1), 0)
  book.learn(facts(1, { disabled: true }), 0)
  book.learn(facts(2, { closed: true }), 0)
  expect(deal(book, 10, 0)).toEqual([])
})

test('a wake brings a lane forward, and asks for the facts of a lane that is not known', () => {
  const book = createBook()
  book.learn(facts(1, { dueMs: 10_000 }), 0)
  expect(book.due(1, 100, 0)).toBe(true)
  expect(book.nextIn(0)).toBe(100)
  expect(book.due(2, 0, 0)).toBe(false)
})

test('a wake for later does not put off a lane that is due sooner', () => {
  const book = createBook()
  book.learn(facts(1, { dueMs: 50 }), 0)
  book.due(1, 10_000, 0)
  expect(book.nextIn(0)).toBe(50)
})

test('a claimed lane is looked at again when the claim said so, and forgotten when nothing is left', () => {
  const book = createBook()
  book.learn(facts(1), 0)
  book.learn(facts(2), 0)
  deal(book, 40, 0)
  book.answered({ lane: 1, hints: [], full: false, lookAgainMs: 300, since: null }, 0)
  book.answered({ lane: 2, hints: [], full: false, lookAgainMs: null, since: null }, 0)
  expect(book.nextIn(0)).toBe(300)
  expect(book.due(2, 0, 0)).toBe(false)
})

test('the lower bound of a lane moves with its claims and is dropped once a minute', () => {
  const book = createBook()
  const since = (at: number) => deal(book, 20, at)[0]?.since
  book.learn(facts(1), 0)
  expect(since(0)).toBe('-infinity')
  book.answered({ lane: 1, hints: [], full: false, lookAgainMs: 0, since: '2026-01-01 00:00:00+00' }, 0)
  expect(since(1_000)).toBe('2026-01-01 00:00:00+00')
  expect(since(60_000)).toBe('-infinity')
})

const answer = (lane: number, over: Partial<LaneAnswer> = {}): LaneAnswer => ({
  ...{ lane, hints: [], lookAgainMs: 0, full: false, since: null },
  ...over,
})
const hints = (count: number): LaneAnswer['hints'] => Array.from({ length: count }, () => ['', 1, 1, ''])

test('a lane in order has one in flight, and so has one that is probed', () => {
  const book = createBook()
  book.learn(facts(1, { ordered: true }), 0)
  book.learn(facts(2, { circuit: 'half_open' }), 0)
  book.learn(facts(3), 0)
  const windows = new Map(deal(book, 10, 0).map(({ lane, window }) => [lane, window]))
  expect(windows).toEqual(
    new Map([
      [1, 1],
      [2, 1],
      [3, null],
    ]),
  )
})

test('an open circuit is dealt when its time has come, and is then a probe', () => {
  const book = createBook()
  book.learn(facts(1, { circuit: 'open', blockedMs: 1_000 }), 0)
  expect(deal(book, 10, 999)).toEqual([])
  const turns = deal(book, 10, 1_000)
  expect(book.probes(turns)).toEqual([1])
  book.probing(1)
  expect(book.probes(turns)).toEqual([])
})

test('after a circuit closed its window doubles each second, until nothing bounds it', () => {
  const windowAfter = (ms: number) => {
    const book = createBook()
    book.learn(facts(1, { slowStartMs: ms }), 20_000)
    return deal(book, 10, 20_000)[0]?.window
  }
  expect([0, 1_000, 2_000, 3_000, 9_999, 10_000].map(windowAfter)).toEqual([1, 2, 4, 8, 512, null])
})

test('a lane whose window is used up is looked at again when it doubles or the first lease ends', () => {
  const book = createBook()
  book.learn(facts(1, { slowStartMs: 500 }), 1_000)
  deal(book, 10, 1_000)
  book.answered(answer(1, { full: true, lookAgainMs: 45_000 }), 1_000)
  expect(book.nextIn(1_000)).toBe(500)
  book.learn(facts(2, { ordered: true }), 1_000)
  deal(book, 10, 1_000)
  book.answered(answer(2, { full: true, lookAgainMs: 100 }), 1_000)
  expect(book.nextIn(1_000)).toBe(100)
})

test('a paced lane gets what its rate allows, and rests until it allows more', () => {
  const book = createBook()
  const paced = facts(1, { rateLimit: 10, ratePerSeconds: 1 })
  book.learn(paced, 0)
  const [turn] = deal(book, 100, 0)
  expect(turn?.rows).toBe(3)
  book.answered(answer(1, { hints: hints(3), lookAgainMs: -5_000 }), 0)
  expect(deal(book, 100, 10)).toEqual([])
  expect(book.nextIn(10)).toBeGreaterThan(20)
})

test('a paced lane that was empty for a moment has not earned a new start', () => {
  const book = createBook()
  const paced = facts(1, { rateLimit: 10, ratePerSeconds: 1 })
  book.learn(paced, 0)
  deal(book, 100, 0)
  book.answered(answer(1, { hints: hints(3), lookAgainMs: null }), 0)
  book.learn(paced, 10)
  expect(deal(book, 100, 10)).toEqual([])
})

test('tenants of a heavier class get as many turns more', () => {
  const book = createBook({ classWeights: new Map([['premium', 4]]) })
  book.learn(facts(1), 0)
  book.learn(facts(2, { tenantClass: 'premium' }), 0)
  const rows = new Map(deal(book, 10, 0).map(({ lane, rows }) => [lane, rows]))
  expect(rows).toEqual(
    new Map([
      [1, 2],
      [2, 8],
    ]),
  )
})

test('a class with a queue of its own is dealt by the room of that queue', () => {
  const book = createBook({ classQueues: ['premium'] })
  book.learn(facts(1), 0)
  book.learn(facts(2, { tenantClass: 'premium' }), 0)
  const dealt = book.deal(
    new Map([
      ['webhooks', 0],
      ['webhooks-premium', 5],
    ]),
    0,
  )
  expect(dealt.map(({ queue, turns }) => [queue, lanesOf(turns)])).toEqual([['webhooks-premium', [2]]])
})

test('a lane that workers refuse has as much in flight as they have room for, and more as long as nobody refuses', () => {
  const book = createBook()
  const windowAt = (now: number) => deal(book, 10, now)[0]?.window
  book.learn(facts(1), 0)
  expect(windowAt(0)).toBe(null)
  book.full(1, 40, 0)
  book.full(1, 40, 100)
  expect(windowAt(500)).toBe(40)
  expect(windowAt(1_000)).toBe(50)
  expect(windowAt(2_000)).toBe(60)
  book.full(1, 40, 2_500)
  expect(windowAt(2_500)).toBe(45)
  expect(windowAt(40_000)).toBe(null)
})

test('a queue that is paused is dealt nothing, and nothing of it counts as ready until it goes again', () => {
  let paused = true
  const book = createBook({ isPaused: () => paused })
  book.learn(facts(1), 0)
  expect(deal(book, 100, 0)).toEqual([])
  expect(book.ready).toBe(0)
  paused = false
  expect(lanesOf(deal(book, 100, 0))).toEqual([1])
})

test('a lane on hold is not dealt', () => {
  const book = createBook()
  book.learn(facts(1), 0)
  book.learn(facts(1, { onHold: true }), 0)
  expect(deal(book, 100, 0)).toEqual([])
})
