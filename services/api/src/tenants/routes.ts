import { newTenant, tenant, tenantFilter, tenantPage, tenantPatch, uid } from '@g5/contracts'
import { beginErasure, listTenants, lockTenant, lockTenantNames, readTenant, type TenantRef } from '@g5/db'
import { answer, invalid, problems, refuse } from '../answer.ts'
import { pager } from '../paging.ts'
import { tenantParam } from '../params.ts'
import { route } from '../route.ts'
import { showTenant } from './show.ts'
import { patchedValues, wholeValues } from './values.ts'
import { actionOf, change, created, make, target, told, written } from './write.ts'

const reading = { tag: 'tenants', scope: 'read', tenant: 'optional' } as const
const writing = { tag: 'tenants', scope: 'tenants:write', tenant: 'none', mutates: true } as const

export const getTenants = route({
  method: 'GET',
  url: '/v1/tenants',
  summary: "List tenants, newest first; a tenant's own credential sees its own",
  ...reading,
  query: tenantFilter,
  answers: { 200: tenantPage, ...problems('bad_cursor') },
  async handle({ scope, query }, { db }) {
    const { page, ...place } = pager('tenants', scope, query)
    const { status, uid } = query
    const rows = await listTenants(db.orm, scope, { ...place, status, class: query.class, uid })
    return answer(200, page(rows, showTenant))
  },
})

export const getTenant = route({
  method: 'GET',
  url: '/v1/tenants/:id',
  summary: 'Read a tenant, and how far its erasure has come',
  ...reading,
  params: tenantParam,
  answers: { 200: tenant, ...problems('not_found') },
  async handle({ scope, params }, { db }) {
    const row = await readTenant(db.orm, scope, params.id)
    return row ? answer(200, showTenant(row)) : refuse('not_found')
  },
})

export const postTenant = route({
  method: 'POST',
  url: '/v1/tenants',
  summary: 'Make a tenant',
  ...writing,
  body: newTenant,
  answers: { 201: tenant, ...problems('slug_taken', 'uid_taken') },
  async handle({ body }, deps, tx) {
    await lockTenantNames(tx)
    const made = await make(tx, wholeValues(body, body.uid ?? null), deps)
    return made.kind === 'made' ? created(made.tenant) : refuse(made.kind)
  },
})

export const putTenant = route({
  method: 'PUT',
  url: '/v1/tenants/:id',
  summary: 'Make or replace the tenant of a uid; what is left out is reset, and its status stays',
  ...writing,
  params: tenantParam,
  body: newTenant,
  answers: { 200: tenant, 201: tenant, ...problems('not_found', 'slug_taken', 'uid_taken') },
  async handle({ params: { id: ref }, body }, deps, tx) {
    await lockTenantNames(tx)
    const before = await lockTenant(tx, ref)
    if (!before && !isUid(ref)) return refuse('not_found')
    const own = before ? before.uid : 'name' in ref ? ref.name : null
    if (body.uid !== undefined && body.uid !== own)
      return invalid({ pointer: '/uid', detail: 'is not the one that it has or that the path names' })
    const values = wholeValues(body, own)
    if (before) {
      const changed = await change(tx, before, values, deps)
      return changed.kind === 'changed' ? told('tenant.replaced', before, changed.tenant, deps) : refuse(changed.kind)
    }
    const made = await make(tx, values, deps)
    return made.kind === 'made' ? created(made.tenant) : refuse(made.kind)
  },
})

export const patchTenant = route({
  method: 'PATCH',
  url: '/v1/tenants/:id',
  summary: 'Change a tenant by a merge patch (RFC 7396), suspend it or let it go on',
  ...writing,
  params: tenantParam,
  body: tenantPatch,
  answers: { 200: tenant, ...problems('not_found', 'slug_taken', 'uid_taken') },
  async handle({ params, body }, deps, tx) {
    if (body.slug !== undefined || body.uid !== undefined) await lockTenantNames(tx)
    const before = await lockTenant(tx, params.id)
    if (!before) return refuse('not_found')
    const changed = await change(tx, before, patchedValues(before, body), deps)
    return changed.kind === 'changed'
      ? told(actionOf(before, body), before, changed.tenant, deps)
      : refuse(changed.kind)
  },
})

export const removeTenant = route({
  method: 'DELETE',
  url: '/v1/tenants/:id',
  summary: 'End a tenant at once, and erase all it has; reading it by id shows how far that has come, until it is gone',
  ...writing,
  params: tenantParam,
  answers: { 202: tenant, ...problems('not_found') },
  async handle({ params }, deps, tx) {
    const before = await lockTenant(tx, params.id)
    if (!before) return refuse('not_found')
    const lanes = await beginErasure(tx, before.id)
    const { name, slug, uid } = before
    return {
      ...answer(202, showTenant(await written(tx, before.id))),
      // The deployment's: what the tenant's own log says is erased with it.
      audit: {
        action: 'tenant.deleted',
        tenantId: null,
        target: target(before.id),
        changes: { name: { from: name }, slug: { from: slug }, uid: { from: uid } },
      },
      after: () => {
        for (const lane of lanes) deps.wake({ kind: 'lane', lane })
      },
    }
  },
})

/** Of the names that may stand in the path, those that a new tenant can have. */
const isUid = (ref: TenantRef) => 'name' in ref && uid.safeParse(ref.name).success
