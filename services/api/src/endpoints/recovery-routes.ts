import { bulk, bulkCount, recovery } from '@g5/contracts'
import { lowestUuidAt } from '@g5/core'
import { readEndpoint } from '@g5/db'
import { problems } from '../answer.ts'
import { byEndpoint } from '../auth/narrow.ts'
import { makeBulk } from '../bulk/make.ts'
import { idRange } from '../paging.ts'
import { endpointParam } from '../params.ts'
import { HttpProblem } from '../problem.ts'
import { route } from '../route.ts'

/** Both are bulks of one endpoint over a window; again they find nothing left to do. */
function recovering(words: { path: string; summary: string }, what: { status: ['dead'] } | { missing: true }) {
  return route({
    method: 'POST',
    url: `/v1/webhooks/endpoints/:id/${words.path}`,
    summary: words.summary,
    tag: 'endpoints',
    scope: 'deliveries:write',
    tenant: 'own',
    mutates: true,
    params: endpointParam,
    body: recovery,
    narrow: byEndpoint,
    answers: { 200: bulkCount, 202: bulk, ...problems('not_found', 'endpoint_disabled') },
    async prepare({ scope, params }, { db }) {
      const found = await readEndpoint(db.orm, scope, params.id)
      if (!found) throw new HttpProblem('not_found')
      if (!found.enabled) throw new HttpProblem('endpoint_disabled')
      return found
    },
    handle({ scope, body, prepared }, deps, tx) {
      const { fromId, toId = lowestUuidAt(deps.clock.now() + 1) } = idRange(body)
      const selection = { ...what, endpointId: prepared.id, toId, ...(fromId !== undefined && { fromId }) }
      return makeBulk(tx, scope, { action: 'send', selection, ...body }, deps)
    },
  })
}

export const recoverEndpoint = recovering(
  { path: 'recover', summary: 'Send the dead letters of a window again' },
  { status: ['dead'] },
)

export const replayMissing = recovering(
  { path: 'replay-missing', summary: 'Send the events of a window that the endpoint wants and never got' },
  { missing: true },
)
