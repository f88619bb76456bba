import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

function taken(turns: ReturnType<typeof createTurns<number>>, most = 10): number[] {
  const jobs: number[] = []
  for (let turn = turns.take(most); turn; turn = turns.take(most)) jobs.push(turn.job)
  return jobs
}

test('owners have their turns one after the other, however much one of them has', () => {
  const turns = createTurns<number>()
  for (const job of [1, 2, 3, 4]) turns.add('many', job)
  turns.add('few', 11)
  turns.add('fewer', 21)
  expect(taken(turns)).toEqual([1, 11, 21, 2, 3, 4])
  expect(turns.size).toBe(0)
})

test('an owner has no more at work than it may, and its next as soon as one is done', () => {
  const turns = createTurns<number>()
  for (const job of [1, 2, 3]) turns.add('a', job)
  turns.add('b', 11)
  expect(taken(turns, 1)).toEqual([1, 11])
  expect(turns.take(1)).toBeUndefined()
  turns.done('a')
  expect(turns.take(1)).toEqual({ owner: 'a', job: 2 })
})

test('what is taken back is not dealt', () => {
  const turns = createTurns<number>()
  turns.add('a', 1)
  turns.add('a', 2)
  turns.delete('a', 1)
  turns.delete('a', 99)
  turns.delete('nobody', 1)
  expect(turns.size).toBe(1)
  expect(taken(turns)).toEqual([2])
})
