import type { LinkProps } from '@tanstack/react-router'

export type Target = Pick<LinkProps, 'to' | 'params' | 'search'>

const kinds: Record<string, { label: string; target: (id: string) => Target }> = {
  evt: { label: 'Event', target: (eventId) => ({ to: '/events/$eventId', params: { eventId } }) },
  dlv: { label: 'Delivery', target: (deliveryId) => ({ to: '/deliveries/$deliveryId', params: { deliveryId } }) },
  ep: { label: 'Endpoint', target: (endpointId) => ({ to: '/endpoints/$endpointId', params: { endpointId } }) },
  blk: { label: 'Bulk', target: (bulkId) => ({ to: '/bulks/$bulkId', params: { bulkId } }) },
  ten: { label: 'Tenant', target: (tenantId) => ({ to: '/settings/tenants/$tenantId', params: { tenantId } }) },
}

/** The page of what an id names, where that has one. */
export function pageOf(id: string): { label: string; target: Target } | undefined {
  const kind = kinds[/^([a-z]+)_[0-9a-z]{26}$/.exec(id)?.[1] ?? '']
  return kind && { label: kind.label, target: kind.target(id) }
}
