import { publicId } from '@g5/contracts'
import { uuidv7 } from '@g5/core'
import {
  createTenant,
  readTenant,
  type Tenant,
  type TenantRow,
  type TenantValues,
  type Tx,
  takenName,
  touchEndpoints,
  updateTenant,
} from '@g5/db'
import { answer } from '../answer.ts'
import type { Deps } from '../deps.ts'
import { showTenant, wholeSettings } from './show.ts'
import { changesOf, checkClass, type wholeValues } from './values.ts'

export const target = (id: string) => ({ kind: 'tenant', id })

type Refused = { kind: 'slug_taken' | 'uid_taken' }

/** The caller has locked the names, before anything else. */
export async function make(
  tx: Tx,
  values: ReturnType<typeof wholeValues>,
  deps: Deps,
): Promise<{ kind: 'made'; tenant: TenantRow } | Refused> {
  checkClass(values.class, undefined, deps)
  const taken = await takenName(tx, values)
  if (taken) return { kind: taken }
  const { id } = await createTenant(tx, { ...values, id: uuidv7(deps.clock.now()) })
  return { kind: 'made', tenant: await written(tx, id) }
}

/** The caller has locked the tenant, and before it the names if one of them changes. */
export async function change(
  tx: Tx,
  before: Tenant,
  values: Partial<TenantValues>,
  deps: Deps,
): Promise<{ kind: 'changed'; tenant: TenantRow } | Refused> {
  checkClass(values.class, before.class, deps)
  const { slug = before.slug, uid = before.uid } = values
  const renamed = slug !== before.slug || uid !== before.uid
  const taken = renamed && slug !== null ? await takenName(tx, { slug, uid }, before.id) : undefined
  if (taken) return { kind: taken }
  await updateTenant(tx, before.id, values)
  const tenant = await written(tx, before.id)
  const stores = (row: Pick<Tenant, 'settings'>) => wholeSettings(row.settings).storeResponses
  if (stores(before) !== stores(tenant)) await touchEndpoints(tx, before.id)
  return { kind: 'changed', tenant }
}

export async function written(tx: Tx, id: string): Promise<TenantRow> {
  const row = await readTenant(tx, { allTenants: true }, { id })
  if (!row) throw new Error('the tenant just written is not there')
  return row
}

export function created(row: TenantRow) {
  return {
    ...answer(201, showTenant(row), { headers: { location: `/v1/tenants/${publicId('tenant', row.id)}` } }),
    audit: {
      action: 'tenant.created' as const,
      tenantId: row.id,
      target: target(row.id),
      changes: changesOf(undefined, row),
    },
  }
}

export function actionOf({ status }: Tenant, patch: { status?: string | undefined }): `tenant.${string}` {
  if (patch.status === undefined || patch.status === status) return 'tenant.updated'
  return patch.status === 'suspended' ? 'tenant.suspended' : 'tenant.activated'
}

export function told(action: `tenant.${string}`, before: Tenant, after: TenantRow, deps: Deps) {
  const matters = before.status !== after.status || before.class !== after.class
  return {
    ...answer(200, showTenant(after)),
    audit: { action, tenantId: after.id, target: target(after.id), changes: changesOf(before, after) },
    // What its lanes may do has changed, all of them at once.
    after: () => matters && deps.wake({ kind: 'sweep' }),
  }
}
