import { delivery } from '@g5/contracts'
import { type DeliveryRow, type RetryOutcome, readDelivery, type Tx } from '@g5/db'
import { answer, problems, refuse } from '../answer.ts'
import { byDelivery } from '../auth/narrow.ts'
import { idParam } from '../params.ts'
import { HttpProblem } from '../problem.ts'
import { route } from '../route.ts'
import { showDelivery } from './show.ts'

/** A route that sends one delivery again. */
export function sendingAgain(words: {
  url: string
  summary: string
  tag: string
  action: `${string}.${string}`
  send(tx: Tx, tenantId: string, id: string): Promise<RetryOutcome>
}) {
  return route({
    method: 'POST',
    url: words.url,
    summary: words.summary,
    tag: words.tag,
    scope: 'deliveries:write',
    tenant: 'required',
    mutates: true,
    params: idParam('delivery'),
    narrow: byDelivery,
    answers: {
      202: delivery,
      ...problems('not_found', 'not_dead', 'already_queued', 'endpoint_disabled'),
      ...problems('payload_erased', 'event_expired', 'past_retention'),
    },
    async prepare({ scope, params }, { db }) {
      const row = await readDelivery(db.sql, scope, params.id)
      if (!row) throw new HttpProblem('not_found')
      return row
    },
    async handle({ scope, params: { id }, prepared }, deps, tx) {
      const outcome = await words.send(tx, scope.tenantId, id)
      if (outcome.kind !== 'sent') return refuse(outcome.kind)
      const { lane, nextAt } = outcome
      const now = new Date(deps.clock.now()).toISOString()
      const sent: DeliveryRow = { ...prepared, status: 'pending', reason: null, nextAt, since: now }
      return {
        ...answer(202, showDelivery(sent, scope)),
        audit: { action: words.action, target: { kind: 'delivery', id } },
        after() {
          deps.wake({ kind: 'due', lane, inMs: 0 })
          void deps.mirror.remove(id)
        },
      }
    },
  })
}
