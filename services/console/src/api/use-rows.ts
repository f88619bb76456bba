import type { Page } from '@g5/sdk'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

interface RowsOptions {
  /** Milliseconds after which it is read anew; only while the page is looked at. */
  refreshMs?: number | undefined
  enabled?: boolean | undefined
}

export interface Rows<Row> {
  rows: Row[]
  error: Error | null
  /** Nothing has come yet. */
  isPending: boolean
  /** What is shown is of other filters than those that were asked for. */
  isStale: boolean
  hasMore: boolean
  /** What came last: a page of a rare filter is answered after some seconds as it is, even empty. */
  lastPage: { rows: number; nextCursor: string | null } | undefined
  isLoadingMore: boolean
  loadMore(): void
  reload(): void
}

/**
 * A list of the API, page by page as it is scrolled.
 * @param key names what is asked for, the tenant first
 */
export function useRows<Row>(
  key: readonly unknown[],
  read: (page: { cursor: string | undefined; signal: AbortSignal }) => PromiseLike<Page<Row>>,
  { refreshMs, enabled = true }: RowsOptions = {},
): Rows<Row> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => Promise.resolve(read({ cursor: pageParam, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
    // Reading all pages anew each few seconds would be a load of its own: a list that was scrolled stands still.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= 1 ? (refreshMs ?? false) : false),
  })
  const last = query.data?.pages.at(-1)
  const rows = useMemo(() => query.data?.pages.flatMap(({ data }) => data) ?? [], [query.data])
  return {
    rows,
    error: query.error,
    isPending: query.isPending,
    isStale: query.isPlaceholderData,
    hasMore: query.hasNextPage,
    lastPage: last && { rows: last.data.length, nextCursor: last.nextCursor },
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage({ cancelRefetch: false }),
    reload: () => void query.refetch(),
  }
}
