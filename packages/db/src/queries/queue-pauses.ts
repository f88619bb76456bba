import type { DeliveryQueue } from '@g5/contracts'
import { eq } from 'drizzle-orm'
import type { Sql, Tx } from '../connect.ts'
import { pausedQueues } from '../schema/index.ts'
import { countedUpTo } from './health.ts'

/** Again is harmless, and changes nothing. @returns whether it was going */
export async function pauseQueue(tx: Tx, queue: DeliveryQueue): Promise<boolean> {
  const paused = await tx.insert(pausedQueues).values({ queue }).onConflictDoNothing().returning()
  return paused.length === 1
}

/** @returns whether it was paused */
export async function resumeQueue(tx: Tx, queue: DeliveryQueue): Promise<boolean> {
  const resumed = await tx.delete(pausedQueues).where(eq(pausedQueues.queue, queue)).returning()
  return resumed.length === 1
}

/** Since when each is paused, as Postgres writes times. */
export async function readPauses(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.select().from(pausedQueues)
  return new Map(rows.map(({ queue, since }) => [queue, since]))
}

export interface DueInQueue {
  queue: DeliveryQueue
  /** Counted up to 10,000. */
  due: number
  oldestDueSeconds: number | null
}

/** What waits in Postgres for each queue. Lanes that are disabled, slowed or behind an open circuit wait on purpose. */
export function dueByQueue(sql: Sql, ownQueues: readonly string[]): Promise<DueInQueue[]> {
  return sql<DueInQueue[]>`
    with first as materialized (
      select l.lane, o.next_at,
             case when t.class = any(${ownQueues as string[]}::text[]) then 'webhooks-' || t.class else 'webhooks' end
               as queue
        from lanes l join tenants t on t.id = l.tenant_id
        cross join lateral (
          select next_at from open_deliveries o where o.lane = l.lane and o.next_at <= now() order by next_at limit 1) o
        where not l.disabled and l.closed_at is null and (l.slow_until is null or l.slow_until <= now())
          and l.circuit = 'closed'
    )
    select q.queue, extract(epoch from now() - q.oldest)::float8 as "oldestDueSeconds",
           (select count(*) from (
              select from first f join open_deliveries o on o.lane = f.lane and o.next_at <= now()
                where f.queue = q.queue limit ${countedUpTo}) c)::int as due
      from (select queue, min(next_at) as oldest from first group by queue) q`
}
