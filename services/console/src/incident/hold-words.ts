import type { Hold } from '@g5/sdk'

type Criteria = Pick<Hold, 'tenantId' | 'host' | 'endpointId' | 'type'>

/**
 * What a hold matches, as one says it: `deliveries of order.placed to hooks.example.com`.
 * @param nameOf what a tenant or an endpoint is called
 */
export function criteriaWords({ tenantId, host, endpointId, type }: Criteria, nameOf: (id: string) => string): string {
  return [
    type === null ? 'All deliveries' : `Deliveries of ${type}`,
    endpointId === null ? '' : ` to the endpoint ${nameOf(endpointId)}`,
    host === null ? '' : endpointId === null ? ` to ${host}` : ` at ${host}`,
    tenantId === null ? '' : ` of ${nameOf(tenantId)}`,
  ].join('')
}
