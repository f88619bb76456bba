import type { DeliveryStatus } from '@g5/contracts'
import { sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { cancelOpen, type Movable, type Moved, sendAgain } from './moves.ts'

export type RetryOutcome =
  | { kind: 'sent'; lane: number; nextAt: string }
  | { kind: 'not_found' | 'not_dead' | 'already_queued' | 'endpoint_disabled' }
  | { kind: 'payload_erased' | 'event_expired' | 'past_retention' }

const whatRetryTakes: readonly DeliveryStatus[] = ['pending', 'dead', 'held', 'delivered', 'cancelled']

/** Sends one delivery again, or now if it waits. Of two people who press at once, one sends it. */
export function retryDelivery(tx: Tx, tenantId: string, id: string): Promise<RetryOutcome> {
  return retry(tx, tenantId, id, whatRetryTakes)
}

/** The same for dead letters alone. */
export function replayDeadLetter(tx: Tx, tenantId: string, id: string): Promise<RetryOutcome> {
  return retry(tx, tenantId, id, ['dead'])
}

async function retry(tx: Tx, tenantId: string, id: string, from: readonly DeliveryStatus[]): Promise<RetryOutcome> {
  const found = await move(tx, { tenantId, ids: [id], from }, sendAgain)
  if (found.kind === 'moved') return { kind: 'sent', lane: found.moved.lane, nextAt: found.moved.nextAt }
  if (found.kind === 'not_found') return found
  if (found.past) return { kind: 'past_retention' }
  if (!from.includes(found.status))
    return { kind: found.status === 'queued' && from.length > 1 ? 'already_queued' : 'not_dead' }
  if (!found.enabled) return { kind: 'endpoint_disabled' }
  if (!found.payload) return { kind: 'payload_erased' }
  return { kind: found.expired ? 'event_expired' : 'already_queued' }
}

export type CancelOutcome = { kind: 'cancelled'; lane: number } | { kind: 'not_found' | 'not_open' | 'not_dead' }

/** Ends one delivery that is open. */
export async function cancelDelivery(tx: Tx, tenantId: string, id: string): Promise<CancelOutcome> {
  const from: DeliveryStatus[] = ['pending', 'queued', 'held', 'dead']
  const found = await move(tx, { tenantId, ids: [id], from }, (tx, movable) => cancelOpen(tx, movable, 'cancelled'))
  if (found.kind === 'moved') return { kind: 'cancelled', lane: found.moved.lane }
  return { kind: found.kind === 'not_found' ? 'not_found' : 'not_open' }
}

/** Ends one dead letter for good. */
export async function discardDeadLetter(tx: Tx, tenantId: string, id: string): Promise<CancelOutcome> {
  const movable: Movable = { tenantId, ids: [id], from: ['dead'] }
  const found = await move(tx, movable, (tx, movable) => cancelOpen(tx, movable, 'discarded'))
  if (found.kind === 'moved') return { kind: 'cancelled', lane: found.moved.lane }
  return { kind: found.kind === 'not_found' ? 'not_found' : 'not_dead' }
}

type Found<M> = { kind: 'moved'; moved: M } | { kind: 'not_found' } | Unmoved
interface Unmoved {
  kind: 'unmoved'
  status: DeliveryStatus
  enabled: boolean
  payload: boolean
  expired: boolean
  /** It is not kept any more. */
  past: boolean
}

/**
 * Moves one row. It may lie in the other table while a statement looks, so a look that finds it movable tries again;
 * only the view says why nothing was moved.
 */
async function move<M extends Moved>(
  tx: Tx,
  movable: Movable,
  by: (tx: Tx, movable: Movable) => Promise<M[]>,
): Promise<Found<M>> {
  let found: Found<M> = { kind: 'not_found' }
  for (let look = 0; look < 3; look++) {
    const [moved] = await by(tx, movable)
    if (moved) return { kind: 'moved', moved }
    const [row] = await tx.execute<Omit<Unmoved, 'kind'>>(sql`
      select d.status, coalesce(p.enabled, false) as enabled, e.payload is not null as payload,
             coalesce(e.expires_at <= now(), false) as expired, d.id < (select id from retained_from) as past
        from deliveries d left join endpoints p on p.id = d.endpoint_id left join events e on e.id = d.event_id
        where d.id = ${movable.ids[0]} and d.tenant_id = ${movable.tenantId}`)
    if (!row) return { kind: 'not_found' }
    found = { kind: 'unmoved', ...row }
    if (!movable.from.includes(row.status) || !row.enabled || !row.payload || row.expired || row.past) return found
  }
  return found
}
