import { explanation, explanationQuery, publicId, reference } from '@g5/contracts'
import { deliveryId, uuidMillis } from '@g5/core'
import { readDelivery, readEndpoint, readEvent } from '@g5/db'
import { answer, problems, refuse } from '../answer.ts'
import { byScope } from '../auth/narrow.ts'
import { idParam } from '../params.ts'
import { time } from '../present.ts'
import { route } from '../route.ts'
import { explainClauses, outcomeOf } from './explain.ts'

export const explainEvent = route({
  method: 'GET',
  url: '/v1/events/:id/explain',
  summary: "Why an event did or didn't go to an endpoint; values of its payload need the scope payloads:read",
  tag: 'events',
  scope: 'read',
  tenant: 'optional',
  params: idParam('event'),
  query: explanationQuery,
  // Of an event that it may read, that went to one of its endpoints, and of one of those. What went to none of them it
  // knows by no other route either; whoever may change a filter could read its payload here, clause by clause.
  narrow: byScope,
  answers: { 200: explanation, ...problems('not_found') },
  async handle({ scope, params, query, principal }, { db }) {
    const event = await readEvent(db.sql, scope, params.id)
    if (!event) return refuse('not_found')
    // Another tenant's endpoint is none to its events.
    const owner = 'tenantId' in scope ? scope : { tenantId: event.tenantId }
    const endpoint = await readEndpoint(db.orm, owner, reference('endpoint', query.endpointId))
    if (!endpoint) return refuse('not_found', { detail: 'There is no such endpoint.' })
    const id = deliveryId(event.id, endpoint.id)
    const delivery = await readDelivery(db.sql, owner, id)
    const clauses = explainClauses(event, endpoint, principal.scopes.includes('payloads:read'))
    return answer(200, {
      eventId: publicId('event', event.id),
      endpointId: publicId('endpoint', endpoint.id),
      outcome: delivery ? ('delivered_to' as const) : outcomeOf(clauses),
      ...(delivery && { deliveryId: publicId('delivery', id), status: delivery.status }),
      endpointUpdatedAt: time(endpoint.updatedAt),
      endpointChangedSince: Date.parse(endpoint.updatedAt) > uuidMillis(event.id),
      clauses,
    })
  },
})
