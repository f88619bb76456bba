import {
  type EndpointPatch,
  endpoint,
  endpointFilter,
  endpointPage,
  endpointPatch,
  internalId,
  newEndpoint,
} from '@g5/contracts'
import { uuidv7 } from '@g5/core'
import {
  createEndpoint,
  deleteEndpoint,
  type EndpointRow,
  listEndpoints,
  lockEndpoint,
  readEndpoint,
  rotateSecret,
  type Tx,
  updateEndpoint,
} from '@g5/db'
import { z } from 'zod'
import { answer, invalid, problems, refuse } from '../answer.ts'
import { byEndpoint, byScope } from '../auth/narrow.ts'
import type { Deps } from '../deps.ts'
import { pager } from '../paging.ts'
import { endpointParam } from '../params.ts'
import { route } from '../route.ts'
import { checkTransform } from './body.ts'
import { sealedSecret } from './secrets.ts'
import { showEndpoint } from './show.ts'
import { checkUrl } from './url.ts'
import { changesOf, patchedValues, wholeValues } from './values.ts'

const target = (id: string) => ({ kind: 'endpoint', id })
const madeAt = (id: string) => ({ headers: { location: `/v1/webhooks/endpoints/${id}` } })

export const postEndpoint = route({
  method: 'POST',
  url: '/v1/webhooks/endpoints',
  summary: 'Make an endpoint',
  tag: 'endpoints',
  scope: 'endpoints:write',
  tenant: 'own',
  mutates: true,
  body: newEndpoint,
  answers: { 201: endpoint, ...problems('uid_taken', 'endpoint_limit_reached', 'overloaded') },
  prepare: ({ scope, body }, deps) => checkWhatItSays(scope, body, deps),
  async handle({ scope, body }, deps, tx) {
    const id = uuidv7(deps.clock.now())
    const values = wholeValues(id, body, body.uid ?? null, deps.sealer)
    const made = await createEndpoint(
      tx,
      scope.tenantId,
      id,
      values,
      sealedSecret(deps, values.signing ?? 'v1', body.secret),
    )
    if (made.kind !== 'created') return refusalOf(made)
    const shown = showEndpoint(made.endpoint, scope)
    return {
      ...answer(201, shown, madeAt(shown.id)),
      audit: { action: 'endpoint.created', target: target(id), changes: changesOf(undefined, made.endpoint) },
      after: () => deps.wake({ kind: 'lane', lane: made.endpoint.lane }),
    }
  },
})

/** What a schema can't know of it. @throws {HttpProblem} */
async function checkWhatItSays(
  { tenantId }: { tenantId: string },
  { url, transform }: EndpointPatch,
  deps: Deps,
): Promise<void> {
  await Promise.all([url !== undefined && checkUrl(url, deps), checkTransform(tenantId, transform, deps)])
}

/** A secret is of one kind: with another kind comes another secret, and the old one signs on for its overlap. */
async function changeSigning(tx: Tx, before: EndpointRow, after: EndpointRow, deps: Deps): Promise<void> {
  if (before.signing === after.signing) return
  const secret = sealedSecret(deps, after.signing)
  await rotateSecret(tx, after.id, secret, deps.config.secretOverlapHours * 3600)
  after.secretHint = secret.hint
}

function refusalOf(outcome: { kind: 'uid_taken' } | { kind: 'limit_reached'; limit: number }) {
  if (outcome.kind === 'uid_taken') return refuse('uid_taken')
  return refuse('endpoint_limit_reached', { detail: `The limit is ${outcome.limit}.` })
}

export const getEndpoints = route({
  method: 'GET',
  url: '/v1/webhooks/endpoints',
  summary: 'List endpoints, newest first',
  tag: 'endpoints',
  scope: 'read',
  tenant: 'optional',
  query: endpointFilter,
  narrow: byScope,
  answers: { 200: endpointPage, ...problems('bad_cursor') },
  async handle({ scope, query }, { db }) {
    const { page, ...place } = pager('endpoints', scope, query)
    const { status, health, circuit, uid, q } = query
    const find = q === undefined ? undefined : { text: q, id: internalId('endpoint', q) }
    const rows = await listEndpoints(db.orm, scope, { ...place, status, health, circuit, uid, find })
    return answer(
      200,
      page(rows, (row) => showEndpoint(row, scope)),
    )
  },
})

export const getEndpoint = route({
  method: 'GET',
  url: '/v1/webhooks/endpoints/:id',
  summary: 'Read an endpoint',
  tag: 'endpoints',
  scope: 'read',
  tenant: 'optional',
  params: endpointParam,
  narrow: byEndpoint,
  answers: { 200: endpoint, ...problems('not_found') },
  async handle({ scope, params }, { db }) {
    const row = await readEndpoint(db.orm, scope, params.id)
    return row ? answer(200, showEndpoint(row, scope)) : refuse('not_found')
  },
})

