import { hold, holdFilter, holdPage, internalId, newHold, publicId } from '@g5/contracts'
import { hostOf, uuidv7 } from '@g5/core'
import { createHold, deleteHold, findTenant, listHolds, readEndpoint, readHold } from '@g5/db'
import { z } from 'zod'
import { answer, invalid, problems, refuse } from '../answer.ts'
import { pager } from '../paging.ts'
import { idParam } from '../params.ts'
import { route } from '../route.ts'
import { criteriaOf, showHold } from './show.ts'

const about = { tag: 'holds', scope: 'operate', tenant: 'optional' } as const

export const postHold = route({
  method: 'POST',
  url: '/v1/holds',
  summary: 'Hold what matches, everywhere and at once: it turns `held` when it is due, and costs no attempt',
  ...about,
  mutates: true,
  body: newHold,
  answers: { 201: hold, ...problems() },
  async handle({ scope, body }, { clock, wake }, tx) {
    const { host, endpointId, type = null, reason, until = null } = body
    const given = body.tenantId && internalId('tenant', body.tenantId)
    const named = 'tenantId' in scope ? scope.tenantId : undefined
    if (given && named && given !== named)
      return invalid({ pointer: '/tenantId', detail: 'is not the tenant that X-Tenant-Id names' })
    const tenantId = given ?? named ?? null
    if (tenantId !== null && !(await findTenant(tx, { id: tenantId })))
      return invalid({ pointer: '/tenantId', detail: 'names no tenant' })
    const endpoint =
      endpointId && (await readEndpoint(tx, scopeOf(tenantId), { id: internalId('endpoint', endpointId) ?? '' }))
    if (endpointId && !endpoint) return invalid({ pointer: '/endpointId', detail: 'names no endpoint' })
    const hostName = host === undefined ? null : hostOf(host)
    if (hostName === undefined) return invalid({ pointer: '/host', detail: 'is not a host' })
    if (until !== null && Date.parse(until) <= clock.now())
      return invalid({ pointer: '/until', detail: 'has passed already' })
    const made = await createHold(tx, {
      ...{ id: uuidv7(clock.now()), tenantId, host: hostName, endpointId: endpoint ? endpoint.id : null, type },
      ...{ reason, until },
    })
    return {
      ...answer(201, showHold(made), { headers: { location: `/v1/holds/${publicId('hold', made.id)}` } }),
      audit: {
        action: 'hold.made',
        target: { kind: 'hold', id: made.id },
        tenantId: endpoint ? endpoint.tenantId : tenantId,
        changes: { ...criteriaOf(made), reason, until },
      },
      after: () => wake({ kind: 'sweep' }),
    }
  },
})

const scopeOf = (tenantId: string | null) => (tenantId === null ? { allTenants: true as const } : { tenantId })

export const getHolds = route({
  method: 'GET',
  url: '/v1/holds',
  summary: 'List holds that count, newest first',
  ...about,
  query: holdFilter,
  answers: { 200: holdPage, ...problems('bad_cursor') },
  async handle({ scope, query }, { db }) {
    const { page, ...place } = pager('holds', scope, query)
    return answer(200, page(await listHolds(db.orm, scope, place), showHold))
  },
})

export const getHold = route({
  method: 'GET',
  url: '/v1/holds/:id',
  summary: 'Read a hold, and how much it holds',
  ...about,
  params: idParam('hold'),
  answers: { 200: hold, ...problems('not_found') },
  async handle({ scope, params }, { db }) {
    const row = await readHold(db.orm, scope, params.id)
    return row ? answer(200, showHold(row)) : refuse('not_found')
  },
})

export const removeHold = route({
  method: 'DELETE',
  url: '/v1/holds/:id',
  summary: 'End a hold: what it holds is released, at a pace',
  ...about,
  mutates: true,
  params: idParam('hold'),
  answers: { 204: z.undefined(), ...problems('not_found') },
  async handle({ scope, params }, { wake }, tx) {
    const row = await readHold(tx, scope, params.id)
    if (!row || !(await deleteHold(tx, row.id))) return refuse('not_found')
    const endpoint = row.endpointId && (await readEndpoint(tx, { allTenants: true }, { id: row.endpointId }))
    return {
      ...answer(204, undefined),
      audit: {
        action: 'hold.deleted',
        target: { kind: 'hold', id: row.id },
        tenantId: endpoint ? endpoint.tenantId : row.tenantId,
        changes: { ...criteriaOf(row), held: row.held },
      },
      after: () => wake({ kind: 'sweep' }),
    }
  },
})
