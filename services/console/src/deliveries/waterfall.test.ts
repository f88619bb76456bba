import { describe, expect, test } from 'vitest'
import { placeOf, scaleOf, stretchesOf } from './waterfall.ts'

const none = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null }

describe('an attempt’s time is laid out', () => {
  test.each([
    [
      'phase after phase, from when each was over',
      { durationMs: 100, timings: { dnsMs: 5, connectMs: 20, tlsMs: 50, firstByteMs: 90 } },
      [
        ['dns', 0, 5],
        ['connect', 5, 15],
        ['tls', 20, 30],
        ['firstByte', 50, 40],
        ['rest', 90, 10],
      ],
    ],
    [
      'without what a kept connection skips',
      { durationMs: 40, timings: { ...none, firstByteMs: 38 } },
      [
        ['firstByte', 0, 38],
        ['rest', 38, 2],
      ],
    ],
    [
      'without a rest where there is none',
      { durationMs: 38, timings: { ...none, firstByteMs: 38 } },
      [['firstByte', 0, 38]],
    ],
    [
      'up to where it failed',
      { durationMs: 30_000, timings: { ...none, dnsMs: 3, connectMs: 13 } },
      [
        ['dns', 0, 3],
        ['connect', 3, 10],
        ['unanswered', 13, 29_987],
      ],
    ],
    ['as one stretch where nothing is known', { durationMs: 7, timings: null }, [['unanswered', 0, 7]]],
    ['as one stretch where nothing took time', { durationMs: 0, timings: none }, [['unanswered', 0, 0]]],
    [
      'within its duration, however marks were rounded',
      { durationMs: 10, timings: { ...none, connectMs: 4, tlsMs: 3, firstByteMs: 11 } },
      [
        ['connect', 0, 4],
        ['tls', 4, 0],
        ['firstByte', 4, 6],
      ],
    ],
  ])('%s', (_what, attempt, expected) => {
    expect(stretchesOf(attempt).map(({ phase, startMs, ms }) => [phase, startMs, ms])).toEqual(expected)
  })
})

test.each([
  [[], 1],
  [[{ durationMs: 0 }], 1],
  [[{ durationMs: 20 }, { durationMs: 300 }], 300],
])('attempts %o share a scale of %d ms', (attempts, ms) => {
  expect(scaleOf(attempts)).toBe(ms)
})

test.each([
  [0, 50, 200, { left: 0, width: 25 }],
  [150, 50, 200, { left: 75, width: 25 }],
  [199, 5, 200, { left: 99.5, width: 0.5 }],
  [1, 1, 3, { left: 33.33, width: 33.33 }],
])('from %d ms for %d ms of %d', (startMs, ms, scale, place) => {
  expect(placeOf({ phase: 'rest', startMs, ms }, scale)).toEqual(place)
})
