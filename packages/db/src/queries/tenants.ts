import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { tenants } from '../schema/index.ts'

/** The hidden tenant that owns the deployment's own endpoints; the first migration makes it. */
export const systemTenantId = '00000000-0000-7000-8000-000000000000'

export type Tenant = typeof tenants.$inferSelect

/** By id, uid or slug; the hidden system tenant is nobody's. */
export async function findTenant(orm: Tx, by: { id: string } | { name: string }): Promise<Tenant | undefined> {
  const match = 'id' in by ? eq(tenants.id, by.id) : sql`(${tenants.uid} = ${by.name} or ${tenants.slug} = ${by.name})`
  const rows = await orm
    .select()
    .from(tenants)
    .where(and(match, eq(tenants.system, false)))
  return rows.find((row) => 'name' in by && row.uid === by.name) ?? rows[0]
}

export async function createTenant(orm: Tx, tenant: { id: string; slug: string; name: string }): Promise<Tenant> {
  const [row] = await orm.insert(tenants).values(tenant).returning()
  if (!row) throw new Error('insert returned no row')
  return row
}

/** In the transaction of every change that can alter what an event of this tenant matches. */
export async function bumpEndpointsVersion(tx: Tx, tenantId: string): Promise<void> {
  await tx
    .update(tenants)
    .set({ endpointsVersion: sql`${tenants.endpointsVersion} + 1` })
    .where(eq(tenants.id, tenantId))
}
