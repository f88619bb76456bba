import type { DeliveryStatus } from '@g5/contracts'
import { sql as orm } from 'drizzle-orm'
import type { Sql, Tx } from '../connect.ts'
import { cancelOpen, type Moved } from './moves.ts'

/** Milliseconds that retention waits for a lock. What it waits for makes others wait too, and there is another round. */
export const retentionLockMs = 2_000

/** Weeks are kept whole, as they are dropped whole: nothing that can be seen is too old to be sent again. */
const lowestKept = (sql: Sql, days: number) =>
  sql`uuid_bound(date_trunc('week', now() at time zone 'UTC' - ${days} * interval '1 day') at time zone 'UTC')`

/**
 * Says from which id on events are kept, so that nothing older is revived from here on: waits for whoever revives just
 * now. Never goes back, whatever the days are set to.
 * @returns the lowest id that is kept
 */
export async function raiseRetainedFrom(sql: Sql, days: number): Promise<string> {
  return sql.begin(async (tx) => {
    await tx`select set_config('lock_timeout', ${String(retentionLockMs)}, true)`
    await tx`update retained_from set id = ${lowestKept(sql, days)} where id < ${lowestKept(sql, days)}`
    const [row] = await tx<[{ id: string }]>`select id from retained_from`
    return row.id
  })
}

interface PastRetention extends Moved {
  tenantId: string
}

const open: readonly DeliveryStatus[] = ['pending', 'queued', 'held', 'dead']

/**
 * Cancels the oldest of what is still open and not kept any more, and forgets what was told of it.
 * `more`: there may be others.
 */
export async function cancelPastRetention(
  tx: Tx,
  keptFromId: string,
  limit: number,
): Promise<{ cancelled: PastRetention[]; more: boolean }> {
  await tx.execute(orm`select set_config('lock_timeout', ${String(retentionLockMs)}, true)`)
  const rows = await tx.execute<{ id: string; tenant_id: string }>(orm`
    select id, tenant_id from open_deliveries where id < ${keptFromId} order by id limit ${limit}`)
  const ids = rows.map(({ id }) => id)
  const moved = await cancelOpen(tx, { tenantId: null, ids, from: open }, 'past_retention')
  await tx.execute(orm`
    delete from expiring_told where delivery_id in (
      select delivery_id from expiring_told where delivery_id < ${keptFromId} order by delivery_id limit ${limit})`)
  const owners = new Map(rows.map((row) => [row.id, row.tenant_id]))
  const cancelled = moved.flatMap((row) => {
    const tenantId = owners.get(row.id)
    return tenantId === undefined ? [] : [{ ...row, tenantId }]
  })
  return { cancelled, more: rows.length === limit }
}

/** How soon a dead letter must be bound to go for it to be told of. */
const warningDays = 7

/**
 * Tells of dead letters that will be past retention within a week, each once and one row an endpoint; of operational
 * events themselves nothing is told.
 * @param after only ids beyond it
 * @returns the last id that was looked at; undefined when there is nothing left to look at
 */
export async function tellExpiring(
  sql: Sql,
  days: number,
  {
    after = '00000000-0000-0000-0000-000000000000',
    limit = 5_000,
  }: { after?: string | undefined; limit?: number } = {},
): Promise<string | undefined> {
  const [row] = await sql<[{ n: number; last: string | null }]>`
    with d as materialized (
      select id, tenant_id, endpoint_id, event_id, reason from open_deliveries o
        where id > ${after}::uuid and id < ${lowestKept(sql, days - warningDays)} and state = 'dead'
          and not exists (select from expiring_told where delivery_id = o.id)
        order by id limit ${limit}
    ), told as (
      insert into expiring_told (delivery_id) select id from d on conflict do nothing returning delivery_id
    ), outbox as (
      insert into operational_outbox (tenant_id, endpoint_id, type, count, data)
      select tenant_id, endpoint_id, 'g5.dead_letter.expiring', count(*),
             jsonb_strip_nulls((array_agg(
               jsonb_build_object('deliveryId', id, 'eventId', event_id, 'reason', reason) order by id desc))[1])
        from d join told on told.delivery_id = d.id
        where not exists (select from events e where e.id = d.event_id and e.type like 'g5.%')
        group by tenant_id, endpoint_id
    )
    select count(*)::int as n, (array_agg(id order by id desc))[1] as last from d`
  return row.n === limit ? (row.last ?? undefined) : undefined
}
