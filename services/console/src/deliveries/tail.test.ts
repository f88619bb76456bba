import { describe, expect, test } from 'vitest'
import {
  arrived,
  cleared,
  counted,
  emptyTail,
  keptRows,
  noCounts,
  paused,
  perSecond,
  resumed,
  type Tail,
} from './tail.ts'

const tail = (change: Partial<Tail<number>> = {}): Tail<number> => ({ ...emptyTail, ...change })
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i)

describe('a tail', () => {
  test('shows what came last on top', () => {
    expect(arrived(arrived(tail(), [1, 2]), [3]).rows).toEqual([3, 2, 1])
  })

  test('keeps a bounded number of rows, the newest', () => {
    const { rows } = arrived(tail({ rows: [-1] }), upTo(keptRows + 5))
    expect([rows.length, rows[0], rows.at(-1)]).toEqual([keptRows, keptRows + 4, 5])
  })

  test('stands still while it is paused, counts all that comes and keeps the newest of it', () => {
    const still = arrived(arrived(paused(tail({ rows: [0] })), [1, 2]), upTo(keptRows))
    expect([still.rows, still.waited, still.waiting.length]).toEqual([[0], keptRows + 2, keptRows])
  })

  test('goes on with what came meanwhile', () => {
    const after = resumed(arrived(paused(tail({ rows: [1, 0] })), [2, 3]))
    expect(after).toEqual(tail({ rows: [3, 2, 1, 0] }))
  })

  test('can be emptied, and stays paused', () => {
    expect(cleared(arrived(paused(tail({ rows: [1] })), [2]))).toEqual(tail({ paused: true }))
  })
})

describe('the rate', () => {
  test.each<[string, [second: number, more: number][], number]>([
    ['is nothing at first', [[100, 5]], 0],
    [
      'counts whole seconds alone',
      [
        [100, 4],
        [101, 9],
      ],
      4,
    ],
    [
      'adds up what came within a second',
      [
        [100, 4],
        [100, 2],
        [101, 0],
      ],
      6,
    ],
    [
      'is taken over all seconds that were listened to',
      [
        [100, 6],
        [103, 0],
      ],
      2,
    ],
    [
      'forgets what is older than ten seconds',
      [
        [100, 50],
        [101, 10],
        [111, 0],
      ],
      1,
    ],
    [
      'is nothing after a silence',
      [
        [100, 50],
        [200, 0],
      ],
      0,
    ],
    [
      'does not mind a clock that is set back',
      [
        [100, 3],
        [99, 3],
        [101, 0],
      ],
      6,
    ],
  ])('%s', (_what, heard, expected) => {
    const first = heard[0]?.[0] ?? 0
    let counts = { ...noCounts, second: first - 1, counts: [] as readonly number[] }
    for (const [second, more] of heard) counts = counted(counts, second, more)
    expect(perSecond(counts)).toBe(expected)
  })
})
