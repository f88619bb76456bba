import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAgenda } from './agenda.ts'

test('lanes come out when their moment has come, the earliest first, and never twice', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 100 }))), (moments) => {
      const agenda = createAgenda()
      const expected = new Map<number, number>()
      for (const [lane, at] of moments) {
        agenda.set(lane, at)
        expected.set(lane, at)
      }
      const early = agenda.takeUntil(50)
      const late = agenda.takeUntil(100)
      const inOrder = [...early, ...late].map((lane) => expected.get(lane) ?? -1)
      expect(inOrder).toEqual([...expected.values()].sort((a, b) => a - b))
      expect(early.every((lane) => (expected.get(lane) ?? 0) <= 50)).toBe(true)
      expect(agenda.size).toBe(0)
      expect(agenda.next).toBeUndefined()
    }),
  )
})

test('a deleted lane does not come out', () => {
  const agenda = createAgenda()
  agenda.set(1, 10)
  agenda.set(2, 20)
  agenda.delete(1)
  expect(agenda.next).toBe(20)
  expect(agenda.takeUntil(30)).toEqual([2])
})

test('a lane that is set over and over leaves no garbage behind', () => {
  const agenda = createAgenda()
  for (let at = 0; at < 100_000; at++) agenda.set(at % 3, at)
  expect(agenda.takeUntil(100_000)).toEqual([0, 1, 2].map((n) => (n + 99_999 - 2) % 3))
})
