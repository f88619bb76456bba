import { eventDetail, eventFilter, eventPage, internalId } from '@g5/contracts'
import { lowestUuidAt } from '@g5/core'
import { countDeliveries, type EventSearch, listEvents, readEvent } from '@g5/db'
import { answer, problems, refuse } from '../answer.ts'
import { byScope } from '../auth/narrow.ts'
import type { Principal } from '../auth/principal.ts'
import { idRange, pager } from '../paging.ts'
import { idParam } from '../params.ts'
import { route } from '../route.ts'
import { showEvent } from './show.ts'

export const getEvents = route({
  method: 'GET',
  url: '/v1/events',
  summary: 'List events, newest first',
  tag: 'events',
  scope: 'read',
  tenant: 'optional',
  query: eventFilter,
  narrow: byScope,
  mayLag: true,
  answers: { 200: eventPage, ...problems('bad_cursor') },
  async handle({ scope, query, principal }, { db, clock }) {
    const { page, ...place } = pager('events', scope, query)
    const { type, uid, unmatched, q } = query
    const find = q === undefined ? undefined : searchFor(q, principal, clock.now())
    const { rows, lookedTo } = await listEvents(db.sql, scope, {
      ...place,
      ...idRange(query),
      ...{ type, uid, unmatched, find },
    })
    return answer(
      200,
      page(rows, (row) => showEvent(row, scope), lookedTo),
    )
  },
})

/** Payloads of the last day alone are searched: they are the bulk of all that is stored. */
const payloadsMs = 24 * 3_600_000

/** Who may not read payloads could read them letter by letter through a search. */
function searchFor(text: string, { scopes }: Principal, now: number): EventSearch {
  return {
    text,
    id: internalId('event', text),
    payloadsFromId: scopes.includes('payloads:read') ? lowestUuidAt(now - payloadsMs) : undefined,
  }
}

export const getEvent = route({
  method: 'GET',
  url: '/v1/events/:id',
  summary: 'Read an event, with counts of its deliveries by status',
  tag: 'events',
  scope: 'read',
  tenant: 'optional',
  params: idParam('event'),
  narrow: byScope,
  answers: { 200: eventDetail, ...problems('not_found') },
  async handle({ scope, params, principal }, { db }) {
    const [row, counts] = await Promise.all([
      readEvent(db.sql, scope, params.id),
      countDeliveries(db.sql, scope, params.id),
    ])
    if (!row) return refuse('not_found')
    const shown = { ...showEvent(row, scope), deliveries: { ...none, ...counts } }
    const payload = principal.scopes.includes('payloads:read') ? row.payload : null
    return answer(200, shown, payload === null ? {} : { verbatim: { payload } })
  },
})

const none = { pending: 0, queued: 0, delivered: 0, dead: 0, held: 0, cancelled: 0 }
