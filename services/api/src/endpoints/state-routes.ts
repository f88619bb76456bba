import { endpoint } from '@g5/contracts'
import { lockEndpoint, updateEndpoint } from '@g5/db'
import { answer, problems, refuse } from '../answer.ts'
import { endpointParam } from '../params.ts'
import { route } from '../route.ts'
import { showEndpoint } from './show.ts'
import { changesOf, enabledValues } from './values.ts'

/** Again is harmless. */
function switchTo(enabled: boolean, words: { path: string; summary: string; action: `endpoint.${string}` }) {
  return route({
    method: 'POST',
    url: `/v1/webhooks/endpoints/:id/${words.path}`,
    summary: words.summary,
    tag: 'endpoints',
    scope: 'deliveries:write',
    tenant: 'required',
    mutates: true,
    params: endpointParam,
    answers: { 200: endpoint, ...problems('not_found') },
    async handle({ scope, params }, deps, tx) {
      const before = await lockEndpoint(tx, scope.tenantId, params.id)
      if (!before) return refuse('not_found')
      const changed = await updateEndpoint(tx, scope.tenantId, before.id, enabledValues(enabled))
      if (changed.kind !== 'updated') return refuse('not_found')
      return {
        ...answer(200, showEndpoint(changed.endpoint, scope)),
        audit: {
          action: words.action,
          target: { kind: 'endpoint', id: before.id },
          changes: changesOf(before, changed.endpoint),
        },
        after: () => deps.wake({ kind: 'lane', lane: before.lane }),
      }
    },
  })
}

export const enableEndpoint = switchTo(true, {
  path: 'enable',
  summary: 'Let deliveries leave again; what is held stays held',
  action: 'endpoint.enabled',
})

export const disableEndpoint = switchTo(false, {
  path: 'disable',
  summary: 'Hold what is open and what comes, at once',
  action: 'endpoint.disabled',
})
