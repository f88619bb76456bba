import { lowestUuidAt, uuidMillis } from '@g5/core'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { events } from '../schema/index.ts'
import { cancelOpen, type Moved, uuidArray } from './moves.ts'

/**
 * Erases payloads and the stored answers of all their deliveries, and cancels what is open of those. The open rows are
 * locked first and the events second, as {@link record} does: an attempt in flight either waits, and stores no body,
 * or has stored one that is erased here.
 * @returns what was erased and what was cancelled
 */
export async function eraseEvents(
  tx: Tx,
  eventIds: readonly string[],
): Promise<{ erased: number; cancelled: Moved[] }> {
  if (eventIds.length === 0) return { erased: 0, cancelled: [] }
  const ids = eventIds.toSorted()
  const open = await deliveriesOf(tx, 'open_deliveries', ids)
  const from = ['pending', 'queued', 'held', 'dead'] as const
  const cancelled = await cancelOpen(tx, { tenantId: null, ids: open, from }, 'payload_erased')
  const erased = await tx.execute(sql`
    with e as (
      select id from events where ${among('id', ids)} and payload is not null order by id for update
    )
    update events set payload = null from e where events.id = e.id and ${among('events.id', ids)} returning e.id`)
  const settled = (await deliveriesOf(tx, 'settled_deliveries', ids)).sort()
  await tx.execute(sql`update attempts set body = null where ${among('delivery_id', settled)} and body is not null`)
  return { erased: erased.length, cancelled }
}

/** Erases one event of a tenant; undefined when it has none of that id, or its payload is gone already. */
export async function eraseEvent(tx: Tx, tenantId: string, id: string): Promise<Moved[] | undefined> {
  const [ours] = await tx
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.id, id), eq(events.tenantId, tenantId)))
  if (!ours) return undefined
  const { erased, cancelled } = await eraseEvents(tx, [id])
  return erased === 1 ? cancelled : undefined
}

/** They lie in their event's millisecond. */
async function deliveriesOf(
  tx: Tx,
  table: 'open_deliveries' | 'settled_deliveries',
  eventIds: readonly string[],
): Promise<string[]> {
  const first = eventIds.map((id) => lowestUuidAt(uuidMillis(id)))
  const beyond = eventIds.map((id) => lowestUuidAt(uuidMillis(id) + 1))
  const rows = await tx.execute<{ id: string }>(sql`
    select d.id from unnest(${uuidArray(eventIds)}, ${uuidArray(first)}, ${uuidArray(beyond)}) e(id, first, beyond)
      cross join lateral (
        select d.id from ${sql.raw(table)} d
          where d.id >= e.first and d.id < e.beyond and d.event_id = e.id offset 0) d`)
  return rows.map(({ id }) => id)
}

/** As a condition: one of these ids, sorted. The range is what partitions are left out by. */
export function among(column: string, ids: readonly string[]) {
  const name = sql.raw(column)
  const [first = null, last = null] = [ids[0], ids.at(-1)]
  return sql`${name} = any(${uuidArray(ids)}) and ${name} between ${first}::uuid and ${last}::uuid`
}
