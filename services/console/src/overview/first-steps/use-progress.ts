import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/use-api.ts'
import { isComplete, type Progress } from './progress.ts'

/** Milliseconds; somebody waits for a step to be ticked off. */
const watchedMs = 2_000

/** How far the tenant has come, asked again and again until the last step is done. */
export function useProgress(): UseQueryResult<Progress> {
  const { g5, key } = useApi()
  return useQuery({
    queryKey: [key, 'first-steps'],
    async queryFn({ signal }): Promise<Progress> {
      const [endpoints, events, deliveries, delivered] = await Promise.all([
        g5.endpoints.list({ limit: 1 }, { signal }),
        g5.events.list({ limit: 1 }, { signal }),
        g5.deliveries.list({ limit: 1 }, { signal }),
        g5.deliveries.list({ limit: 1, status: 'delivered' }, { signal }),
      ])
      return {
        ...{ endpoint: endpoints.data[0], event: events.data[0] },
        ...{ delivery: deliveries.data[0], delivered: delivered.data[0] },
      }
    },
    refetchInterval: ({ state }) => (state.data && isComplete(state.data) ? false : watchedMs),
    staleTime: ({ state }) => (state.data && isComplete(state.data) ? Number.POSITIVE_INFINITY : 0),
  })
}
