import { expect, test } from 'vitest'
import { planFaults, victims } from './plan.ts'

test('a seed always gives the same faults, and another one others', () => {
  expect(planFaults(7, 30)).toEqual(planFaults(7, 30))
  expect(planFaults(7, 30)).not.toEqual(planFaults(8, 30))
})

test('a run that is long enough kills and pauses every victim', () => {
  const faults = planFaults(1, 60)
  for (const victim of victims)
    expect(new Set(faults.filter((fault) => fault.victim === victim).map(({ how }) => how))).toEqual(
      new Set(['kill', 'pause']),
    )
})
