import { useQuery } from '@tanstack/react-query'
import { useApi, useNeedsTenant } from '../api/use-api.ts'
import type { Endpoint } from './form/draft.ts'

/** Milliseconds: somebody may be watching it come back. */
const refreshMs = 5_000

export function useEndpoint(endpointId: string) {
  const { g5, key } = useApi()
  return useQuery({
    queryKey: [key, 'endpoints', endpointId],
    queryFn: ({ signal }) => Promise.resolve(g5.endpoints.get(endpointId, { signal })),
    refetchInterval: refreshMs,
  })
}

/** Why it can't be changed from here; undefined where it can. */
export function useRefusal(endpoint: Pick<Endpoint, 'tenantId'>): string | undefined {
  const needsTenant = useNeedsTenant()
  return needsTenant && endpoint.tenantId !== undefined ? 'Choose its tenant above first' : undefined
}
