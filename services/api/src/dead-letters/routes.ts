import { deadLetterFilter, delivery, deliveryDetail, deliveryPage } from '@g5/contracts'
import { type DeliveryRow, listAttempts, listDeadLetters, readDelivery, replayDeadLetter } from '@g5/db'
import { answer, problems, refuse } from '../answer.ts'
import { endpointIdsOf } from '../deliveries/filters.ts'
import { showAttempt, showDelivery } from '../deliveries/show.ts'
import { idRange, pager } from '../paging.ts'
import { idParam } from '../params.ts'
import { HttpProblem } from '../problem.ts'
import { route } from '../route.ts'

export const getDeadLetters = route({
  method: 'GET',
  url: '/v1/webhooks/dlq',
  summary: 'List dead letters, newest first',
  tag: 'dead letters',
  scope: 'read',
  tenant: 'optional',
  query: deadLetterFilter,
  answers: { 200: deliveryPage, ...problems('bad_cursor') },
  async handle({ scope, query }, { db }) {
    const { page, ...place } = pager('dead letters', scope, query)
    const rows = await listDeadLetters(db.sql, scope, {
      ...place,
      ...idRange(query),
      type: query.type,
      reason: query.reason,
      endpointId: await endpointIdsOf(db, scope, query.endpointId),
    })
    return answer(
      200,
      page(rows, (row) => showDelivery(row, scope)),
    )
  },
})

export const getDeadLetter = route({
  method: 'GET',
  url: '/v1/webhooks/dlq/:id',
  summary: 'Read a dead letter with every attempt ever made',
  tag: 'dead letters',
  scope: 'read',
  tenant: 'optional',
  params: idParam('delivery'),
  answers: { 200: deliveryDetail, ...problems('not_found') },
  async handle({ scope, params }, { db }) {
    const row = await readDelivery(db.sql, scope, params.id)
    if (row?.status !== 'dead') return refuse('not_found')
    const attempts = await listAttempts(db.sql, params.id)
    return answer(200, { ...showDelivery(row, scope), log: attempts.map(showAttempt) })
  },
})

export const replay = route({
  method: 'POST',
  url: '/v1/webhooks/dlq/:id/replay',
  summary: 'Send a dead letter again, from the start of its schedule',
  tag: 'dead letters',
  scope: 'deliveries:write',
  tenant: 'required',
  mutates: true,
  params: idParam('delivery'),
  answers: { 202: delivery, ...problems('not_found', 'not_dead', 'endpoint_disabled', 'payload_erased') },
  async prepare({ scope, params }, { db }) {
    const row = await readDelivery(db.sql, scope, params.id)
    if (!row) throw new HttpProblem('not_found')
    return row
  },
  async handle({ scope, params: { id }, prepared }, deps, tx) {
    const outcome = await replayDeadLetter(tx, scope.tenantId, id)
    if (outcome.kind !== 'replayed') return refuse(outcome.kind)
    const { lane } = outcome
    const now = new Date(deps.clock.now()).toISOString()
    const replayed: DeliveryRow = { ...prepared, status: 'pending', reason: null, nextAt: now, since: now }
    return {
      ...answer(202, showDelivery(replayed, scope)),
      audit: { action: 'dead_letter.replayed', target: { kind: 'delivery', id } },
      after() {
        deps.wake({ kind: 'due', lane, inMs: 0 })
        void deps.mirror.remove(id)
      },
    }
  },
})
