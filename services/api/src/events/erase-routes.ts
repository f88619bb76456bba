import { eraseEvent } from '@g5/db'
import { z } from 'zod'
import { answer, problems, refuse } from '../answer.ts'
import { idParam } from '../params.ts'
import { route } from '../route.ts'

export const erasePayload = route({
  method: 'DELETE',
  url: '/v1/events/:id/payload',
  summary: 'Erase the payload of an event and what receivers answered to it; what is open of it is cancelled',
  tag: 'events',
  scope: 'data:erase',
  tenant: 'required',
  mutates: true,
  params: idParam('event'),
  answers: { 204: z.undefined(), ...problems('not_found') },
  async handle({ scope, params: { id } }, deps, tx) {
    const cancelled = await eraseEvent(tx, scope.tenantId, id)
    if (!cancelled) return refuse('not_found')
    return {
      ...answer(204, undefined),
      audit: {
        action: 'event.payload_erased',
        target: { kind: 'event', id },
        changes: { cancelled: cancelled.length },
      },
      after() {
        for (const delivery of cancelled) {
          // The head of an ordered endpoint may be gone: the next one's turn has come.
          deps.wake({ kind: 'due', lane: delivery.lane, inMs: 0 })
          void deps.mirror.remove(delivery.id)
        }
      },
    }
  },
})
