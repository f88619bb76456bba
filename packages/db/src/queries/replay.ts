import { sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'

export type ReplayOutcome =
  | { kind: 'replayed'; lane: number }
  | { kind: 'not_found' | 'not_dead' | 'endpoint_disabled' | 'payload_erased' }

/**
 * Sends a dead letter again, from the start of its schedule, with the endpoint's present URL and secret. Of two people
 * who press at once, one replays. A success of an attempt that began before does not count any more.
 */
export async function replayDeadLetter(tx: Tx, tenantId: string, id: string): Promise<ReplayOutcome> {
  for (let look = 0; look < 3; look++) {
    const [replayed] = await tx.execute<{ lane: number }>(sql`
      update open_deliveries o
        set state = 'pending', next_at = now(), step = 0, fence = fence + 1, replay_fence = fence + 1,
            state_since = now(), reason = null
        from endpoints p, events e
        where o.id = ${id} and o.tenant_id = ${tenantId} and o.state = 'dead'
          and p.id = o.endpoint_id and p.enabled and e.id = o.event_id and e.payload is not null
        returning o.lane`)
    if (replayed) return { kind: 'replayed', lane: replayed.lane }
    // The row may have moved between the tables while the update looked: only the view says why it found nothing.
    const [row] = await tx.execute<{ status: string; enabled: boolean | null; payload: boolean }>(sql`
      select d.status, p.enabled, e.payload is not null as payload
        from deliveries d left join endpoints p on p.id = d.endpoint_id left join events e on e.id = d.event_id
        where d.id = ${id} and d.tenant_id = ${tenantId}`)
    if (!row) return { kind: 'not_found' }
    if (row.status !== 'dead') return { kind: 'not_dead' }
    if (!row.enabled) return { kind: 'endpoint_disabled' }
    if (!row.payload) return { kind: 'payload_erased' }
  }
  return { kind: 'not_dead' }
}
