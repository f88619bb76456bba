import { type Endpoint, publicId } from '@g5/contracts'
import type { EndpointRow, TenantScope } from '@g5/db'
import { createdAt, ownerOf, time } from '../present.ts'

export function showEndpoint(row: EndpointRow, scope: TenantScope): Endpoint {
  return {
    id: publicId('endpoint', row.id),
    ...ownerOf(scope, row.tenantId),
    uid: row.uid,
    url: row.url,
    description: row.description,
    eventTypes: row.eventTypes,
    channels: row.channels,
    headers: row.headerNames,
    enabled: row.enabled,
    status: row.enabled ? 'enabled' : 'disabled',
    statusReason: row.statusReason,
    timeoutMs: row.timeoutMs,
    retrySchedule: row.retrySchedule,
    metadata: row.metadata,
    health: {
      state: row.failingSince ? 'failing' : row.lastSuccessAt ? 'healthy' : 'unknown',
      failingSince: time(row.failingSince),
      lastSuccessAt: time(row.lastSuccessAt),
    },
    secretHint: row.secretHint,
    createdAt: createdAt(row.id),
    updatedAt: time(row.updatedAt),
  }
}
