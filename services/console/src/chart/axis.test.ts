import { expect, test } from 'vitest'
import { timeWords, unlike } from './axis.ts'

const at = (text: string) => Date.parse(text) / 1_000

test('marks hours apart say the hour, and the day where it begins', () => {
  const marks = ['2026-03-09T18:00Z', '2026-03-09T21:00Z', '2026-03-10T00:00Z', '2026-03-10T03:00Z'].map(at)
  expect(timeWords(marks, 3 * 3_600, 'en-GB', 'UTC')).toEqual(['18:00\n9 Mar', '21:00', '00:00\n10 Mar', '03:00'])
})

test('marks days apart say the day', () => {
  const marks = ['2026-03-09T00:00Z', '2026-03-11T00:00Z'].map(at)
  expect(timeWords(marks, 2 * 86_400, 'en-GB', 'UTC')).toEqual(['9 Mar', '11 Mar'])
})

test('days begin where the reader is', () => {
  expect(timeWords([at('2026-03-09T23:00Z')], 3_600, 'en-GB', 'Europe/Berlin')).toEqual(['00:00\n10 Mar'])
})

test('marks that round to the same words say them once', () => {
  expect(unlike(['0', '0', '1', '1', '2'])).toEqual(['0', '', '1', '', '2'])
})
