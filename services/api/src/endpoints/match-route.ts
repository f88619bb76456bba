import { setImmediate } from 'node:timers/promises'
import {
  type EndpointMatch,
  endpointMatch,
  type MatchedEvents,
  matchedEvents,
  publicId,
  reference,
} from '@g5/contracts'
import { effortToExplain, looksAt, lowestUuidAt, uuidv7 } from '@g5/core'
import { listEvents, type OneTenant, readEndpoint, readEvents, type WholeEventRow } from '@g5/db'
import { answer, invalid } from '../answer.ts'
import { byScope } from '../auth/narrow.ts'
import type { Deps } from '../deps.ts'
import { explainWish, verdictOf, type Wish } from '../events/explain.ts'
import { createdAt } from '../present.ts'
import { route } from '../route.ts'
import { readFilter } from './filter.ts'

/** Events that are looked at. */
const mostEvents = 200
/** Bytes of their payloads. */
const mostBytes = 8_388_608
/** Milliseconds in which they have to be found. */
const budgetMs = 2_000
const farthestMs = 24 * 3_600_000

export const postMatch = route({
  method: 'POST',
  url: '/v1/webhooks/endpoints/match',
  summary: 'Say which recent events an endpoint would get if this were what it wants; nothing is stored',
  tag: 'endpoints',
  // It tells what is in payloads. What it is given is written nowhere, so it takes no scope to write.
  scope: 'payloads:read',
  tenant: 'own',
  body: endpointMatch.prefault({}),
  // Such a session may read these events whole, so what follows from them and its own question is no news to it.
  narrow: byScope,
  mayLag: true,
  answers: { 200: matchedEvents },
  prepare: async ({ body: { filter } }) => (filter == null ? null : readFilter(filter).clause),
  async handle({ scope, body, prepared: filter }, deps) {
    const self = await selfOf(scope, body, deps)
    if (!self) return invalid({ pointer: '/endpointId', detail: 'is no endpoint of this tenant' })
    const { eventTypes = null, channels = null } = body
    const wish = { ...self, eventTypes, channels, filter }
    const looked = await judged(await recentEvents(scope, body, wish, deps), wish)
    const shown = body.only ? looked.filter(({ matched }) => matched === (body.only === 'matched')) : looked
    return answer(200, {
      looked: looked.length,
      matched: looked.filter(({ matched }) => matched).length,
      data: shown.slice(0, body.limit),
    })
  },
})

/** Whom an event has to name that names anybody: the endpoint that is to change, else one that nobody knows yet. */
async function selfOf(scope: OneTenant, { endpointId }: EndpointMatch, { db, clock }: Deps) {
  if (endpointId === undefined) return { id: uuidv7(clock.now()), uid: null }
  return readEndpoint(db.orm, scope, reference('endpoint', endpointId))
}

/** Newest first, with their payloads where they are needed. */
async function recentEvents(
  scope: OneTenant,
  { from, type }: EndpointMatch,
  { filter }: Wish,
  { db, clock }: Deps,
): Promise<WholeEventRow[]> {
  const since = Math.max(clock.now() - farthestMs, from === undefined ? 0 : Date.parse(from))
  const limit = mostEvents - 1 // Lists give one more.
  const { rows } = await listEvents(db.sql, scope, { limit, budgetMs, fromId: lowestUuidAt(since), type })
  const ids = rows.map(({ id }) => id)
  return readEvents(db.sql, scope, ids, filter !== null && looksAt(filter, 'payload') ? mostBytes : null)
}

/** Until as much effort has gone into all of them as may into one explanation, and at no time for long without a pause. */
async function judged(events: readonly WholeEventRow[], wish: Wish): Promise<MatchedEvents['data']> {
  const looking = { mayReadPayload: true, effort: { left: effortToExplain } }
  const told: MatchedEvents['data'] = []
  for (const event of events) {
    await setImmediate()
    const clauses = explainWish(event, wish, looking)
    if (looking.effort.left < 0) break
    const { id, type } = event
    told.push({
      ...{ eventId: publicId('event', id), type, createdAt: createdAt(id) },
      ...{ matched: verdictOf(clauses), clauses },
    })
  }
  return told
}
