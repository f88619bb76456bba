import { expect, test } from 'vitest'
import { type Pace, pacesWith, paceWords, takesMs, takesWords } from './pace.ts'

test.each<[number, Pace, number | undefined, string]>([
  [0, 10, 0, 'It takes about a second.'],
  [7, 10, 700, 'It takes about a second.'],
  [25, 10, 2_500, 'It takes about 3 s.'],
  [12_345, 10, 1_234_500, 'It takes about 20 min 35 s.'],
  [1_000_000, 10, 100_000_000, 'It takes about 1 d 3 h.'],
  [3, 0.1, 30_000, 'It takes about 30 s.'],
  [5_000, null, undefined, expect.stringContaining('as long as the workers and the receivers need')],
])('%i at %s a second take %s ms', (deliveries, pace, ms, told) => {
  expect(takesMs(deliveries, pace)).toBe(ms)
  expect(takesWords(deliveries, pace)).toEqual(told)
})

test('the pace that is set can be chosen, wherever it lies', () => {
  expect(pacesWith(10)).toEqual([1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, null])
  expect(pacesWith(0.5)[0]).toBe(0.5)
  expect(pacesWith(300)).toEqual([1, 2, 5, 10, 25, 50, 100, 250, 300, 500, 1_000, null])
  expect(pacesWith(null)).toHaveLength(11)
})

test('a pace is said in words', () => {
  expect([paceWords(10), paceWords(0.5), paceWords(null)]).toEqual([
    '10 a second',
    '0.5 a second',
    'as fast as it goes',
  ])
})
