import { type Event, eventDetail, eventFilter, eventPage, publicId } from '@g5/contracts'
import { countDeliveries, type EventRow, listEvents, readEvent, type TenantScope } from '@g5/db'
import { parseTraceparent } from '@g5/telemetry'
import { answer, problems, refuse } from '../answer.ts'
import { byScope } from '../auth/narrow.ts'
import { idRange, pager } from '../paging.ts'
import { idParam } from '../params.ts'
import { createdAt, ownerOf } from '../present.ts'
import { route } from '../route.ts'

export const getEvents = route({
  method: 'GET',
  url: '/v1/events',
  summary: 'List events, newest first',
  tag: 'events',
  scope: 'read',
  tenant: 'optional',
  query: eventFilter,
  narrow: byScope,
  answers: { 200: eventPage, ...problems('bad_cursor') },
  async handle({ scope, query }, { db }) {
    const { page, ...place } = pager('events', scope, query)
    const { type, uid } = query
    const rows = await listEvents(db.sql, scope, { ...place, ...idRange(query), type, uid })
    return answer(
      200,
      page(rows, (row) => showEvent(row, scope)),
    )
  },
})

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

function showEvent(row: EventRow, scope: TenantScope): Event {
  return {
    id: publicId('event', row.id),
    ...ownerOf(scope, row.tenantId),
    type: row.type,
    uid: row.uid,
    channels: row.channels,
    metadata: row.metadata ?? {},
    traceId: parseTraceparent(row.traceparent)?.traceId ?? null,
    requestId: row.requestId,
    createdAt: createdAt(row.id),
  }
}
