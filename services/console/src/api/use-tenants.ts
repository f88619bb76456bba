import { useQuery } from '@tanstack/react-query'
import { isOperator, useMe } from '../session/use-session.ts'
import { useDeployment } from './use-deployment.ts'

/** The newest tenants by name, for those who see them all. */
export function useTenants() {
  const deployment = useDeployment()
  return useQuery({
    queryKey: ['*', 'tenants', 'names'],
    queryFn: ({ signal }) => Promise.resolve(deployment.tenants.list({ limit: 250 }, { signal })),
    enabled: isOperator(useMe()),
    staleTime: 60_000,
  }).data?.data
}
