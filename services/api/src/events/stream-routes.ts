import { eventStreamFilter, internalId, publicId, streamedEvent } from '@g5/contracts'
import { lowestUuidAt, uuidMillis } from '@g5/core'
import { eventsAfter, eventsOf, newEventIds, type TailedEvent, type TenantScope } from '@g5/db'
import { eventStream, problems, streaming } from '../answer.ts'
import type { Deps } from '../deps.ts'
import { route } from '../route.ts'
import { follow } from '../streams/follow.ts'
import { showEvent } from './show.ts'

/** Milliseconds that an event may become visible after one of a higher id: a look without it, and with it. */
const [briefMs, lateMs] = [5_000, 60_000]
const pageSize = 100

export const streamEvents = route({
  method: 'GET',
  url: '/v1/events/stream',
  summary: 'Hear of each event that is accepted from now on, or since the one that Last-Event-ID names',
  tag: 'events',
  scope: 'payloads:read',
  tenant: 'optional',
  bounded: true,
  query: eventStreamFilter,
  answers: { 200: eventStream(streamedEvent), ...problems('rate_limited') },
  async handle({ scope, query, headers }, deps) {
    const outlet = deps.streams.open({ scope, headers, needs: 'payloads:read' })
    const last = internalId('event', [headers['last-event-id']].flat()[0] ?? '')
    await follow(outlet, {
      listen: (hear) => deps.eventFeeds.listen(scope, hear),
      tell(rows) {
        for (const row of rows) {
          if (query.type && !query.type.includes(row.type)) continue
          const data = withPayload(JSON.stringify(showEvent(row, scope)), row.payload)
          outlet.send({ id: publicId('event', row.id), data })
        }
      },
      missed: last === undefined ? undefined : missedSince(last, scope, deps),
      keyOf: ({ id }) => id,
      onError: deps.streams.onError,
    })
    return streaming(200, outlet.readable)
  },
})

function withPayload(json: string, payload: string | null): string {
  return payload === null ? json : `${json.slice(0, -1)},"payload":${payload}}`
}

export function eventSource({ db, clock }: Pick<Deps, 'db' | 'clock'>, scope: TenantScope) {
  return {
    look: (deep: boolean) => newEventIds(db.sql, scope, lowestUuidAt(clock.now() - (deep ? lateMs : briefMs))),
    load: (ids: readonly string[]) => eventsOf(db.sql, ids),
  }
}

/** Each time it is asked, pages from a little before the last event that it gave: ids are not the order of commits. */
function missedSince(last: string, scope: TenantScope, { db }: Pick<Deps, 'db'>) {
  let reached = last
  return async function* (): AsyncIterable<TailedEvent[]> {
    let after = lowestUuidAt(uuidMillis(reached) - lateMs)
    for (let full = true; full; ) {
      const rows = await eventsAfter(db.sql, scope, after, pageSize)
      yield rows
      full = rows.length === pageSize
      after = rows.at(-1)?.id ?? after
      if (after > reached) reached = after
    }
  }
}
