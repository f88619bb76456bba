import type { ErrorCode } from '@g5/contracts'
import type { Sql } from '../connect.ts'
import type { TenantScope } from '../tenant-scope.ts'
import { noTenant, type RollUpKind } from './roll-ups.ts'
import { type Stretch, slots } from './statistics.ts'
import { lanesWithin, waitsForEndpoint } from './statistics-present.ts'

export interface TopRow {
  value: number
  /** Counting stopped at `value`. */
  atLeast: boolean
  tenantId?: string
  endpointId?: string
  /** Null: of endpoints that are deleted. */
  host?: string | null
  type?: string
  errorCode?: ErrorCode
}

type CountedBy = 'tenant' | 'endpoint' | 'host' | 'type' | 'errorCode'
type WaitingBy = 'tenant' | 'endpoint' | 'host'

const kindOf: Record<Exclude<CountedBy, 'errorCode'>, RollUpKind> = {
  ...{ tenant: 'tenant', endpoint: 'endpoint', host: 'endpoint', type: 'type' },
}

/** Those with the most events, failed attempts or new dead letters in a stretch of time, from roll-ups. */
export function topCounted(
  sql: Sql,
  scope: TenantScope,
  { by, metric, limit, ...stretch }: Stretch & { by: CountedBy; metric: 'events' | 'failed' | 'dead'; limit: number },
): Promise<TopRow[]> {
  if (by === 'errorCode') return topErrors(sql, scope, { ...stretch, limit })
  const mine = 'tenantId' in scope ? sql`and tenant_id = ${scope.tenantId}` : sql``
  const counted = sql`
    ${slots(sql, stretch)} cross join lateral (
      select tenant_id, subject, ${sql(metric)} as n from roll_ups
        where grain = ${stretch.grain} and minute = slot.minute and kind = ${kindOf[by]} ${mine}
          and ${sql(metric)} > 0 offset 0) r`
  if (by === 'type')
    return sql<TopRow[]>`
      select sum(n)::float8 as value, false as "atLeast", subject as type from ${counted}
        group by subject order by 1 desc, 3 limit ${limit}`
  if (by === 'tenant')
    return sql<TopRow[]>`
      select sum(n)::float8 as value, false as "atLeast", tenant_id as "tenantId" from ${counted}
        group by tenant_id order by 1 desc, 3 limit ${limit}`
  const summed = sql`summed as (select tenant_id, subject::uuid as id, sum(n)::float8 as n from ${counted} group by 1, 2)`
  if (by === 'endpoint')
    return sql<TopRow[]>`
      with ${summed}, first as (select * from summed order by n desc, id limit ${limit})
      select f.n as value, false as "atLeast", f.tenant_id as "tenantId", f.id as "endpointId", ${hostOf(sql)} as host
        from first f left join endpoints e on e.id = f.id order by f.n desc, f.id`
  return sql<TopRow[]>`
    with ${summed}
    select sum(s.n)::float8 as value, false as "atLeast", ${hostOf(sql)} as host
      from summed s left join endpoints e on e.id = s.id group by 3 order by 1 desc, 3 limit ${limit}`
}

function topErrors(sql: Sql, scope: TenantScope, { limit, ...stretch }: Stretch & { limit: number }) {
  const [kind, tenantId] = 'tenantId' in scope ? ['tenant', scope.tenantId] : ['deployment', noTenant]
  return sql<TopRow[]>`
    select sum(x.value::int)::float8 as value, false as "atLeast", x.key as "errorCode"
      from ${slots(sql, stretch)} cross join lateral (
        select errors from roll_ups where grain = ${stretch.grain} and minute = slot.minute and kind = ${kind}
          and tenant_id = ${tenantId} and subject = '' offset 0) r
      cross join lateral jsonb_each_text(r.errors) x
      group by x.key order by 1 desc, 3 limit ${limit}`
}

/** Entries of one lane are counted up to here. */
const laneCountedUpTo = 100_000

/**
 * Those with the most due deliveries, or the oldest in seconds: of now. The oldest leaves out what its endpoint keeps
 * from leaving, so it says how late the system is.
 */
export function topWaiting(
  sql: Sql,
  scope: TenantScope,
  { by, metric, limit }: { by: WaitingBy; metric: 'backlog' | 'oldestDue'; limit: number },
): Promise<TopRow[]> {
  const perLane =
    metric === 'backlog'
      ? sql`select count(*)::float8 as n from (
              select from open_deliveries o where o.lane = l.lane and o.next_at <= now() limit ${laneCountedUpTo}) c`
      : sql`select extract(epoch from now() - next_at)::float8 as n from open_deliveries o
              where o.lane = l.lane and o.next_at <= now() and not ${waitsForEndpoint(sql)} order by next_at limit 1`
  const together = metric === 'backlog' ? sql`sum(n)` : sql`max(n)`
  const capped = metric === 'backlog' ? sql`bool_or(n = ${laneCountedUpTo})` : sql`false`
  const columns = {
    tenant: sql`tenant_id as "tenantId"`,
    endpoint: sql`id as "endpointId", tenant_id as "tenantId", host`,
    host: sql`host`,
  }
  const key = { tenant: sql`tenant_id`, endpoint: sql`id, tenant_id, host`, host: sql`host` }
  return sql<TopRow[]>`
    with waiting as (
      select e.id, e.tenant_id, ${hostOf(sql)} as host, w.n
        from ${lanesWithin(sql, scope)} cross join lateral (${perLane}) w where w.n > 0
    )
    select ${together}::float8 as value, ${capped} as "atLeast", ${columns[by]}
      from waiting group by ${key[by]} order by 1 desc, 3 limit ${limit}`
}

/** The host of an endpoint `e`, as `URL.hostname` has it. */
function hostOf(sql: Sql) {
  return sql`substring(e.url from '^[^:]+://(\\[[^]]*\\]|[^/:?#]+)')`
}

export interface LastFailure {
  endpointId: string
  lastError: ErrorCode | null
  lastFailedAt: string | null
}

/** The last failed attempt of each of a few endpoints, where there was one within so many hours. */
export function lastFailures(
  sql: Sql,
  endpoints: readonly { id: string; tenantId: string }[],
  hours: number,
): Promise<LastFailure[]> {
  return sql<LastFailure[]>`
    select e.id as "endpointId", r.last_error as "lastError", r.last_failed_at::text as "lastFailedAt"
      from unnest(${endpoints.map(({ id }) => id)}::uuid[], ${endpoints.map(({ tenantId }) => tenantId)}::uuid[])
             e(id, tenant_id)
      cross join lateral (
        select r.* from generate_series(
            floor(extract(epoch from now()) / 3600)::int * 60, floor(extract(epoch from now()) / 3600)::int * 60 - 60 * ${hours},
            -60) slot(minute)
          cross join lateral (
            select last_error, last_failed_at from roll_ups
              where grain = 'hour' and minute = slot.minute and kind = 'endpoint' and tenant_id = e.tenant_id
                and subject = e.id::text and last_error is not null offset 0) r
          order by slot.minute desc limit 1) r`
}

export interface TenantName {
  id: string
  slug: string
}

export function tenantNames(sql: Sql, ids: readonly string[]): Promise<TenantName[]> {
  return sql<TenantName[]>`select id, slug from tenants where id = any(${ids as string[]}::uuid[])`
}
