import { lowestUuidAt, uuidMillis } from '@g5/core'
import { sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { cancelOpen, type Moved, uuidArray } from './moves.ts'

/**
 * Erases payloads and stored answers of events, and cancels what is open of them.
 * @returns the deliveries it cancelled
 */
export async function erasePayloads(tx: Tx, eventIds: readonly string[]): Promise<Moved[]> {
  const ids = eventIds.toSorted()
  await tx.execute(sql`
    with e as (select id from events where ${among('id', ids)} and payload is not null order by id for update)
    update events set payload = null from e where events.id = e.id and ${among('events.id', ids)}`)
  const deliveries = await deliveriesOf(tx, ids)
  const open = deliveries.filter((row) => row.open).map(({ id }) => id)
  const from = ['pending', 'queued', 'held', 'dead'] as const
  const moved = await cancelOpen(tx, { tenantId: null, ids: open, from }, 'payload_erased')
  const answered = deliveries.map(({ id }) => id).sort()
  await tx.execute(sql`update attempts set body = null where ${among('delivery_id', answered)} and body is not null`)
  return moved
}

/** Each lies in its event's millisecond, so the key finds it. */
async function deliveriesOf(tx: Tx, eventIds: readonly string[]): Promise<{ id: string; open: boolean }[]> {
  const bound = (later: number) => uuidArray(eventIds.map((id) => lowestUuidAt(uuidMillis(id) + later)))
  const rows = await tx.execute<{ id: string; open: boolean }>(sql`
    select d.id, d.open from unnest(${uuidArray(eventIds)}, ${bound(0)}, ${bound(1)}) e(id, low, high)
      cross join lateral (
        select id, true as open from open_deliveries where id >= e.low and id < e.high and event_id = e.id
        union all
        select id, false from settled_deliveries where id >= e.low and id < e.high and event_id = e.id) d`)
  return [...rows]
}

/** As a condition: one of these ids, sorted. The range is what partitions are left out by. */
export function among(column: string, ids: readonly string[]) {
  const name = sql.raw(column)
  const [first = null, last = null] = [ids[0], ids.at(-1)]
  return sql`${name} = any(${uuidArray(ids)}) and ${name} between ${first}::uuid and ${last}::uuid`
}

const expired = sql.raw(`uuid_bound(now() - (t.settings->>'payloadRetentionDays')::int * interval '1 day')`)
const nothingYet = '00000000-0000-0000-0000-000000000000'

/** Tenants with events that are older than the tenant keeps payloads for, and that nobody has looked at. */
export async function tenantsWithExpiredPayloads(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select t.id from tenants t left join payload_expiry p on p.tenant_id = t.id
      where t.settings->>'payloadRetentionDays' is not null and t.status <> 'erasing'
        and exists (select from events e
          where e.tenant_id = t.id and e.id > coalesce(p.expired_to, ${nothingYet}::uuid) and e.id < ${expired})`)
  return rows.map(({ id }) => id)
}

/** The next of a tenant's expired payloads. `more`: there may be others. */
export async function expirePayloads(
  tx: Tx,
  tenantId: string,
  limit: number,
): Promise<{ events: number; moved: Moved[]; more: boolean }> {
  await tx.execute(sql`
    insert into payload_expiry (tenant_id, expired_to) select id, ${nothingYet}::uuid from tenants where id = ${tenantId}
      on conflict do nothing`)
  const rows = await tx.execute<{ id: string }>(sql`
    with p as materialized (
      select p.expired_to, ${expired} as bound from payload_expiry p join tenants t on t.id = p.tenant_id
        where p.tenant_id = ${tenantId} and t.settings->>'payloadRetentionDays' is not null
        for update of p skip locked
    )
    select e.id from p cross join lateral (
      select id from events where tenant_id = ${tenantId} and id > p.expired_to and id < p.bound
        order by id limit ${limit}) e`)
  const ids = rows.map(({ id }) => id)
  const last = ids.at(-1)
  if (last === undefined) return { events: 0, moved: [], more: false }
  const moved = await erasePayloads(tx, ids)
  await tx.execute(sql`update payload_expiry set expired_to = ${last}::uuid where tenant_id = ${tenantId}`)
  return { events: ids.length, moved, more: ids.length === limit }
}
