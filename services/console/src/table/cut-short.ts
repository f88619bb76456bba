import type { Rows } from '../api/use-rows.ts'

/** Whether the last page came before it was full: the API had looked for some seconds, and has more to look through. */
export function isCutShort({ lastPage }: Pick<Rows<unknown>, 'lastPage'>, limit: number): boolean {
  return lastPage !== undefined && lastPage.nextCursor !== null && lastPage.rows < limit
}

/**
 * The same list, which stops where its last page was cut short: looking through what is left costs seconds a page, so
 * somebody has to want it.
 */
export function stoppingShort<Row>(list: Rows<Row>, limit: number): Rows<Row> {
  return isCutShort(list, limit) ? { ...list, hasMore: false } : list
}
