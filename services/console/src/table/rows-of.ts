import type { Rows } from '../api/use-rows.ts'

/** Rows that are all there, as a table takes them. */
export function rowsOf<Row>(
  rows: Row[],
  {
    error = null,
    isPending = false,
    reload = () => {},
  }: Partial<Pick<Rows<Row>, 'error' | 'isPending' | 'reload'>> = {},
): Rows<Row> {
  return {
    ...{ rows, error, isPending, reload },
    ...{ isStale: false, hasMore: false, isLoadingMore: false, lastPage: undefined, loadMore: () => {} },
  }
}
