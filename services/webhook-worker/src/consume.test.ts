import { randomUUID } from 'node:crypto'
import type { Hint } from '@g5/contracts'
import { createSlots } from '@g5/core'
import { expect, test } from 'vitest'
import { createIntake } from './consume.ts'

const hints = (count: number): Hint[] =>
  Array.from({ length: count }, (_, i): Hint => [randomUUID(), 1, i + 1, `tenant-${i}`])

/** Deliveries that hold their slot until they are told to end. */
function intakeOf(total: number) {
  const slots = createSlots({ total, perLaneShare: 1, perTenantShare: 1 })
  const begun: { hint: Hint; end(): void }[] = []
  const handedBack: Hint[] = []
  const errors: unknown[] = []
  const intake = createIntake({
    slots,
    async deliver(hints) {
      for (const hint of hints) {
        const slot = slots.take(hint[2], hint[3])
        begun.push({ hint, end: () => slot?.release() })
      }
    },
    handBack: async (rows) => void handedBack.push(...rows),
    onError: (error) => errors.push(error),
  })
  return { intake, begun, handedBack, errors }
}

test('a job is complete as soon as its rows are in memory', async () => {
  const { intake, begun } = intakeOf(10)
  await intake.take(hints(4))
  expect(begun).toHaveLength(4)
})

test('a job waits until there is room for all its rows', async () => {
  const { intake, begun } = intakeOf(4)
  await intake.take(hints(3))
  const second = intake.take(hints(3))
  begun[0]?.end()
  await Promise.resolve()
  expect(begun).toHaveLength(3)
  begun[1]?.end()
  await second
  expect(begun).toHaveLength(6)
})

test('a job of more rows than there are slots gets in when all are free', async () => {
  const { intake, begun } = intakeOf(2)
  await intake.take(hints(5))
  expect(begun).toHaveLength(5)
})

test('rows of a queue that is paused are handed back, those too that waited for room when it was', async () => {
  const { intake, begun, handedBack } = intakeOf(1)
  let paused = false
  await intake.take(hints(1), () => paused)
  const waiting = hints(1)
  const taken = intake.take(waiting, () => paused)
  paused = true
  begun[0]?.end()
  await taken
  expect(handedBack).toEqual(waiting)
  await intake.take(hints(1), () => paused)
  expect([handedBack.length, begun.length]).toEqual([2, 1])
})

test('on stopping, rows that wait for room are handed back, and what is in flight may end', async () => {
  const { intake, begun, handedBack } = intakeOf(1)
  await intake.take(hints(1))
  const waiting = hints(1)
  const taken = intake.take(waiting)
  intake.stop()
  await taken
  expect(handedBack).toEqual(waiting)
  expect(await intake.settle(0)).toEqual({ left: 1 })
  begun[0]?.end()
  expect(await intake.settle(1_000)).toEqual({ left: 0 })
})
