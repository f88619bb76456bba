import type { Bulk, BulkSelect, DeliveryStatus } from '@g5/contracts'
import { internalId, publicId } from '@g5/contracts'
import { lowestUuidAt, uuidv7 } from '@g5/core'
import {
  type BulkRow,
  type BulkSelection,
  countMissing,
  countSelected,
  createBulk,
  type TenantScope,
  type Tx,
  wantingEndpoint,
} from '@g5/db'
import { answer } from '../answer.ts'
import { endpointIdsOf } from '../deliveries/filters.ts'
import type { Deps } from '../deps.ts'
import { idRange } from '../paging.ts'
import { createdAt, ownerOf, time } from '../present.ts'
import { HttpProblem } from '../problem.ts'

export interface Wish {
  action: BulkRow['action']
  selection: BulkSelection
  ratePerSecond?: number | undefined
  dryRun?: boolean | undefined
}

/**
 * The one way to change many deliveries: counts what matches now, and leaves the rest to the workers. A dry run stores
 * nothing.
 */
export async function makeBulk(tx: Tx, scope: TenantScope, wish: Wish, deps: Deps) {
  const { action, ratePerSecond = null } = wish
  const tenantId = 'tenantId' in scope ? scope.tenantId : null
  const selection = keptWithin(scope, wish.selection)
  const id = uuidv7(deps.clock.now())
  const matched = await count(tx, tenantId, selection)
  if (wish.dryRun) return { ...answer(200, { matched }), audit: 'unchanged' as const }
  const made = await createBulk(tx, { id, tenantId, action, selection, ratePerSecond, matched })
  return {
    ...answer(202, showBulk(made, scope), { headers: { location: `/v1/webhooks/bulk/${publicId('bulk', id)}` } }),
    audit: {
      action: `bulk.${action}_made` as const,
      target: { kind: 'bulk', id },
      changes: { selection, ratePerSecond, matched },
    },
  }
}

/** Whatever is selected, a session of some endpoints touches those alone. */
function keptWithin(scope: TenantScope, selection: BulkSelection): BulkSelection {
  return 'tenantId' in scope && scope.endpointIds ? { ...selection, endpointIds: scope.endpointIds } : selection
}

async function count(tx: Tx, tenantId: string | null, selection: BulkSelection): Promise<number> {
  if (!selection.missing) return countSelected(tx, selection, { tenantId })
  const endpoint = await wantingEndpoint(tx, tenantId, selection)
  return endpoint ? countMissing(tx, endpoint, selection) : 0
}

/**
 * A selection by the ids that rows have. What comes after its making is not part of it.
 * @throws {HttpProblem} when it names an endpoint that is not there
 */
export async function selectionOf(
  { status, missing, ids, endpointId, type, reason, ...window }: BulkSelect,
  scope: TenantScope,
  { db, clock }: Deps,
): Promise<BulkSelection> {
  const { fromId, toId = lowestUuidAt(clock.now() + 1) } = idRange(window)
  const endpoint = endpointId === undefined ? undefined : (await endpointIdsOf(db, scope, [endpointId]))?.[0]
  if (endpointId !== undefined && endpoint === undefined)
    throw new HttpProblem('validation_failed', {
      errors: [{ pointer: '/select/endpointId', detail: 'names no endpoint' }],
    })
  return {
    ...(status && { status: [...new Set<DeliveryStatus>(status)] }),
    ...(missing && { missing }),
    ...(ids && { ids: ids.flatMap((id) => internalId('delivery', id) ?? []) }),
    ...(endpoint !== undefined && { endpointId: endpoint }),
    ...(type !== undefined && { type }),
    ...(reason !== undefined && { reason }),
    ...(fromId !== undefined && { fromId }),
    toId,
  }
}

export function showBulk(row: BulkRow, scope: TenantScope): Bulk {
  const { action, status, paused, ratePerSecond, matched, touched, skipped } = row
  return {
    id: publicId('bulk', row.id),
    ...(row.tenantId !== null && ownerOf(scope, row.tenantId)),
    ...{ action, status, paused, ratePerSecond, matched, touched, skipped },
    select: showSelection(row.selection),
    createdAt: createdAt(row.id),
    endedAt: time(row.endedAt),
  }
}

function showSelection({
  status,
  missing,
  ids,
  endpointId,
  type,
  reason,
  fromId,
  toId,
}: BulkSelection): Bulk['select'] {
  return {
    ...(status && { status }),
    ...(missing && { missing }),
    ...(ids && { ids: ids.length }),
    ...(endpointId !== undefined && { endpointId: publicId('endpoint', endpointId) }),
    ...(type !== undefined && { type }),
    ...(reason !== undefined && { reason }),
    ...(fromId !== undefined && { from: createdAt(fromId) }),
    ...(toId !== undefined && { to: createdAt(toId) }),
  }
}
