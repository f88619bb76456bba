import { useQuery } from '@tanstack/react-query'
import { useApi } from '../api/use-api.ts'
import { useMe } from '../session/use-session.ts'

/** The declared event types, for suggestions; a session of some endpoints is not told of them. */
export function useEventTypes() {
  const { g5, key } = useApi()
  const { endpointIds } = useMe()
  return useQuery({
    queryKey: [key, 'event-types', 'some'],
    queryFn: ({ signal }) => Promise.resolve(g5.eventTypes.list({ limit: 250, archived: 'false' }, { signal })),
    staleTime: 60_000,
    enabled: endpointIds === null,
  })
}

/** As what one may type into a filter. */
export function useTypeSuggestions() {
  const { data } = useEventTypes()
  return data?.data.map(({ name, description }) => ({
    value: name,
    ...(description !== null && { label: description }),
  }))
}
