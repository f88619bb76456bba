import type { Sql } from '../connect.ts'
import type { TenantScope } from '../tenant-scope.ts'

/** Counts stop here. By the index alone, a million entries take about as long as a person does not notice. */
export const presentCountedUpTo = 1_000_000

export interface PresentRow {
  backlog: number
  blocked: number
  oldestDueAt: string | null
  held: number
  deadLetters: number
  openCircuits: number
  halfOpenCircuits: number
}

/** As a condition on a lane `l`: its endpoint keeps what is due from leaving. */
export function waitsForEndpoint(sql: Sql) {
  return sql`(l.disabled or l.circuit <> 'closed' or coalesce(l.slow_until > now(), false))`
}

/** The lanes `l` that a scope sees, without those of deleted endpoints, whose rows are about to be cancelled. */
export function lanesWithin(sql: Sql, scope: TenantScope) {
  return 'tenantId' in scope
    ? sql`endpoints e join lanes l on l.lane = e.lane and l.closed_at is null and e.tenant_id = ${scope.tenantId}`
    : sql`lanes l join endpoints e on e.lane = l.lane and l.closed_at is null`
}

/**
 * What is waiting, held and dead right now, counted in indexes: one look at each lane, and then one at each entry up to
 * the limit.
 */
export async function readPresent(sql: Sql, scope: TenantScope, limit = presentCountedUpTo): Promise<PresentRow> {
  const mine = 'tenantId' in scope ? sql`and tenant_id = ${scope.tenantId}` : sql``
  const due = sql`cross join lateral (
    select from open_deliveries where lane = f.lane and next_at <= now() limit ${limit}) o`
  const [row] = await sql<[PresentRow]>`
    with first as materialized (
      select l.lane, o.next_at, ${waitsForEndpoint(sql)} as blocked
        from ${lanesWithin(sql, scope)} cross join lateral (
          select next_at from open_deliveries o where o.lane = l.lane and o.next_at <= now() order by next_at limit 1) o
    )
    select (select count(*) from (select from first f ${due} limit ${limit}) c)::int as backlog,
           (select count(*) from (select from first f ${due} where f.blocked limit ${limit}) c)::int as blocked,
           (select min(next_at) from first where not blocked)::text as "oldestDueAt",
           (select count(*) from (select from open_deliveries where state = 'held' ${mine} limit ${limit}) c)::int as held,
           (select count(*) from (select from open_deliveries where state = 'dead' ${mine} limit ${limit}) c)::int
             as "deadLetters",
           (select count(*) from lanes where circuit <> 'closed' and circuit = 'open' and closed_at is null ${mine})::int
             as "openCircuits",
           (select count(*) from lanes where circuit <> 'closed' and circuit = 'half_open' and closed_at is null ${mine})::int
             as "halfOpenCircuits"`
  return row
}
