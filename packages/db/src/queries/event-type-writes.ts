import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { eventTypes, eventTypeVersions, tenants } from '../schema/index.ts'
import { type EventTypeRow, readOwnEventType } from './event-types.ts'
import { bumpEndpointsVersion, systemTenantId } from './tenants.ts'

/** What a type says, as it is stored. */
export interface EventTypeValues {
  description: string | null
  /** JSON text of a list. */
  examples: string
  /** JSON text. */
  schema: string | null
}

/** Types a tenant may have of its own: all of them are looked at when one of its events is validated. */
export const maxEventTypes = 500

/** Milliseconds that a change of a shared type waits for changes of tenants that are under way. */
const patienceMs = 5_000

/**
 * Before anything else in a transaction that changes types: whatever else changes what the owner's events have to fit
 * waits. A shared type concerns every tenant that validates, and those that are about to: a tenant that turns
 * validation on meanwhile would be missed by {@link noteChange}, so nobody changes a tenant until this is committed.
 * Events are accepted all the while, since that only reads.
 */
export async function lockEventTypes(tx: Tx, tenantId: string): Promise<void> {
  if (tenantId !== systemTenantId) {
    await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for('update')
    return
  }
  await tx.execute(sql.raw(`set local lock_timeout = ${patienceMs}`))
  await tx.execute(sql`lock table tenants in exclusive mode`)
}

/** An event that was held against the types of before goes in no more. */
async function noteChange(tx: Tx, tenantId: string): Promise<void> {
  if (tenantId !== systemTenantId) return bumpEndpointsVersion(tx, tenantId)
  await tx
    .update(tenants)
    .set({ endpointsVersion: sql`${tenants.endpointsVersion} + 1` })
    .where(sql`${tenants.settings} @> '{"validateEvents": true}'`)
}

export async function countEventTypes(tx: Tx, tenantId: string): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(eventTypes)
    .where(eq(eventTypes.tenantId, tenantId))
  return row?.count ?? 0
}

interface Ids {
  id: string
  /** Of the version, should one be made. */
  versionId: string
}

/** The caller has locked and knows that there is none of this name. */
export async function createEventType(
  tx: Tx,
  tenantId: string,
  name: string,
  { id, versionId }: Ids,
  { schema, ...values }: EventTypeValues,
): Promise<EventTypeRow> {
  const schemaId = schema === null ? null : versionId
  await tx.insert(eventTypes).values({ ...values, id, tenantId, name, schemaId })
  await tx.insert(eventTypeVersions).values({ id: versionId, eventTypeId: id, version: 1, schema })
  await noteChange(tx, tenantId)
  return present(tx, tenantId, name)
}

/** The caller has locked. Another schema than the present one is a new version. */
export async function updateEventType(
  tx: Tx,
  before: EventTypeRow,
  versionId: string,
  { schema, ...values }: Partial<EventTypeValues> & { archivedAt?: 'now' | null },
): Promise<EventTypeRow> {
  const { id, tenantId, name } = before
  const { archivedAt, ...plain } = values
  const version = before.version + 1
  const anew = schema !== undefined && schema !== before.schema
  if (anew) await tx.insert(eventTypeVersions).values({ id: versionId, eventTypeId: id, version, schema })
  await tx
    .update(eventTypes)
    .set({
      ...plain,
      ...(archivedAt !== undefined && { archivedAt: archivedAt && sql`now()` }),
      ...(anew && { version, schemaId: schema === null ? null : versionId }),
      updatedAt: sql`now()`,
    })
    .where(eq(eventTypes.id, id))
  await noteChange(tx, tenantId)
  return present(tx, tenantId, name)
}

/** With all its versions. */
export async function deleteEventType(tx: Tx, { id, tenantId }: EventTypeRow): Promise<void> {
  await tx.delete(eventTypes).where(eq(eventTypes.id, id))
  await noteChange(tx, tenantId)
}

async function present(tx: Tx, tenantId: string, name: string): Promise<EventTypeRow> {
  const row = await readOwnEventType(tx, tenantId, name)
  if (!row) throw new Error('the event type just written is not there')
  return row
}
