import { type DeliveryOutcome, deliveryOutcome, deliveryStreamFilter, internalId, publicId } from '@g5/contracts'
import { newAttemptKeys, type OutcomeRow, outcomesAgo, outcomesOf, type TenantScope } from '@g5/db'
import { eventStream, problems, streaming } from '../answer.ts'
import { byScope } from '../auth/narrow.ts'
import type { Deps } from '../deps.ts'
import { ownerOf, time } from '../present.ts'
import { route } from '../route.ts'
import { follow } from '../streams/follow.ts'
import { type Opening, openingNow, openingOf } from '../streams/opening.ts'
import { endpointIdsOf } from './filters.ts'

/** Seconds between the start of an attempt and its record: of most, and of the slowest. */
const [briefSeconds, lateSeconds] = [15, 60]
/** Seconds that a reader who comes back is told of at most: it is a tail, and no archive. */
const farthestSeconds = 120
/** Seconds of attempts that are read at once on the way back. */
const stretchSeconds = 5

export const streamDeliveries = route({
  method: 'GET',
  url: '/v1/webhooks/deliveries/stream',
  summary: 'Hear of each attempt as it is recorded; Last-Event-ID goes back two minutes at most',
  tag: 'deliveries',
  scope: 'read',
  tenant: 'optional',
  bounded: true,
  query: deliveryStreamFilter,
  // Of its endpoints' attempts alone, whatever it asks for: of each it is told no more than lists of deliveries show it.
  narrow: byScope,
  answers: { 200: eventStream(deliveryOutcome), ...problems('rate_limited') },
  async handle({ scope, query: { status, type, endpointId }, headers }, deps) {
    const endpoints = await endpointIdsOf(deps.db, scope, endpointId)
    const outlet = deps.streams.open({ scope, headers, needs: 'read' })
    const asked = [headers['last-event-id']].flat()[0] ?? ''
    const opening = openingOf(asked)
    const last = opening?.at ?? startOf(asked)
    await follow(outlet, {
      opening: () => openingNow(deps.db.sql),
      listen: (hear) => deps.outcomeFeeds.listen({ allTenants: true }, (rows) => hear(ofScope(rows, scope))),
      tell(rows) {
        for (const row of rows) {
          if (status && !status.includes(row.status)) continue
          if (type && !(row.eventType !== null && type.includes(row.eventType))) continue
          if (endpoints && !endpoints.includes(row.endpointId)) continue
          outlet.send({ id: messageId(row), data: JSON.stringify(showOutcome(row, scope)) })
        }
      },
      missed: last === undefined ? undefined : missedSince(last, opening, scope, deps),
      keyOf: ({ key }) => key,
      onError: deps.streams.onError,
    })
    return streaming(200, outlet.readable)
  },
})

/** Attempts are found by time alone, so all who listen share what was found; to each goes what is theirs. */
function ofScope(rows: readonly OutcomeRow[], scope: TenantScope): readonly OutcomeRow[] {
  if (!('tenantId' in scope)) return rows
  const { tenantId, endpointIds } = scope
  return rows.filter((row) => row.tenantId === tenantId && (!endpointIds || endpointIds.includes(row.endpointId)))
}

function showOutcome(row: OutcomeRow, scope: TenantScope): DeliveryOutcome {
  const { eventType, status, number, error, httpStatus, durationMs, startedAt } = row
  return {
    id: publicId('delivery', row.deliveryId),
    ...ownerOf(scope, row.tenantId),
    eventId: publicId('event', row.eventId),
    endpointId: publicId('endpoint', row.endpointId),
    ...{ eventType, status, attempt: number, errorCode: error, httpStatus, durationMs, startedAt: time(startedAt) },
  }
}

/** Says when the attempt began and which it was: `<milliseconds>.<delivery>.<number>`. */
const messageId = ({ startedAt, deliveryId, number }: OutcomeRow) =>
  `${Date.parse(startedAt)}.${publicId('delivery', deliveryId)}.${number}`

/** Unix milliseconds; undefined for what is no id of this stream. */
function startOf(id: string): number | undefined {
  const [ms = '', delivery = ''] = id.split('.')
  return /^\d{13}$/.test(ms) && internalId('delivery', delivery) !== undefined ? Number(ms) : undefined
}

export function outcomeSource({ db }: Pick<Deps, 'db'>, scope: TenantScope) {
  return {
    look: (deep: boolean) => newAttemptKeys(db.sql, deep ? lateSeconds : briefSeconds),
    load: (keys: readonly string[]) => outcomesOf(db.sql, scope, keys),
  }
}

/** Each time it is asked, stretches from a little before the last one that it gave. */
function missedSince(
  last: number,
  opening: Opening | undefined,
  scope: TenantScope,
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
) {
  let reached = last
  return async function* (): AsyncIterable<OutcomeRow[]> {
    const began = clock.now()
    const back = Math.min(Math.ceil((began - reached) / 1000) + lateSeconds, farthestSeconds)
    for (let from = back; from > 0; from -= stretchSeconds) {
      const rows = await outcomesAgo(db.sql, scope, { from, to: Math.max(0, from - stretchSeconds) })
      yield rows.filter((row) => !opening?.knew(row))
    }
    reached = began
  }
}
