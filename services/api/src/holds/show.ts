import { type Hold, publicId } from '@g5/contracts'
import type { HoldRow } from '@g5/db'
import { createdAt, time } from '../present.ts'

/** What a delivery must meet to be held. */
export function criteriaOf({ tenantId, host, endpointId, type }: HoldRow) {
  return {
    tenantId: tenantId && publicId('tenant', tenantId),
    host,
    endpointId: endpointId && publicId('endpoint', endpointId),
    type,
  }
}

export function showHold(row: HoldRow): Hold {
  return {
    id: publicId('hold', row.id),
    ...criteriaOf(row),
    reason: row.reason,
    until: time(row.until),
    held: row.held,
    createdAt: createdAt(row.id),
  }
}
