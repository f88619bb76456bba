import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import type { BulkSelection } from '../schema/operations.ts'
import { split, textArray, uuidArray } from './moves.ts'

interface Bounds {
  /** Null: of all tenants. */
  tenantId: string | null
  /** Only what has not changed since, as Postgres writes times. */
  madeAt?: string
  /** Only ids after this one. */
  after?: string | null
}

/** How many deliveries a bulk would touch. */
export async function countSelected(tx: Tx, selection: BulkSelection, bounds: Bounds): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(
    sql`select count(*)::float8 as n from (${selected(selection, bounds)}) s`,
  )
  return row?.n ?? 0
}

/** The next of them, in the order of their ids. */
export async function nextSelected(tx: Tx, selection: BulkSelection, bounds: Bounds, limit: number): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`${selected(selection, bounds)} order by id limit ${limit}`)
  return rows.map(({ id }) => id)
}

/** Each status lies in one table, and a table that can hold none is not asked; dead and held have indexes of their own. */
function selected(selection: BulkSelection, bounds: Bounds): SQL {
  const { open, settled } = split(selection.status ?? [])
  const parts = open.map((status) =>
    part(sql`open_deliveries`, sql`d.state = ${sql.raw(`'${status}'`)}`, sql`d.state_since`, selection, bounds),
  )
  if (settled.length > 0)
    parts.push(
      part(
        sql`settled_deliveries`,
        sql`d.outcome::text = any(${textArray(settled)})`,
        sql`d.settled_at`,
        selection,
        bounds,
      ),
    )
  return sql.join(parts, sql` union all `)
}

function part(table: SQL, status: SQL, since: SQL, selection: BulkSelection, bounds: Bounds): SQL {
  const { ids, endpointId, endpointIds, type, reason, fromId, toId } = selection
  const { tenantId, madeAt, after } = bounds
  const conditions = [
    status,
    ...(tenantId !== null ? [sql`d.tenant_id = ${tenantId}`] : []),
    ...(ids ? [sql`d.id = any(${uuidArray(ids)})`] : []),
    ...(endpointId ? [sql`d.endpoint_id = ${endpointId}`] : []),
    ...(endpointIds ? [sql`d.endpoint_id = any(${uuidArray(endpointIds)})`] : []),
    ...(reason ? [sql`d.reason = ${reason}`] : []),
    ...(fromId ? [sql`d.id >= ${fromId}`] : []),
    ...(toId ? [sql`d.id < ${toId}`] : []),
    ...(after ? [sql`d.id > ${after}`] : []),
    ...(madeAt ? [sql`${since} <= ${madeAt}::text::timestamptz`] : []),
    ...(type ? [sql`exists (select from events e where e.id = d.event_id and e.type = ${type})`] : []),
  ]
  return sql`select d.id from ${table} d where ${sql.join(conditions, sql` and `)}`
}
