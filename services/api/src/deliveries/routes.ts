import { delivery, deliveryDetail, deliveryFilter, deliveryPage } from '@g5/contracts'
import { cancelDelivery, type DeliveryRow, listAttempts, listDeliveries, readDelivery, retryDelivery } from '@g5/db'
import { answer, problems, refuse } from '../answer.ts'
import { byDelivery, byScope } from '../auth/narrow.ts'
import { idRange, pager } from '../paging.ts'
import { idParam } from '../params.ts'
import { HttpProblem } from '../problem.ts'
import { route } from '../route.ts'
import { endpointIdsOf, eventIdsOf, ofHosts } from './filters.ts'
import { sendingAgain } from './send-again.ts'
import { showAttempt, showDelivery } from './show.ts'

export const getDeliveries = route({
  method: 'GET',
  url: '/v1/webhooks/deliveries',
  summary: 'List deliveries, newest first',
  tag: 'deliveries',
  scope: 'read',
  tenant: 'optional',
  query: deliveryFilter,
  narrow: byScope,
  mayLag: true,
  answers: { 200: deliveryPage, ...problems('bad_cursor') },
  async handle({ scope, query }, { db }) {
    const { page, ...place } = pager('deliveries', scope, query)
    const { status, type, errorCode, host } = query
    const named = await endpointIdsOf(db, scope, query.endpointId)
    const { rows, lookedTo } = await listDeliveries(db.sql, scope, {
      ...place,
      ...idRange(query),
      ...{ status, type, errorCode },
      endpointId: await ofHosts(db, scope, named, host),
      eventId: eventIdsOf(query.eventId),
      statusClass: query.statusClass?.map((word) => (word === 'none' ? 0 : Number(word[0]))),
    })
    return answer(
      200,
      page(rows, (row) => showDelivery(row, scope), lookedTo),
    )
  },
})

export const getDelivery = route({
  method: 'GET',
  url: '/v1/webhooks/deliveries/:id',
  summary: 'Read a delivery with every attempt ever made',
  tag: 'deliveries',
  scope: 'read',
  tenant: 'optional',
  params: idParam('delivery'),
  narrow: byDelivery,
  answers: { 200: deliveryDetail, ...problems('not_found') },
  async handle({ scope, params }, { db }) {
    const row = await readDelivery(db.sql, scope, params.id)
    if (!row) return refuse('not_found')
    const attempts = await listAttempts(db.sql, params.id)
    return answer(200, { ...showDelivery(row, scope), log: attempts.map(showAttempt) })
  },
})

export const retry = sendingAgain({
  url: '/v1/webhooks/deliveries/:id/retry',
  summary: 'Send a delivery again, from the start of its schedule; one that waits goes now',
  tag: 'deliveries',
  action: 'delivery.retried',
  send: retryDelivery,
})

export const cancel = route({
  method: 'POST',
  url: '/v1/webhooks/deliveries/:id/cancel',
  summary: 'End a delivery that is open',
  tag: 'deliveries',
  scope: 'deliveries:write',
  tenant: 'required',
  mutates: true,
  params: idParam('delivery'),
  narrow: byDelivery,
  answers: { 200: delivery, ...problems('not_found', 'not_open') },
  async prepare({ scope, params }, { db }) {
    const row = await readDelivery(db.sql, scope, params.id)
    if (!row) throw new HttpProblem('not_found')
    return row
  },
  async handle({ scope, params: { id }, prepared }, deps, tx) {
    const outcome = await cancelDelivery(tx, scope.tenantId, id)
    if (outcome.kind !== 'cancelled') return refuse(outcome.kind === 'not_found' ? 'not_found' : 'not_open')
    const { lane } = outcome
    const now = new Date(deps.clock.now()).toISOString()
    const ended: DeliveryRow = { ...prepared, status: 'cancelled', reason: 'cancelled', nextAt: null, since: now }
    return {
      ...answer(200, showDelivery(ended, scope)),
      audit: { action: 'delivery.cancelled', target: { kind: 'delivery', id } },
      after() {
        // The head of an ordered endpoint may be gone: the next one's turn has come.
        deps.wake({ kind: 'due', lane, inMs: 0 })
        void deps.mirror.remove(id)
      },
    }
  },
})