export const patchEndpoint = route({
  method: 'PATCH',
  url: '/v1/webhooks/endpoints/:id',
  summary: 'Change an endpoint by a merge patch (RFC 7396)',
  tag: 'endpoints',
  scope: 'endpoints:write',
  tenant: 'own',
  mutates: true,
  params: endpointParam,
  body: endpointPatch,
  narrow: byEndpoint,
  answers: { 200: endpoint, ...problems('not_found', 'uid_taken', 'overloaded') },
  prepare: ({ scope, body }, deps) => checkWhatItSays(scope, body, deps),
  async handle({ scope, params, body }, deps, tx) {
    const before = await lockEndpoint(tx, scope.tenantId, params.id)
    if (!before) return refuse('not_found')
    const changed = await updateEndpoint(tx, scope.tenantId, before.id, patchedValues(before, body, deps.sealer))
    if (changed.kind !== 'updated') return refuse(changed.kind)
    const { endpoint } = changed
    await changeSigning(tx, before, endpoint, deps)
    return {
      ...answer(200, showEndpoint(endpoint, scope)),
      audit: { action: 'endpoint.updated', target: target(endpoint.id), changes: changesOf(before, endpoint) },
      after: () => deps.wake({ kind: 'lane', lane: endpoint.lane }),
    }
  },
})

export const putEndpoint = route({
  method: 'PUT',
  url: '/v1/webhooks/endpoints/:id',
  summary: 'Make or replace the endpoint of a uid; what is left out is reset, secrets excepted',
  tag: 'endpoints',
  scope: 'endpoints:write',
  tenant: 'own',
  mutates: true,
  params: endpointParam,
  body: newEndpoint,
  narrow: byEndpoint,
  answers: {
    200: endpoint,
    201: endpoint,
    ...problems('not_found', 'uid_taken', 'endpoint_limit_reached', 'overloaded'),
  },
  prepare: ({ scope, body }, deps) => checkWhatItSays(scope, body, deps),
  async handle({ scope, params: { id: ref }, body }, deps, tx) {
    const before = await lockEndpoint(tx, scope.tenantId, ref)
    if (!before && 'id' in ref) return refuse('not_found')
    const uid = 'uid' in ref ? ref.uid : (before?.uid ?? null)
    if (body.uid !== undefined && body.uid !== uid)
      return invalid({ pointer: '/uid', detail: 'is not the one of the path' })
    if (before && body.secret !== undefined)
      return invalid({ pointer: '/secret', detail: 'can not be replaced: rotate it' })

    const id = before?.id ?? uuidv7(deps.clock.now())
    const values = wholeValues(id, body, uid, deps.sealer)
    const written = before
      ? await updateEndpoint(tx, scope.tenantId, id, values)
      : await createEndpoint(tx, scope.tenantId, id, values, sealedSecret(deps, values.signing ?? 'v1', body.secret))
    if (written.kind === 'not_found') return refuse('not_found')
    if (written.kind === 'uid_taken' || written.kind === 'limit_reached') return refusalOf(written)
    const { endpoint } = written
    if (before) await changeSigning(tx, before, endpoint, deps)
    const shown = showEndpoint(endpoint, scope)
    return {
      ...(before ? answer(200, shown) : answer(201, shown, madeAt(shown.id))),
      audit: {
        action: before ? 'endpoint.replaced' : 'endpoint.created',
        target: target(id),
        changes: changesOf(before, endpoint),
      },
      after: () => deps.wake({ kind: 'lane', lane: endpoint.lane }),
    }
  },
})

export const removeEndpoint = route({
  method: 'DELETE',
  url: '/v1/webhooks/endpoints/:id',
  summary: 'Delete an endpoint: what is open for it is cancelled, its history stays',
  tag: 'endpoints',
  scope: 'endpoints:write',
  tenant: 'own',
  mutates: true,
  params: endpointParam,
  narrow: byEndpoint,
  answers: { 204: z.undefined(), ...problems('not_found') },
  async handle({ scope, params }, deps, tx) {
    const before = await lockEndpoint(tx, scope.tenantId, params.id)
    if (!before || !(await deleteEndpoint(tx, scope.tenantId, before.id))) return refuse('not_found')
    return {
      ...answer(204, undefined),
      audit: { action: 'endpoint.deleted', target: target(before.id), changes: { uid: { from: before.uid } } },
      after: () => deps.wake({ kind: 'lane', lane: before.lane }),
    }
  },
})
