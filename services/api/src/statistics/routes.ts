import { endpointStatistics, overview, type StatisticsQuery, statisticsQuery } from '@g5/contracts'
import { type TimelineFault, timeline } from '@g5/core'
import { readEndpoint, readPresent, readStatistics } from '@g5/db'
import { answer, invalid, problems, refuse } from '../answer.ts'
import { byEndpoint } from '../auth/narrow.ts'
import type { Deps } from '../deps.ts'
import { endpointParam } from '../params.ts'
import { route } from '../route.ts'
import { showEndpointStatistics, showOverview } from './show.ts'

export const getOverview = route({
  method: 'GET',
  url: '/v1/stats/overview',
  summary: 'What came in, how it went out, and what waits now',
  tag: 'statistics',
  scope: 'read',
  tenant: 'optional',
  query: statisticsQuery,
  mayLag: true,
  answers: { 200: overview },
  async handle({ scope, query }, { db, clock }) {
    const asked = lineOf(query, clock)
    if (asked.kind === 'fault') return invalid(faultIn(asked))
    const [kept, present] = await Promise.all([
      readStatistics(db.sql, scope, asked.timeline),
      readPresent(db.sql, scope),
    ])
    return answer(200, showOverview(kept, present, asked.timeline, query.bucket))
  },
})

export const getEndpointStatistics = route({
  method: 'GET',
  url: '/v1/webhooks/endpoints/:id/stats',
  summary: "An endpoint's attempts by outcome, error and duration",
  tag: 'statistics',
  scope: 'read',
  tenant: 'optional',
  narrow: byEndpoint,
  params: endpointParam,
  query: statisticsQuery,
  mayLag: true,
  answers: { 200: endpointStatistics, ...problems('not_found') },
  async handle({ scope, params, query }, { db, clock }) {
    const endpoint = await readEndpoint(db.orm, scope, params.id)
    if (!endpoint) return refuse('not_found')
    const asked = lineOf(query, clock)
    if (asked.kind === 'fault') return invalid(faultIn(asked))
    const kept = await readStatistics(db.sql, scope, asked.timeline, endpoint)
    return answer(200, showEndpointStatistics(endpoint, scope, kept, asked.timeline, query.bucket))
  },
})

function lineOf({ bucket, ...range }: StatisticsQuery, clock: Deps['clock']) {
  return timeline({ ...rangeOf(range), bucket }, clock.now())
}

/** As Unix milliseconds. */
export function rangeOf({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  const ms = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text))
  return { from: ms(from), to: ms(to) }
}

export function faultIn({ field, detail }: TimelineFault) {
  return { pointer: `#/query/${field}`, detail }
}
