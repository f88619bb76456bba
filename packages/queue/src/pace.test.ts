import { expect, test } from 'vitest'
import { createPace } from './pace.ts'

function paced() {
  let rests = 0
  const pace = createPace(async () => void rests++)
  const jobs = async (count: number) => {
    const before = rests
    for (let i = 0; i < count; i++) await pace.afterJob()
    return rests - before
  }
  return { pace, jobs }
}

test('a consumer that keeps up rests after each job', async () => {
  const { pace, jobs } = paced()
  for (let i = 0; i < 20; i++) {
    pace.foundEmpty()
    expect(await jobs(1)).toBe(1)
  }
})

test('a consumer that falls behind rests no more until its queue is empty again', async () => {
  const { pace, jobs } = paced()
  expect(await jobs(5)).toBe(0)
  pace.foundEmpty()
  expect(await jobs(100)).toBeLessThan(10)
  expect(await jobs(100)).toBe(0)
  pace.foundEmpty()
  expect(await jobs(1)).toBe(1)
})
