import { bulk, enabling, endpoint } from '@g5/contracts'
import { lowestUuidAt } from '@g5/core'
import { type EndpointRow, lockEndpoint, type TenantScope, type Tx, updateEndpoint } from '@g5/db'
import { answer, problems, refuse } from '../answer.ts'
import { byEndpoint } from '../auth/narrow.ts'
import { makeBulk } from '../bulk/make.ts'
import type { Deps } from '../deps.ts'
import { endpointParam } from '../params.ts'
import { route } from '../route.ts'
import { showEndpoint } from './show.ts'
import { changesOf, enabledValues } from './values.ts'

const about = { tag: 'endpoints', scope: 'deliveries:write', tenant: 'own', mutates: true, narrow: byEndpoint } as const

export const enableEndpoint = route({
  method: 'POST',
  url: '/v1/webhooks/endpoints/:id/enable',
  summary: 'Let deliveries leave again; what is held stays held, or is sent when asked',
  ...about,
  params: endpointParam,
  body: enabling.prefault({}),
  answers: {
    200: endpoint.extend({ released: bulk.optional().meta({ description: 'What sends the held deliveries' }) }),
    ...problems('not_found'),
  },
  async handle({ scope, params, body: { releaseHeld, ratePerSecond } }, deps, tx) {
    const switched = await switchTo(true, tx, scope.tenantId, params.id)
    if (!switched) return refuse('not_found')
    const released = releaseHeld ? await release(tx, scope, switched.after, ratePerSecond, deps) : undefined
    return {
      ...answer(200, { ...showEndpoint(switched.after, scope), ...(released && { released }) }),
      ...told('endpoint.enabled', switched, deps),
    }
  },
})

export const disableEndpoint = route({
  method: 'POST',
  url: '/v1/webhooks/endpoints/:id/disable',
  summary: 'Hold what is open and what comes, at once',
  ...about,
  params: endpointParam,
  answers: { 200: endpoint, ...problems('not_found') },
  async handle({ scope, params }, deps, tx) {
    const switched = await switchTo(false, tx, scope.tenantId, params.id)
    if (!switched) return refuse('not_found')
    return { ...answer(200, showEndpoint(switched.after, scope)), ...told('endpoint.disabled', switched, deps) }
  },
})

interface Switched {
  before: EndpointRow
  after: EndpointRow
}

/** Again is harmless. */
async function switchTo(
  enabled: boolean,
  tx: Tx,
  tenantId: string,
  ref: Parameters<typeof lockEndpoint>[2],
): Promise<Switched | undefined> {
  const before = await lockEndpoint(tx, tenantId, ref)
  if (!before) return undefined
  const changed = await updateEndpoint(tx, tenantId, before.id, enabledValues(enabled))
  return changed.kind === 'updated' ? { before, after: changed.endpoint } : undefined
}

function told(action: `endpoint.${string}`, { before, after }: Switched, deps: Deps) {
  return {
    audit: { action, target: { kind: 'endpoint', id: before.id }, changes: changesOf(before, after) },
    after: () => deps.wake({ kind: 'lane', lane: before.lane }),
  }
}

/** Everything of the endpoint that is held when it is enabled is sent, as a bulk. */
async function release(tx: Tx, scope: TenantScope, { id }: EndpointRow, ratePerSecond: number | undefined, deps: Deps) {
  const selection = { status: ['held' as const], endpointId: id, toId: lowestUuidAt(deps.clock.now() + 1) }
  const made = await makeBulk(tx, scope, { action: 'send', selection, ratePerSecond }, deps)
  return made.status === 202 ? made.body : undefined
}
