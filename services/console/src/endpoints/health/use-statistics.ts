import type { AnswerOf } from '@g5/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/use-api.ts'
import { type RangeSearch, rangeOf } from '../../search/range.ts'

export type Statistics = AnswerOf<'endpoints.statistics'>

const refreshMs = 15_000

export function useStatistics(endpointId: string, range: RangeSearch) {
  const { g5, key } = useApi()
  return useQuery({
    queryKey: [key, 'endpoints', endpointId, 'statistics', range],
    queryFn({ signal }) {
      const { from, to, bucket } = rangeOf(range, Date.now())
      const query = { from, bucket, ...(to !== undefined && { to }) }
      return Promise.resolve(g5.endpoints.statistics(endpointId, query, { signal }))
    },
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  })
}
