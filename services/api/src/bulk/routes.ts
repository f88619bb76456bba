import { bulk, bulkCount, bulkFilter, bulkPage, bulkPatch, newBulk } from '@g5/contracts'
import { changeBulk, listBulks, readBulk } from '@g5/db'
import { z } from 'zod'
import { answer, problems, refuse } from '../answer.ts'
import { byScope } from '../auth/narrow.ts'
import { pager } from '../paging.ts'
import { idParam } from '../params.ts'
import { HttpProblem } from '../problem.ts'
import { route } from '../route.ts'
import { makeBulk, selectionOf, showBulk } from './make.ts'

const about = { tag: 'bulk', scope: 'deliveries:write', tenant: 'optional' } as const

/** What can't be undone needs more than what can. */
const final: readonly string[] = ['discard', 'expunge']

export const postBulk = route({
  method: 'POST',
  url: '/v1/webhooks/bulk',
  summary: 'Change many deliveries: what matches now is touched piece by piece, at the pace asked for',
  ...about,
  mutates: true,
  body: newBulk,
  narrow: byScope,
  answers: { 200: bulkCount, 202: bulk, ...problems() },
  async prepare({ scope, body, principal }, deps) {
    if (final.includes(body.action) && !principal.scopes.includes('data:erase'))
      throw new HttpProblem('forbidden', { detail: 'It needs the scope data:erase.' })
    return selectionOf(body.select, scope, deps)
  },
  handle: ({ scope, body, prepared }, deps, tx) => makeBulk(tx, scope, { ...body, selection: prepared }, deps),
})

export const getBulks = route({
  method: 'GET',
  url: '/v1/webhooks/bulk',
  summary: 'List bulks, newest first',
  tag: 'bulk',
  scope: 'read',
  tenant: 'optional',
  query: bulkFilter,
  narrow: byScope,
  answers: { 200: bulkPage, ...problems('bad_cursor') },
  async handle({ scope, query }, { db }) {
    const { page, ...place } = pager('bulks', scope, query)
    const rows = await listBulks(db.orm, scope, place)
    return answer(
      200,
      page(rows, (row) => showBulk(row, scope)),
    )
  },
})

export const getBulk = route({
  method: 'GET',
  url: '/v1/webhooks/bulk/:id',
  summary: 'Read how far a bulk has come',
  tag: 'bulk',
  scope: 'read',
  tenant: 'optional',
  params: idParam('bulk'),
  narrow: byScope,
  answers: { 200: bulk, ...problems('not_found') },
  async handle({ scope, params }, { db }) {
    const row = await readBulk(db.orm, scope, params.id)
    return row ? answer(200, showBulk(row, scope)) : refuse('not_found')
  },
})

export const patchBulk = route({
  method: 'PATCH',
  url: '/v1/webhooks/bulk/:id',
  summary: 'Change the pace of a bulk, pause it or let it go on',
  ...about,
  mutates: true,
  params: idParam('bulk'),
  body: bulkPatch,
  narrow: byScope,
  answers: { 200: bulk, ...problems('not_found', 'not_running') },
  async handle({ scope, params, body: { ratePerSecond, paused } }, _deps, tx) {
    const before = await readBulk(tx, scope, params.id)
    if (!before) return refuse('not_found')
    const values = { ratePerSecond: ratePerSecond ?? before.ratePerSecond, paused: paused ?? before.paused }
    if (ratePerSecond === null) values.ratePerSecond = null
    const row = await changeBulk(tx, scope, params.id, values)
    if (!row) return refuse('not_running')
    return {
      ...answer(200, showBulk(row, scope)),
      audit: { action: 'bulk.changed', target: { kind: 'bulk', id: row.id }, changes: values },
    }
  },
})

export const stopBulk = route({
  method: 'DELETE',
  url: '/v1/webhooks/bulk/:id',
  summary: 'Stop a bulk: what it has touched stays touched',
  ...about,
  mutates: true,
  params: idParam('bulk'),
  narrow: byScope,
  answers: { 204: z.undefined(), ...problems('not_found', 'not_running') },
  async handle({ scope, params }, _deps, tx) {
    const row = await changeBulk(tx, scope, params.id, { status: 'stopped' })
    if (!row) return refuse((await readBulk(tx, scope, params.id)) ? 'not_running' : 'not_found')
    return {
      ...answer(204, undefined),
      audit: { action: 'bulk.stopped', target: { kind: 'bulk', id: row.id }, changes: { touched: row.touched } },
    }
  },
})
