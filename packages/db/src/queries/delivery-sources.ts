import type { DeliveryStatus } from '@g5/contracts'
import { lowestUuidAt, uuidMillis } from '@g5/core'
import type postgres from 'postgres'
import type { Sql } from '../connect.ts'
import type { TenantScope } from '../tenant-scope.ts'
import { split } from './moves.ts'

export type Fragment = postgres.PendingQuery<postgres.Row[]>

interface Range {
  /** Exclusive. */
  after: string
  /** Inclusive. */
  fromId: string
  size: number
}

/**
 * Where the newest deliveries of a range are found, by an index each: at most `size` rows of every table that can hold
 * one of these statuses. Dead and held ones have indexes of their own; those of an event lie in its millisecond.
 */
export function sources(
  sql: Sql,
  scope: TenantScope,
  { status, eventId }: { status?: readonly DeliveryStatus[] | undefined; eventId?: readonly string[] | undefined },
  range: Range,
): Fragment {
  const { open, settled } = status ? split(status) : { open: null, settled: null }
  const ranked = open?.filter((one): one is Ranked => one === 'dead' || one === 'held')
  const states = ranked && ranked.length === open?.length ? [...new Set(ranked)] : [undefined]
  const parts: Fragment[] = []
  const add = (table: Table, state?: Ranked) =>
    parts.push(eventId ? ofEvents(sql, scope, table, eventId, range, state) : inOrder(sql, scope, table, range, state))
  if (open === null || open.length > 0) for (const state of states) add('open_deliveries', state)
  if (settled === null || settled.length > 0) add('settled_deliveries')
  return parts.reduce((all, part) => sql`${all} union all ${part}`)
}

type Table = 'open_deliveries' | 'settled_deliveries'
/** Statuses that a partial index holds. */
type Ranked = 'dead' | 'held'

function columns(sql: Sql, table: Table) {
  const id = sql`d.id, d.tenant_id, d.event_id, d.endpoint_id`
  return table === 'open_deliveries'
    ? sql`${id}, d.state::text as status, d.reason, d.next_at, d.state_since as since`
    : sql`${id}, d.outcome::text as status, d.reason, null::timestamptz as next_at, d.settled_at as since`
}

const ofState = (sql: Sql, state: Ranked | undefined) =>
  state ? sql`and d.state = ${sql.unsafe(`'${state}'`)}` : sql``

/**
 * By the index of the tenant's ids and no other: the order asked for is one that only it has, so that no plan walks
 * through strangers' rows, however few the tenant's are.
 */
function inOrder(sql: Sql, scope: TenantScope, table: Table, { after, fromId, size }: Range, state?: Ranked) {
  const tenant = 'tenantId' in scope ? scope.tenantId : undefined
  const within = tenant
    ? sql`(d.tenant_id, d.id) < (${tenant}, ${after}) and (d.tenant_id, d.id) >= (${tenant}, ${fromId})`
    : sql`d.id < ${after} and d.id >= ${fromId}`
  return sql`(
    select ${columns(sql, table)} from ${sql(table)} d
      where ${within} ${ofState(sql, state)}
      order by ${tenant ? sql`d.tenant_id desc,` : sql``} d.id desc limit ${sql.unsafe(String(size))})`
}

function ofEvents(
  sql: Sql,
  scope: TenantScope,
  table: Table,
  eventIds: readonly string[],
  { after, fromId, size }: Range,
  state?: Ranked,
) {
  const ids = [...new Set(eventIds)]
  const first = ids.map((id) => lowestUuidAt(uuidMillis(id)))
  const beyond = ids.map((id) => lowestUuidAt(uuidMillis(id) + 1))
  const ours = 'tenantId' in scope ? sql`d.tenant_id = ${scope.tenantId}` : sql`true`
  return sql`(
    select d.* from unnest(${ids}::uuid[], ${first}::uuid[], ${beyond}::uuid[]) e(id, first, beyond)
      cross join lateral (
        select ${columns(sql, table)} from ${sql(table)} d
          where d.id >= e.first and d.id < e.beyond and d.event_id = e.id and ${ours} ${ofState(sql, state)}
            and d.id < ${after} and d.id >= ${fromId} offset 0) d
      order by d.id desc limit ${sql.unsafe(String(size))})`
}
