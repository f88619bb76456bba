import { expect, test } from 'vitest'
import { createRoom } from './room.ts'

test('an idle queue has room for a first round', () => {
  expect(createRoom().measure(0, 0)).toBe(500)
})

test('room is what the target leaves beside what waits, counted in deliveries', () => {
  const room = createRoom()
  for (let i = 0; i < 50; i++) room.handedOut(25, 1)
  expect(room.measure(10, 0)).toBe(250)
})

test('a queue that nobody drains has no room', () => {
  const room = createRoom()
  room.handedOut(500, 500)
  expect(room.measure(500, 0)).toBe(0)
})

test('the target follows the rate at which the queue is drained: a quarter of a second of it', () => {
  const room = createRoom()
  room.measure(0, 0)
  for (let at = 100; at <= 10_000; at += 100) {
    room.handedOut(1_000, 1_000)
    room.measure(0, at)
  }
  expect(room.measure(0, 10_010)).toBeGreaterThan(2_400)
  expect(room.measure(0, 10_010)).toBeLessThanOrEqual(2_500)
})
