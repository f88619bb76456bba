import { and, desc, eq, getTableColumns, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Sql, Tx } from '../connect.ts'
import { eventTypes, eventTypeVersions } from '../schema/index.ts'
import type { TenantScope } from '../tenant-scope.ts'
import { systemTenantId } from './tenants.ts'

/** A type as it is shown: with the schema that applies. */
export type EventTypeRow = typeof eventTypes.$inferSelect & { schema: string | null }

export interface EventTypeVersionRow {
  version: number
  schema: string | null
  createdAt: string
}

/** The type that a name stands for to a tenant: its own, or else the shared one. */
export async function readEventType(tx: Tx, scope: TenantScope, name: string): Promise<EventTypeRow | undefined> {
  const [row] = await selectEventTypes(
    tx,
    and(eq(eventTypes.name, name), 'tenantId' in scope ? ofTenantOrShared(scope.tenantId) : ofTheDeployment),
    [desc(sql`${eventTypes.tenantId} <> ${systemTenantId}`)],
    1,
  )
  return row
}

/** The tenant's own one. */
export async function readOwnEventType(tx: Tx, tenantId: string, name: string): Promise<EventTypeRow | undefined> {
  const [row] = await selectEventTypes(tx, and(eq(eventTypes.tenantId, tenantId), eq(eventTypes.name, name)), [], 1)
  return row
}

export interface EventTypeFilter {
  after?: string | undefined
  limit: number
  archived?: boolean | undefined
}

/** Newest first; `limit + 1` rows tell whether there is a next page. A shared one is left out where an own one stands. */
export function listEventTypes(
  tx: Tx,
  scope: TenantScope,
  { after, limit, archived }: EventTypeFilter,
): Promise<EventTypeRow[]> {
  return selectEventTypes(
    tx,
    and(
      visibleTo(scope),
      after ? lt(eventTypes.id, after) : undefined,
      archived === undefined ? undefined : archived ? isNotNull(eventTypes.archivedAt) : isNull(eventTypes.archivedAt),
    ),
    [desc(eventTypes.id)],
    limit + 1,
  )
}

/** All that a tenant may post, by name; the deployment's credential sees the shared ones. */
export function allEventTypes(tx: Tx, scope: TenantScope): Promise<EventTypeRow[]> {
  const seen: TenantScope = 'tenantId' in scope ? scope : { tenantId: systemTenantId }
  return selectEventTypes(tx, visibleTo(seen), [sql`${eventTypes.name}`])
}

/** Newest first. */
export function listEventTypeVersions(tx: Tx, eventTypeId: string): Promise<EventTypeVersionRow[]> {
  const { version, schema, createdAt } = getTableColumns(eventTypeVersions)
  return tx
    .select({ version, schema, createdAt })
    .from(eventTypeVersions)
    .where(eq(eventTypeVersions.eventTypeId, eventTypeId))
    .orderBy(desc(version))
}

/** The text of a schema; undefined when its type was deleted. */
export async function readSchema(sql: Sql, schemaId: string): Promise<string | undefined> {
  const [row] = await sql<{ schema: string | null }[]>`select schema from event_type_versions where id = ${schemaId}`
  return row?.schema ?? undefined
}

const ofTheDeployment = eq(eventTypes.tenantId, systemTenantId)

const ofTenantOrShared = (tenantId: string) => inArray(eventTypes.tenantId, [tenantId, systemTenantId])

function visibleTo(scope: TenantScope): SQL | undefined {
  if ('allTenants' in scope) return undefined
  const hidden = sql`exists (select from event_types own where own.tenant_id = ${scope.tenantId}
    and own.name = ${eventTypes.name} and own.id <> ${eventTypes.id})`
  return or(eq(eventTypes.tenantId, scope.tenantId), and(ofTheDeployment, sql`not ${hidden}`))
}

function selectEventTypes(tx: Tx, where: SQL | undefined, order: SQL[], limit?: number): Promise<EventTypeRow[]> {
  const rows = tx
    .select({ ...getTableColumns(eventTypes), schema: eventTypeVersions.schema })
    .from(eventTypes)
    .leftJoin(eventTypeVersions, eq(eventTypeVersions.id, eventTypes.schemaId))
    .where(where)
    .orderBy(...order)
  return limit === undefined ? rows : rows.limit(limit)
}
