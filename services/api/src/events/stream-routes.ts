import { eventStreamFilter, internalId, publicId, streamedEvent } from '@g5/contracts'
import { lowestUuidAt, uuidMillis } from '@g5/core'
import { eventsAfter, eventsOf, newEventIds, type TailedEvent, type TenantScope } from '@g5/db'
import { eventStream, problems, streaming } from '../answer.ts'
import type { Deps } from '../deps.ts'
import { route } from '../route.ts'
import { follow } from '../streams/follow.ts'
import { type Opening, openingNow, openingOf } from '../streams/opening.ts'
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
  // Not for a session of some endpoints: what is told of here is all that is accepted, and all who listen in a tenant share
  // it. Such a session hears of what went to its endpoints by the stream of deliveries.
  answers: { 200: eventStream(streamedEvent), ...problems('rate_limited') },
  async handle({ scope, query, headers }, deps) {
    const outlet = deps.streams.open({ scope, headers, needs: 'payloads:read' })
    const asked = [headers['last-event-id']].flat()[0] ?? ''
    const opening = openingOf(asked)
    const last = opening ? lowestUuidAt(opening.at) : internalId('event', asked)
    await follow(outlet, {
      opening: () => openingNow(deps.db.sql),
      listen: (hear) => deps.eventFeeds.listen(scope, hear),
      tell(rows) {
        for (const row of rows) {
          if (query.type && !query.type.includes(row.type)) continue
          const data = withPayload(JSON.stringify(showEvent(row, scope)), row.payload)
          outlet.send({ id: publicId('event', row.id), data })
        }
      },
      missed: last === undefined ? undefined : missedSince({ last, opening, types: query.type }, scope, deps),
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

interface WayBack {
  /** The last event that the reader has, or any id of the moment when its stream began. */
  last: string
  opening: Opening | undefined
  /** Who hears of few may come back after a long time, and the many between are not to be read for it. */
  types: string[] | undefined
}

/** Each time it is asked, pages from a little before the last event that it gave: ids are not the order of commits. */
function missedSince({ last, opening, types }: WayBack, scope: TenantScope, { db }: Pick<Deps, 'db'>) {
  let reached = last
  return async function* (): AsyncIterable<TailedEvent[]> {
    let after = lowestUuidAt(uuidMillis(reached) - lateMs)
    for (let full = true; full; ) {
      const rows = await eventsAfter(db.sql, scope, after, pageSize, types)
      yield rows.filter((row) => !opening?.knew(row))
      full = rows.length === pageSize
      after = rows.at(-1)?.id ?? after
      if (after > reached) reached = after
    }
  }
}
