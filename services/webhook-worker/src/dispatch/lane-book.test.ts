import type { LaneFacts } from '@g5/db'
import { expect, test } from 'vitest'
import { createLaneBook } from './lane-book.ts'

const facts = (lane: number, over: Partial<LaneFacts> = {}): LaneFacts => ({
  lane,
  tenantId: `tenant-${lane}`,
  tenantClass: 'default',
  disabled: false,
  closed: false,
  slowMs: null,
  dueMs: 0,
  ...over,
})
const lanesOf = (turns: { lane: number }[]) => turns.map(({ lane }) => lane)

test('a lane that has rows due is dealt, one whose rows are due later only then', () => {
  const book = createLaneBook()
  book.learn(facts(1), 0)
  book.learn(facts(2, { dueMs: 500 }), 0)
  expect(lanesOf(book.deal(10, 0))).toEqual([1])
  expect(lanesOf(book.deal(20, 500)).sort()).toEqual([1, 2])
})

test('a lane that its receiver slowed down is not dealt before its time', () => {
  const book = createLaneBook()
  book.learn(facts(1), 0)
  book.learn(facts(1, { slowMs: 1_000 }), 0)
  expect(book.deal(10, 999)).toEqual([])
  expect(lanesOf(book.deal(10, 1_000))).toEqual([1])
})

test('a wake for a slowed lane does not bring it forward', () => {
  const book = createLaneBook()
  book.learn(facts(1, { slowMs: 1_000 }), 0)
  expect(book.due(1, 0, 10)).toBe(true)
  expect(book.deal(10, 500)).toEqual([])
})

test('disabled and closed lanes are never dealt', () => {
  const book = createLaneBook()
  book.learn(facts(1), 0)
  book.learn(facts(1, { disabled: true }), 0)
  book.learn(facts(2, { closed: true }), 0)
  expect(book.deal(10, 0)).toEqual([])
})

test('a wake brings a lane forward, and asks for the facts of a lane that is not known', () => {
  const book = createLaneBook()
  book.learn(facts(1, { dueMs: 10_000 }), 0)
  expect(book.due(1, 100, 0)).toBe(true)
  expect(book.nextIn(0)).toBe(100)
  expect(book.due(2, 0, 0)).toBe(false)
})

test('a wake for later does not put off a lane that is due sooner', () => {
  const book = createLaneBook()
  book.learn(facts(1, { dueMs: 50 }), 0)
  book.due(1, 10_000, 0)
  expect(book.nextIn(0)).toBe(50)
})

test('a claimed lane is looked at again when the claim said so, and forgotten when nothing is left', () => {
  const book = createLaneBook()
  book.learn(facts(1), 0)
  book.learn(facts(2), 0)
  book.deal(40, 0)
  book.answered({ lane: 1, hints: [], lookAgainMs: 300, since: null }, 0)
  book.answered({ lane: 2, hints: [], lookAgainMs: null, since: null }, 0)
  expect(book.nextIn(0)).toBe(300)
  expect(book.due(2, 0, 0)).toBe(false)
})

test('the lower bound of a lane moves with its claims and is dropped once a minute', () => {
  const book = createLaneBook()
  const since = (at: number) => book.deal(20, at)[0]?.since
  book.learn(facts(1), 0)
  expect(since(0)).toBe('-infinity')
  book.answered({ lane: 1, hints: [], lookAgainMs: 0, since: '2026-01-01 00:00:00+00' }, 0)
  expect(since(1_000)).toBe('2026-01-01 00:00:00+00')
  expect(since(60_000)).toBe('-infinity')
})
