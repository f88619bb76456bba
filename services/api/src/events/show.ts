import { type Event, publicId } from '@g5/contracts'
import type { EventRow, TenantScope } from '@g5/db'
import { parseTraceparent } from '@g5/telemetry'
import { createdAt, ownerOf, time } from '../present.ts'

export function showEvent(row: EventRow, scope: TenantScope): Event {
  return {
    id: publicId('event', row.id),
    ...ownerOf(scope, row.tenantId),
    type: row.type,
    uid: row.uid,
    channels: row.channels,
    metadata: row.metadata ?? {},
    traceId: parseTraceparent(row.traceparent)?.traceId ?? null,
    requestId: row.requestId,
    unmatched: row.unmatched,
    deliverAt: time(row.deliverAt),
    expiresAt: time(row.expiresAt),
    createdAt: createdAt(row.id),
  }
}
