import { and, desc, eq, getTableColumns, inArray, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { erasures, tenants } from '../schema/index.ts'
import { type TenantScope, within } from '../tenant-scope.ts'

/** The hidden tenant that owns the deployment's own endpoints; the first migration makes it. */
export const systemTenantId = '00000000-0000-7000-8000-000000000000'

export type Tenant = typeof tenants.$inferSelect

/** A uid or a slug: they share one space of names, so that a name is never two tenants'. */
export type TenantRef = { id: string } | { name: string }

/** One that is being erased has no name any more, and nothing acts in it: it is left out. */
export async function findTenant(orm: Tx, by: TenantRef): Promise<Tenant | undefined> {
  const [row] = await orm
    .select()
    .from(tenants)
    .where(and(matching(by), ne(tenants.status, 'erasing')))
  return row
}

/** As it is shown. */
export interface TenantRow extends Omit<Tenant, 'system' | 'endpointsVersion'> {
  endpointsUsed: number
  /** Null: it is not being erased. */
  erasure: typeof erasures.$inferSelect | null
}

/** Those that are being erased too. */
export async function readTenant(tx: Tx, scope: TenantScope, ref: TenantRef): Promise<TenantRow | undefined> {
  const [row] = await selectTenants(tx, and(within(scope, tenants.id), matching(ref)), 1)
  return row
}

export interface TenantFilter {
  after?: string | undefined
  limit: number
  status?: Tenant['status'][] | undefined
  class?: string[] | undefined
  uid?: string[] | undefined
}

/** Newest first; `limit + 1` rows tell whether there is a next page. */
export function listTenants(tx: Tx, scope: TenantScope, filter: TenantFilter): Promise<TenantRow[]> {
  const { after, limit, status, uid } = filter
  return selectTenants(
    tx,
    and(
      within(scope, tenants.id),
      after ? lt(tenants.id, after) : undefined,
      status ? inArray(tenants.status, status) : undefined,
      filter.class ? inArray(tenants.class, filter.class) : undefined,
      uid ? inArray(tenants.uid, uid) : undefined,
    ),
    limit + 1,
  )
}

export interface TenantNames {
  slug: string
  uid: string | null
}

/**
 * Names are given by one transaction at a time, so that two can't both find one free. Before any tenant is locked: two
 * that took the locks in different orders would wait for each other.
 */
export async function lockTenantNames(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('g5.tenant-names'))`)
}

/**
 * Which of these names another tenant has; the caller holds {@link lockTenantNames}.
 * @param except the tenant whose names they shall be
 */
export async function takenName(
  tx: Tx,
  { slug, uid }: TenantNames,
  except?: string,
): Promise<'slug_taken' | 'uid_taken' | undefined> {
  const names = uid === null ? [slug] : [slug, uid]
  const rows = await tx
    .select({ slug: tenants.slug, uid: tenants.uid })
    .from(tenants)
    .where(
      and(
        or(inArray(tenants.slug, names), inArray(tenants.uid, names)),
        except === undefined ? undefined : ne(tenants.id, except),
      ),
    )
  const has = (name: string | null) => name !== null && rows.some((row) => row.slug === name || row.uid === name)
  if (has(slug)) return 'slug_taken'
  return has(uid) ? 'uid_taken' : undefined
}

export type TenantValues = Omit<typeof tenants.$inferInsert, 'id' | 'system' | 'endpointsVersion' | 'updatedAt'>

export async function createTenant(orm: Tx, tenant: TenantValues & { id: string }): Promise<Tenant> {
  const [row] = await orm.insert(tenants).values(tenant).returning()
  if (!row) throw new Error('insert returned no row')
  return row
}

/** For a change of it. One that is being erased is not changed any more. */
export async function lockTenant(tx: Tx, ref: TenantRef): Promise<Tenant | undefined> {
  const [row] = await tx
    .select()
    .from(tenants)
    .where(and(matching(ref), ne(tenants.status, 'erasing')))
    .for('update')
  return row
}

/** The caller has locked it. Whatever changes, events that were planned with what was before are planned again. */
export async function updateTenant(tx: Tx, id: string, values: Partial<TenantValues>): Promise<void> {
  await tx
    .update(tenants)
    .set({ ...values, endpointsVersion: sql`${tenants.endpointsVersion} + 1`, updatedAt: sql`now()` })
    .where(eq(tenants.id, id))
}

/** In the transaction of every change that can alter what an event of this tenant matches. */
export async function bumpEndpointsVersion(tx: Tx, tenantId: string): Promise<void> {
  await tx
    .update(tenants)
    .set({ endpointsVersion: sql`${tenants.endpointsVersion} + 1` })
    .where(eq(tenants.id, tenantId))
}

/** The hidden system tenant is nobody's. */
function matching(ref: TenantRef): SQL | undefined {
  const named = 'id' in ref ? eq(tenants.id, ref.id) : or(eq(tenants.uid, ref.name), eq(tenants.slug, ref.name))
  return and(named, eq(tenants.system, false))
}

function selectTenants(tx: Tx, where: SQL | undefined, limit: number): Promise<TenantRow[]> {
  const { system, endpointsVersion: _, ...shown } = getTableColumns(tenants)
  return tx
    .select({
      ...shown,
      endpointsUsed: sql<number>`(select count(*)::int from endpoints e where e.tenant_id = ${tenants.id})`,
      erasure: erasures,
    })
    .from(tenants)
    .leftJoin(erasures, eq(erasures.tenantId, tenants.id))
    .where(and(where, eq(system, false)))
    .orderBy(desc(tenants.id))
    .limit(limit)
}
