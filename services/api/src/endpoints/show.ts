import { type Circuit, type Endpoint, publicId } from '@g5/contracts'
import type { CircuitColumns, CircuitRow, EndpointRow, TenantScope } from '@g5/db'
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
    filter: row.filter,
    headers: row.headerNames,
    enabled: row.enabled,
    status: row.enabled ? 'enabled' : 'disabled',
    statusReason: row.statusReason,
    timeoutMs: row.timeoutMs,
    retrySchedule: row.retrySchedule,
    rateLimit: rateLimitOf(row),
    ordering: row.ordering,
    signing: row.signing,
    transform: row.transform,
    envelope: row.envelope,
    metadata: row.metadata,
    circuit: circuitOf(row),
    health: {
      state: row.health,
      failingSince: time(row.failingSince),
      lastSuccessAt: time(row.lastSuccessAt),
    },
    secretHint: row.secretHint,
    createdAt: createdAt(row.id),
    updatedAt: time(row.updatedAt),
  }
}

export function rateLimitOf({ rateLimit: limit, ratePerSeconds: perSeconds }: EndpointRow): Endpoint['rateLimit'] {
  return limit === null || perSeconds === null ? null : { limit, perSeconds }
}

export function showCircuit(row: CircuitRow, scope: TenantScope): Circuit {
  return {
    endpointId: publicId('endpoint', row.id),
    ...ownerOf(scope, row.tenantId),
    url: row.url,
    ...circuitOf(row),
  }
}

function circuitOf({ circuit, circuitSince, circuitFailures, probeAt }: CircuitColumns): Endpoint['circuit'] {
  return { state: circuit, since: time(circuitSince), failures: circuitFailures, nextProbeAt: time(probeAt) }
}
