import { useQuery } from '@tanstack/react-query'
import { useApi } from '../api/use-api.ts'
import { memberText } from './json-text.ts'

/** Characters; a payload beyond is read anew less often, since it comes along each time. */
const large = 64 * 1_024

/** An event, and its payload as it was written: undefined when it was erased, or is not for this one to see. */
export function useEvent(id: string) {
  const { g5, key } = useApi()
  return useQuery({
    queryKey: [key, 'events', 'one', id],
    queryFn: async ({ signal }) => {
      const { data, text } = await g5.events.get(id, { signal }).withResponse()
      return { event: data, payload: memberText(text, 'payload') }
    },
    refetchInterval: ({ state }) => ((state.data?.payload?.length ?? 0) > large ? 60_000 : 5_000),
  })
}
