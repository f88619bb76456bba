import { deliveryDetail, deliveryFilter, deliveryPage } from '@g5/contracts'
import { listAttempts, listDeliveries, readDelivery } from '@g5/db'
import { answer, problems, refuse } from '../answer.ts'
import { idRange, pager } from '../paging.ts'
import { idParam } from '../params.ts'
import { route } from '../route.ts'
import { endpointIdsOf, eventIdsOf } from './filters.ts'
import { showAttempt, showDelivery } from './show.ts'

export const getDeliveries = route({
  method: 'GET',
  url: '/v1/webhooks/deliveries',
  summary: 'List deliveries, newest first',
  tag: 'deliveries',
  scope: 'read',
  tenant: 'optional',
  query: deliveryFilter,
  answers: { 200: deliveryPage, ...problems('bad_cursor') },
  async handle({ scope, query }, { db }) {
    const { page, ...place } = pager('deliveries', scope, query)
    const rows = await listDeliveries(db.sql, scope, {
      ...place,
      ...idRange(query),
      status: query.status,
      endpointId: await endpointIdsOf(db, scope, query.endpointId),
      eventId: eventIdsOf(query.eventId),
    })
    return answer(
      200,
      page(rows, (row) => showDelivery(row, scope)),
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
  answers: { 200: deliveryDetail, ...problems('not_found') },
  async handle({ scope, params }, { db }) {
    const row = await readDelivery(db.sql, scope, params.id)
    if (!row) return refuse('not_found')
    const attempts = await listAttempts(db.sql, params.id)
    return answer(200, { ...showDelivery(row, scope), log: attempts.map(showAttempt) })
  },
})
