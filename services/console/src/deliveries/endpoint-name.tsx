import type { Endpoint } from '@g5/sdk'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../api/use-api.ts'

/** What an endpoint is called changes rarely. */
const freshMs = 60_000
/** Of a list; the others are asked for one by one, as they are seen. */
const most = 250

/** The newest endpoints, for names and suggestions. */
export function useSomeEndpoints() {
  const { g5, key } = useApi()
  return useQuery({
    queryKey: [key, 'endpoints', 'some'],
    queryFn: ({ signal }) => Promise.resolve(g5.endpoints.list({ limit: most }, { signal })),
    staleTime: freshMs,
  })
}

/** An endpoint by its id, from the newest ones where it is among them. Undefined: not known yet; null: it is gone. */
export function useEndpoint(id: string): Endpoint | null | undefined {
  const { g5, key } = useApi()
  const some = useSomeEndpoints()
  const found = some.data?.data.find((endpoint) => endpoint.id === id)
  const one = useQuery({
    queryKey: [key, 'endpoints', 'one', id],
    queryFn: ({ signal }) => Promise.resolve(g5.endpoints.get(id, { signal })),
    staleTime: freshMs,
    enabled: some.data !== undefined && found === undefined && some.data.nextCursor !== null,
  })
  if (found) return found
  if (one.data) return one.data
  return one.error || some.data?.nextCursor === null ? null : undefined
}

/** What an endpoint is known by: its URL, or its id once it is gone. A stranger's URL is text, never a link to it. */
export function EndpointName({ id }: { id: string }) {
  const endpoint = useEndpoint(id)
  return <>{endpoint ? endpointLabel(endpoint) : id}</>
}

export const endpointLabel = ({ uid, url }: Pick<Endpoint, 'uid' | 'url'>) =>
  uid === null ? withoutScheme(url) : `${uid} · ${withoutScheme(url)}`

const withoutScheme = (url: string) => url.replace(/^https:\/\//, '')
