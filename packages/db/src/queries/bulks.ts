import { and, asc, desc, eq, lt, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { bulks } from '../schema/index.ts'
import { type TenantScope, within } from '../tenant-scope.ts'
import { nextSelected } from './bulk-selection.ts'
import { cancelOpen, type Moved, sendAgain, uuidArray } from './moves.ts'
import { erasePayloads } from './payloads.ts'

export type BulkRow = typeof bulks.$inferSelect

export type NewBulk = Pick<BulkRow, 'id' | 'tenantId' | 'action' | 'selection' | 'ratePerSecond' | 'matched'>

export async function createBulk(tx: Tx, values: NewBulk): Promise<BulkRow> {
  const [row] = await tx.insert(bulks).values(values).returning()
  if (!row) throw new Error('insert returned no row')
  return row
}

export async function readBulk(tx: Tx, scope: TenantScope, id: string): Promise<BulkRow | undefined> {
  const [row] = await tx
    .select()
    .from(bulks)
    .where(and(eq(bulks.id, id), inScope(scope)))
  return row
}

/** A bulk belongs to endpoints when it can touch nothing of another. */
function inScope(scope: TenantScope) {
  return within(scope, bulks.tenantId, (ids) => {
    const { selection } = bulks
    const list = uuidArray(ids)
    return sql`((${selection}->>'endpointId')::uuid = any(${list}) or ${selection}->'endpointIds' <@ to_jsonb(${list}))`
  })
}

/** Newest first; `limit + 1` rows tell whether there is a next page. */
export function listBulks(
  tx: Tx,
  scope: TenantScope,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<BulkRow[]> {
  return tx
    .select()
    .from(bulks)
    .where(and(inScope(scope), after ? lt(bulks.id, after) : undefined))
    .orderBy(desc(bulks.id))
    .limit(limit + 1)
}

/** Changes one that runs; undefined when it is not there or has ended. */
export async function changeBulk(
  tx: Tx,
  scope: TenantScope,
  id: string,
  values: { ratePerSecond?: number | null; paused?: boolean; status?: 'stopped' },
): Promise<BulkRow | undefined> {
  const [row] = await tx
    .update(bulks)
    .set({ ...values, ...(values.status && { endedAt: sql`now()` }) })
    .where(and(eq(bulks.id, id), inScope(scope), eq(bulks.status, 'running')))
    .returning()
  return row
}

/** Those that have work to do, the oldest first. */
export async function runningBulks(tx: Tx): Promise<string[]> {
  const rows = await tx
    .select({ id: bulks.id })
    .from(bulks)
    .where(and(eq(bulks.status, 'running'), eq(bulks.paused, false)))
    .orderBy(asc(bulks.id))
  return rows.map(({ id }) => id)
}

/** A running bulk, held by this transaction: nobody else takes a step of it. `budget` is what its pace allows now. */
export async function holdBulk(tx: Tx, id: string, most: number): Promise<(BulkRow & { budget: number }) | undefined> {
  const [row] = await tx
    .select({ bulk: bulks, budget: paceBudget(most) })
    .from(bulks)
    .where(and(eq(bulks.id, id), eq(bulks.status, 'running'), eq(bulks.paused, false)))
    .for('update', { skipLocked: true })
  return row && { ...row.bulk, budget: row.budget }
}

/** By the database's clock, so that the pace holds whichever worker takes the step; at most a second is made up for. */
function paceBudget(most: number) {
  return sql<number>`case when ${bulks.ratePerSecond} is null then ${most}::int else least(${most}::int, floor(
    least(greatest(extract(epoch from now() - ${bulks.pacedUntil}), 0), 1) * ${bulks.ratePerSecond} + 0.001))::int end`
}

/** What one step did; without a `cursor` there is nothing left to do. */
export interface BulkStep {
  cursor: string | undefined
  touched: number
}

/** Written in the step's own transaction: what is done is never done again. */
export async function noteStep(tx: Tx, id: string, { cursor, touched }: BulkStep): Promise<void> {
  await tx
    .update(bulks)
    .set({
      touched: sql`${bulks.touched} + ${touched}`,
      pacedUntil: sql`greatest(${bulks.pacedUntil}, now() - interval '1 s')
        + coalesce(${touched} / ${bulks.ratePerSecond}, 0) * interval '1 s'`,
      ...(cursor === undefined
        ? {
            status: 'done' as const,
            endedAt: sql`now()`,
            skipped: sql`greatest(0, ${bulks.matched} - ${bulks.touched} - ${touched})`,
          }
        : { cursor }),
    })
    .where(eq(bulks.id, id))
}

/** Takes the next deliveries of a bulk and does to them what it does. Rows that changed since it was made are let be. */
export async function stepThroughDeliveries(
  tx: Tx,
  { tenantId, action, selection, cursor, madeAt }: BulkRow,
  limit: number,
): Promise<BulkStep & { moved: Moved[] }> {
  const ids = await nextSelected(tx, selection, { tenantId, madeAt, after: cursor }, limit)
  const movable = { tenantId, ids, from: selection.status ?? [], unchangedSince: madeAt }
  const moved =
    action === 'send'
      ? await sendAgain(tx, movable)
      : action === 'expunge'
        ? await expunge(tx, ids)
        : await cancelOpen(tx, movable, action === 'discard' ? 'discarded' : 'cancelled')
  return { cursor: ids.length < limit ? undefined : ids.at(-1), touched: moved.length, moved }
}

/** Erases payloads and stored answers of these deliveries' events, and cancels what is open of those. */
async function expunge(tx: Tx, ids: readonly string[]): Promise<Moved[]> {
  if (ids.length === 0) return []
  const rows = await tx.execute<{ id: string; event_id: string }>(sql`
    select id, event_id from deliveries where id = any(${uuidArray(ids)})`)
  await erasePayloads(tx, [...new Set(rows.map((row) => row.event_id))])
  return rows.map(({ id }) => ({ id, lane: 0 }))
}
