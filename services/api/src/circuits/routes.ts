import { circuit, circuitFilter, circuitPage, type IdKind } from '@g5/contracts'
import { closeCircuit, listCircuits, lockEndpoint, readEndpoint } from '@g5/db'
import { answer, problems, refuse } from '../answer.ts'
import { byCircuit, byScope } from '../auth/narrow.ts'
import { showCircuit } from '../endpoints/show.ts'
import { pager } from '../paging.ts'
import { circuitParam } from '../params.ts'
import { route } from '../route.ts'

const kind: IdKind = 'endpoint'

export const getCircuits = route({
  method: 'GET',
  url: '/v1/webhooks/circuits',
  summary: 'List circuits that are not closed, newest endpoint first',
  tag: 'circuits',
  scope: 'read',
  tenant: 'optional',
  query: circuitFilter,
  narrow: byScope,
  answers: { 200: circuitPage, ...problems('bad_cursor') },
  async handle({ scope, query }, { db }) {
    const { page, ...place } = pager('circuits', scope, query)
    const rows = await listCircuits(db.orm, scope, { ...place, state: query.state ?? ['open', 'half_open'] })
    return answer(
      200,
      page(rows, (row) => showCircuit(row, scope)),
    )
  },
})

export const resetCircuit = route({
  method: 'POST',
  url: '/v1/webhooks/circuits/:endpointId/reset',
  summary: 'Close a circuit at once; its deliveries start slowly',
  tag: 'circuits',
  scope: 'deliveries:write',
  tenant: 'own',
  mutates: true,
  params: circuitParam,
  narrow: byCircuit,
  answers: { 200: circuit, ...problems('not_found') },
  async handle({ scope, params }, deps, tx) {
    const before = await lockEndpoint(tx, scope.tenantId, params.endpointId)
    if (!before) return refuse('not_found')
    await closeCircuit(tx, before)
    const after = await readEndpoint(tx, scope, { id: before.id })
    if (!after) return refuse('not_found')
    return {
      ...answer(200, showCircuit(after, scope)),
      audit: { action: 'circuit.reset', target: { kind, id: after.id }, changes: { from: before.circuit } },
      after: () => deps.wake({ kind: 'lane', lane: after.lane }),
    }
  },
})
