import { hostOf } from '@g5/core'
import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { endpointSecrets, endpoints, lanes, tenants } from '../schema/index.ts'
import { type TenantScope, within } from '../tenant-scope.ts'
import { type EndpointRow, selectEndpoints } from './endpoint-row.ts'
import { bumpEndpointsVersion } from './tenants.ts'

export type EndpointRef = { id: string } | { uid: string }

export interface SealedSecret {
  id: string
  sealed: Buffer
  hint: string
}

export type EndpointValues = Omit<typeof endpoints.$inferInsert, 'id' | 'tenantId' | 'lane' | 'host' | 'updatedAt'>

export type CreateOutcome =
  | { kind: 'created'; endpoint: EndpointRow }
  | { kind: 'uid_taken' }
  | { kind: 'limit_reached'; limit: number }

/** A tenant that sets no limit of its own. An event is matched against all of them in one go. */
export const defaultEndpointLimit = 1_000

/** Makes an endpoint with its lane and its first secret. The tenant's row is locked, so the limit holds. */
export async function createEndpoint(
  tx: Tx,
  tenantId: string,
  id: string,
  values: EndpointValues,
  secret: SealedSecret,
): Promise<CreateOutcome> {
  const [tenant] = await tx
    .select({ limits: tenants.limits })
    .from(tenants)
    .where(eq(tenants.id, tenantId))
    .for('update')
  const limit = tenant?.limits.endpoints ?? defaultEndpointLimit
  if ((await tx.select({ id: endpoints.id }).from(endpoints).where(eq(endpoints.tenantId, tenantId))).length >= limit)
    return { kind: 'limit_reached', limit }
  if (values.uid && (await uidIsTaken(tx, tenantId, values.uid))) return { kind: 'uid_taken' }
  const [lane] = await tx
    .insert(lanes)
    .values({ tenantId, endpointId: id, disabled: values.enabled === false })
    .returning({ lane: lanes.lane })
  if (!lane) throw new Error('insert returned no row')
  await tx.insert(endpoints).values({ ...values, host: hostOf(values.url), id, tenantId, lane: lane.lane })
  await tx.insert(endpointSecrets).values({ ...secret, endpointId: id })
  await bumpEndpointsVersion(tx, tenantId)
  const endpoint = await readEndpoint(tx, { tenantId }, { id })
  if (!endpoint) throw new Error('the endpoint just made is not there')
  return { kind: 'created', endpoint }
}

export async function readEndpoint(tx: Tx, scope: TenantScope, ref: EndpointRef): Promise<EndpointRow | undefined> {
  const [row] = await selectEndpoints(tx, and(within(scope, endpoints.tenantId, endpoints.id), matching(ref))).limit(1)
  return row
}

/** The ids of endpoints that are named, in their order; undefined for what is none of the tenant's. */
export async function resolveEndpoints(
  tx: Tx,
  tenantId: string,
  refs: readonly EndpointRef[],
): Promise<(string | undefined)[]> {
  const ids = refs.flatMap((ref) => ('id' in ref ? [ref.id] : []))
  const uids = refs.flatMap((ref) => ('uid' in ref ? [ref.uid] : []))
  const rows = await tx
    .select({ id: endpoints.id, uid: endpoints.uid })
    .from(endpoints)
    .where(and(eq(endpoints.tenantId, tenantId), or(inArray(endpoints.id, ids), inArray(endpoints.uid, uids))))
  return refs.map((ref) => rows.find(({ id, uid }) => ('id' in ref ? id === ref.id : uid === ref.uid))?.id)
}

/** Ids of endpoints whose URL has one of these hosts, or hosts and ports. */
export async function endpointsOfHosts(tx: Tx, scope: TenantScope, hosts: readonly string[]): Promise<string[]> {
  const authority = sql`lower(substring(${endpoints.url} from '^[^:]+://([^/?#]+)'))`
  const names = hosts.map((host) => host.toLowerCase())
  const rows = await tx
    .select({ id: endpoints.id })
    .from(endpoints)
    .where(
      and(
        within(scope, endpoints.tenantId),
        or(inArray(authority, names), inArray(sql`regexp_replace(${authority}, ':[0-9]+$', '')`, names)),
      ),
    )
  return rows.map(({ id }) => id)
}

/** Of a lane whose endpoint is enabled again: what it did before no longer counts. */
const startsAnew: Partial<typeof lanes.$inferInsert> = {
  ...{ failingSince: null, failedAttempts: 0, failingToldAt: null, slowUntil: null },
  ...{ circuit: 'closed', circuitSince: null, circuitFailures: 0, probeAt: null },
}

export type UpdateOutcome = { kind: 'updated'; endpoint: EndpointRow } | { kind: 'uid_taken' } | { kind: 'not_found' }

