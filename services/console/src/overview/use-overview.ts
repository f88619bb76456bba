import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useApi } from '../api/use-api.ts'
import { type RangeSearch, rangeOf } from '../search/range.ts'
import type { Overview } from './overview.ts'

/** Milliseconds. What waits now is what somebody watches in an incident; the numbers are counted each 15 seconds. */
export const refreshMs = { now: 5_000, counted: 15_000 }

/** Of the time that was chosen. */
export function useOverview(search: RangeSearch): UseQueryResult<Overview> {
  const { g5, key } = useApi()
  return useQuery({
    queryKey: [key, 'statistics', 'overview', search],
    queryFn: ({ signal }) => Promise.resolve(g5.statistics.overview(rangeOf(search, Date.now()), { signal })),
    refetchInterval: refreshMs.counted,
    placeholderData: keepPreviousData,
  })
}

/** Of the last hours, whatever was chosen: whether something is wrong is a question of now. */
export function useRecent(): UseQueryResult<Overview> {
  const { g5, key } = useApi()
  return useQuery({
    queryKey: [key, 'statistics', 'recent'],
    queryFn: ({ signal }) => Promise.resolve(g5.statistics.overview(rangeOf({ range: '6h' }, Date.now()), { signal })),
    refetchInterval: refreshMs.now,
  })
}
