import { expect, test } from 'vitest'
import { readSchedule, scheduleWords, span } from './retry-words.ts'

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [90, '1 min 30 s'],
  [300, '5 min'],
  [5_400, '1 h 30 min'],
  [86_400, '24 h'],
  [172_800, '2 days'],
  [272_105, '3 days'],
])('%i seconds are told as people would say them', (seconds, words) => {
  expect(span(seconds)).toBe(words)
})

test.each([
  [[0], 'Tries at once; gives up after 1 attempt.'],
  [[0, 5, 300], 'Tries at once, after 5 s, after 5 min; gives up after 5 min 5 s (3 attempts).'],
  [[10], 'Tries after 10 s; gives up after 10 s (1 attempt).'],
  [
    [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400],
    'Tries at once, after 5 s, after 5 min, after 30 min, …, after 24 h; gives up after 3 days (10 attempts).',
  ],
])('the schedule %j is told in words', (schedule, words) => {
  expect(scheduleWords(schedule)).toBe(words)
})

test.each([
  ['0, 5, 300', [0, 5, 300]],
  ['0 5s 5m 5min 2h 1d', [0, 5, 300, 300, 7200, 86_400]],
  ['', []],
  ['0, soon', undefined],
  ['1.5', undefined],
  ['-5', undefined],
])('what is typed as %j is read', (text, schedule) => {
  expect(readSchedule(text)).toEqual(schedule)
})
