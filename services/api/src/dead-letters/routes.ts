import { bulk, bulkCount, deadLetterFilter, deliveryDetail, deliveryPage, replayMany } from '@g5/contracts'
import { discardDeadLetter, listAttempts, listDeadLetters, readDelivery, replayDeadLetter } from '@g5/db'
import { z } from 'zod'
import { answer, problems, refuse } from '../answer.ts'
import { byDelivery, byScope } from '../auth/narrow.ts'
import { makeBulk, selectionOf } from '../bulk/make.ts'
import { endpointIdsOf } from '../deliveries/filters.ts'
import { sendingAgain } from '../deliveries/send-again.ts'
import { showAttempt, showDelivery } from '../deliveries/show.ts'
import { idRange, pager } from '../paging.ts'
import { idParam } from '../params.ts'
import { route } from '../route.ts'

export const getDeadLetters = route({
  method: 'GET',
  url: '/v1/webhooks/dlq',
  summary: 'List dead letters, newest first',
  tag: 'dead letters',
  scope: 'read',
  tenant: 'optional',
  query: deadLetterFilter,
  narrow: byScope,
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
  narrow: byDelivery,
  answers: { 200: deliveryDetail, ...problems('not_found') },
  async handle({ scope, params }, { db }) {
    const row = await readDelivery(db.sql, scope, params.id)
    if (row?.status !== 'dead') return refuse('not_found')
    const attempts = await listAttempts(db.sql, params.id)
    return answer(200, { ...showDelivery(row, scope), log: attempts.map(showAttempt) })
  },
})

export const replay = sendingAgain({
  url: '/v1/webhooks/dlq/:id/replay',
  summary: 'Send a dead letter again, from the start of its schedule',
  tag: 'dead letters',
  action: 'dead_letter.replayed',
  send: replayDeadLetter,
})

export const replayAll = route({
  method: 'POST',
  url: '/v1/webhooks/dlq/replay',
  summary: 'Send all dead letters that match again, at the pace asked for',
  tag: 'dead letters',
  scope: 'deliveries:write',
  tenant: 'optional',
  mutates: true,
  body: replayMany,
  narrow: byScope,
  answers: { 200: bulkCount, 202: bulk, ...problems() },
  prepare: ({ scope, body }, deps) => selectionOf({ ...body.select, status: ['dead'] }, scope, deps),
  handle: ({ scope, body, prepared }, deps, tx) =>
    makeBulk(tx, scope, { ...body, action: 'send', selection: prepared }, deps),
})

export const discard = route({
  method: 'DELETE',
  url: '/v1/webhooks/dlq/:id',
  summary: 'Give a dead letter up for good',
  tag: 'dead letters',
  scope: 'data:erase',
  tenant: 'required',
  mutates: true,
  params: idParam('delivery'),
  narrow: byDelivery,
  answers: { 204: z.undefined(), ...problems('not_found', 'not_dead') },
  async handle({ scope, params: { id } }, deps, tx) {
    const outcome = await discardDeadLetter(tx, scope.tenantId, id)
    if (outcome.kind !== 'cancelled') return refuse(outcome.kind === 'not_found' ? 'not_found' : 'not_dead')
    return {
      ...answer(204, undefined),
      audit: { action: 'dead_letter.discarded', target: { kind: 'delivery', id } },
      after: () => void deps.mirror.remove(id),
    }
  },
})
