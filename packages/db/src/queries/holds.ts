import { and, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { holds } from '../schema/index.ts'
import { type TenantScope, within } from '../tenant-scope.ts'
import { countedUpTo } from './health.ts'

export type NewHold = Pick<typeof holds.$inferInsert, 'id' | 'tenantId' | 'host' | 'endpointId' | 'type' | 'reason'> & {
  until: string | null
}

export type HoldRow = typeof holds.$inferSelect & {
  /** Deliveries that it holds now, counted up to 10,000. */
  held: number
}

export async function createHold(tx: Tx, values: NewHold): Promise<HoldRow> {
  const [row] = await tx.insert(holds).values(values).returning()
  if (!row) throw new Error('insert returned no row')
  return { ...row, held: 0 }
}

/** Newest first; `limit + 1` rows tell whether there is a next page. Those whose end has passed are gone. */
export function listHolds(
  tx: Tx,
  scope: TenantScope,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<HoldRow[]> {
  return shown(tx)
    .where(and(counting, within(scope, holds.tenantId), after ? lt(holds.id, after) : undefined))
    .orderBy(desc(holds.id))
    .limit(limit + 1)
}

export async function readHold(tx: Tx, scope: TenantScope, id: string): Promise<HoldRow | undefined> {
  const [row] = await shown(tx).where(and(counting, within(scope, holds.tenantId), eq(holds.id, id)))
  return row
}

/** From here on it holds nothing more, and what it held is released, piece by piece. */
export async function deleteHold(tx: Tx, id: string): Promise<boolean> {
  const gone = await tx.delete(holds).where(eq(holds.id, id)).returning({ id: holds.id })
  return gone.length === 1
}

const counting = sql`(${holds.until} is null or ${holds.until} > now())`

function shown(tx: Tx) {
  const held = sql<number>`(
    select count(*) from (select from open_deliveries o where o.hold_id = holds.id limit ${countedUpTo}) c)::int`
  return tx.select({ ...getTableColumns(holds), held }).from(holds)
}
