import { expect, test } from 'vitest'
import { isCutShort, stoppingShort } from './cut-short.ts'
import { rowsOf } from './rows-of.ts'

test.each([
  ['nothing has come yet', undefined, false],
  ['a full page that goes on', { rows: 100, nextCursor: 'c' }, false],
  ['a full page at the end', { rows: 100, nextCursor: null }, false],
  ['a short page at the end', { rows: 3, nextCursor: null }, false],
  ['a short page that goes on', { rows: 3, nextCursor: 'c' }, true],
  ['an empty page that goes on', { rows: 0, nextCursor: 'c' }, true],
] as const)('a list of which %s (%o) is cut short: %s', (_what, lastPage, cutShort) => {
  const list = { ...rowsOf([1, 2, 3]), hasMore: lastPage?.nextCursor != null, lastPage }
  expect(isCutShort(list, 100)).toBe(cutShort)
  expect(stoppingShort(list, 100).hasMore).toBe(list.hasMore && !cutShort)
})
