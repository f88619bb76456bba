import { expect, test } from 'vitest'
import { createRoll, missing } from './roll.ts'

test('an event is known however high its number', () => {
  const roll = createRoll()
  expect([roll.mark(3), roll.mark(1_000_000), roll.mark(3)]).toEqual([1, 1, 2])
})

test('what was accepted and never seen is missing, also past the last one seen', () => {
  const [accepted, seen] = [createRoll(), createRoll()]
  for (const n of [0, 1, 2, 9]) accepted.mark(n)
  for (const n of [0, 2, 2, 5]) seen.mark(n)
  expect(missing(accepted.counts(), seen.counts())).toBe(2)
})

test('of an event with several deliveries each one counts', () => {
  const [accepted, seen] = [createRoll(), createRoll()]
  for (const n of [0, 2]) accepted.mark(n)
  for (const n of [0, 1, 5, 7]) seen.mark(n)
  expect(missing(accepted.counts(), seen.counts(), 3)).toBe(3)
})
