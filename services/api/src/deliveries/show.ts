import { type Attempt, type Delivery, publicId } from '@g5/contracts'
import type { AttemptRow, DeliveryRow, TenantScope } from '@g5/db'
import { createdAt, ownerOf, time } from '../present.ts'

export function showDelivery(row: DeliveryRow, scope: TenantScope): Delivery {
  return {
    id: publicId('delivery', row.id),
    ...ownerOf(scope, row.tenantId),
    eventId: publicId('event', row.eventId),
    endpointId: publicId('endpoint', row.endpointId),
    eventType: row.eventType,
    status: row.status,
    reason: row.reason,
    errorCode: row.error,
    attempts: row.attempts,
    nextAttemptAt: row.status === 'queued' ? null : time(row.nextAt),
    stateSince: time(row.since),
    createdAt: createdAt(row.id),
  }
}

/** An attempt's number is its rank: hand-outs that came to no attempt leave gaps in the fences. */
export function showAttempt(
  { startedAt, outcome, error, detail, status, durationMs, timings }: AttemptRow,
  rank: number,
): Attempt {
  return {
    ...{ number: rank + 1, startedAt: time(startedAt), outcome, errorCode: error, detail, status, durationMs },
    timings: timings && showTimings(timings),
  }
}

function showTimings([dnsMs = null, connectMs = null, tlsMs = null, firstByteMs = null]: (number | null)[]) {
  return { dnsMs, connectMs, tlsMs, firstByteMs }
}