/** The caller has read the row `for update` through {@link lockEndpoint} and says which columns change. */
export async function updateEndpoint(
  tx: Tx,
  tenantId: string,
  id: string,
  values: Partial<EndpointValues>,
): Promise<UpdateOutcome> {
  if (values.uid && (await uidIsTaken(tx, tenantId, values.uid, id))) return { kind: 'uid_taken' }
  const [changed] = await tx
    .update(endpoints)
    .set({ ...values, ...(values.url !== undefined && { host: hostOf(values.url) }), updatedAt: sql`now()` })
    .where(and(eq(endpoints.id, id), eq(endpoints.tenantId, tenantId)))
    .returning({ lane: endpoints.lane })
  if (!changed) return { kind: 'not_found' }
  if (values.enabled !== undefined)
    await tx
      .update(lanes)
      .set({ disabled: !values.enabled, ...(values.enabled && startsAnew) })
      .where(and(eq(lanes.lane, changed.lane), eq(lanes.disabled, values.enabled)))
  await bumpEndpointsVersion(tx, tenantId)
  const endpoint = await readEndpoint(tx, { tenantId }, { id })
  return endpoint ? { kind: 'updated', endpoint } : { kind: 'not_found' }
}

/**
 * Locks an endpoint for a change of it. The tenant's row first: every change of an endpoint bumps its version, and
 * two that took the locks in different orders would wait for each other.
 */
export async function lockEndpoint(tx: Tx, tenantId: string, ref: EndpointRef): Promise<EndpointRow | undefined> {
  await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for('update')
  return readEndpoint(tx, { tenantId }, ref)
}

/** The lane stays, closed, until the last of its open deliveries is cancelled. */
export async function deleteEndpoint(tx: Tx, tenantId: string, id: string): Promise<boolean> {
  const [gone] = await tx
    .delete(endpoints)
    .where(and(eq(endpoints.id, id), eq(endpoints.tenantId, tenantId)))
    .returning({ lane: endpoints.lane })
  if (!gone) return false
  await tx.update(lanes).set({ closedAt: sql`now()` }).where(eq(lanes.lane, gone.lane))
  await bumpEndpointsVersion(tx, tenantId)
  return true
}

export interface StoredSecret {
  id: string
  sealed: Buffer
  expiresAt: string | null
}

/** The present secret and those within their overlap, newest first. */
export function readSecrets(tx: Tx, endpointId: string): Promise<StoredSecret[]> {
  return tx
    .select({ id: endpointSecrets.id, sealed: endpointSecrets.sealed, expiresAt: endpointSecrets.expiresAt })
    .from(endpointSecrets)
    .where(
      and(
        eq(endpointSecrets.endpointId, endpointId),
        sql`(${endpointSecrets.expiresAt} is null or ${endpointSecrets.expiresAt} > now())`,
      ),
    )
    .orderBy(sql`${endpointSecrets.expiresAt} desc nulls first`)
}

/** The present secret signs on for `overlapSeconds`, the new one from now on. */
export async function rotateSecret(
  tx: Tx,
  endpointId: string,
  secret: SealedSecret,
  overlapSeconds: number,
): Promise<void> {
  await tx
    .delete(endpointSecrets)
    .where(and(eq(endpointSecrets.endpointId, endpointId), sql`${endpointSecrets.expiresAt} <= now()`))
  await tx
    .update(endpointSecrets)
    .set({ expiresAt: sql`now() + ${overlapSeconds} * interval '1 s'` })
    .where(and(eq(endpointSecrets.endpointId, endpointId), sql`${endpointSecrets.expiresAt} is null`))
  await tx.insert(endpointSecrets).values({ ...secret, endpointId })
  // Workers know by the endpoint's row whether what they remember of it still holds.
  await tx.update(endpoints).set({ updatedAt: sql`now()` }).where(eq(endpoints.id, endpointId))
}

/** Workers know by the endpoint's row whether what they remember of it still holds; here it was the tenant's that changed. */
export async function touchEndpoints(tx: Tx, tenantId: string): Promise<void> {
  await tx
    .update(endpoints)
    .set({ updatedAt: sql`${endpoints.updatedAt}` })
    .where(eq(endpoints.tenantId, tenantId))
}

function matching(ref: EndpointRef): SQL {
  return 'id' in ref ? eq(endpoints.id, ref.id) : eq(endpoints.uid, ref.uid)
}

async function uidIsTaken(tx: Tx, tenantId: string, uid: string, except?: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: endpoints.id })
    .from(endpoints)
    .where(and(eq(endpoints.tenantId, tenantId), eq(endpoints.uid, uid)))
  return row !== undefined && row.id !== except
}
