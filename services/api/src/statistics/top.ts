import { publicId, type TopBy, type TopMetric, type TopQuery, top, topMetrics, topQuery } from '@g5/contracts'
import { iso, span } from '@g5/core'
import {
  type Database,
  foldedAt,
  lastFailures,
  type TenantScope,
  type TopRow,
  tenantNames,
  topCounted,
  topWaiting,
} from '@g5/db'
import { answer, invalid } from '../answer.ts'
import { time } from '../present.ts'
import { route } from '../route.ts'
import { faultIn, rangeOf } from './routes.ts'

export const getTop = route({
  method: 'GET',
  url: '/v1/stats/top',
  summary: 'Which tenants, endpoints, hosts, types or errors have the most of something',
  tag: 'statistics',
  scope: 'read',
  tenant: 'optional',
  query: topQuery,
  mayLag: true,
  answers: { 200: top },
  async handle({ scope, query }, { db, clock }) {
    const { by, metric, limit } = query
    const asked = askedFor(query)
    if (asked.kind === 'fault') return invalid({ pointer: asked.pointer, detail: asked.detail })
    if (asked.kind === 'waiting') {
      const rows = await topWaiting(db.sql, scope, { by: asked.by, metric: asked.metric, limit })
      return answer(200, { by, metric, from: null, to: null, asOf: null, data: await showAll(rows, scope, db) })
    }
    const over = span(rangeOf(query), clock.now())
    if (over.kind === 'fault') return invalid(faultIn(over))
    const { grain, from, to } = over.timeline
    const counted = { grain, from, to, by: asked.by, metric: asked.metric, limit }
    const [rows, asOf] = await Promise.all([topCounted(db.sql, scope, counted), foldedAt(db.sql)])
    const data = await showAll(rows, scope, db)
    return answer(200, { by, metric, from: iso(from), to: iso(to), asOf: time(asOf), data })
  },
})

type Asked =
  | { kind: 'counted'; by: TopBy; metric: 'events' | 'failed' | 'dead' }
  | { kind: 'waiting'; by: 'tenant' | 'endpoint' | 'host'; metric: 'backlog' | 'oldestDue' }
  | { kind: 'fault'; pointer: string; detail: string }

/** What is counted over time, or what waits now; or why it is neither. */
function askedFor({ by, metric, from, to }: TopQuery): Asked {
  if (!topMetrics[by].includes(metric))
    return { kind: 'fault', pointer: '#/query/metric', detail: `by ${by} may be ${topMetrics[by].join(', ')}` }
  if (metric !== 'backlog' && metric !== 'oldestDue') return { kind: 'counted', by, metric: columnOf(metric) }
  const given = from !== undefined ? 'from' : to !== undefined ? 'to' : undefined
  if (given) return { kind: 'fault', pointer: `#/query/${given}`, detail: `${metric} is of now` }
  if (by === 'type' || by === 'errorCode')
    throw new Error(`the contract allows ${metric} by ${by}, and nothing counts it`)
  return { kind: 'waiting', by, metric }
}

function columnOf(metric: Exclude<TopMetric, 'backlog' | 'oldestDue'>) {
  return metric === 'failures' ? 'failed' : metric
}

const lastFailureHours = 24

/** With the names that people know things by. */
async function showAll(rows: readonly TopRow[], scope: TenantScope, { sql }: Database) {
  const tenantIds = new Set(rows.flatMap(({ tenantId }) => tenantId ?? []))
  const endpoints = rows.flatMap(({ endpointId: id, tenantId }) => (id && tenantId ? { id, tenantId } : []))
  const [tenants, failures] = await Promise.all([
    tenantIds.size > 0 ? tenantNames(sql, [...tenantIds]) : [],
    endpoints.length > 0 ? lastFailures(sql, endpoints, lastFailureHours) : [],
  ])
  const slugs = new Map(tenants.map(({ id, slug }) => [id, slug]))
  const lastOf = new Map(failures.map((failure) => [failure.endpointId, failure]))

  return rows.map(({ value, atLeast, tenantId, endpointId, host, type, errorCode }) => {
    const last = endpointId === undefined ? undefined : lastOf.get(endpointId)
    const slug = tenantId === undefined ? undefined : slugs.get(tenantId)
    const ofTenant = tenantId !== undefined && (endpointId === undefined || !('tenantId' in scope))
    return {
      value: Math.round(value * 1_000) / 1_000,
      atLeast,
      ...(ofTenant && { tenantId: publicId('tenant', tenantId), ...(slug !== undefined && { tenantSlug: slug }) }),
      ...(endpointId !== undefined && {
        endpointId: publicId('endpoint', endpointId),
        lastErrorCode: last?.lastError ?? null,
        lastFailedAt: time(last?.lastFailedAt ?? null),
      }),
      ...(host !== undefined && { host }),
      ...(type !== undefined && { type }),
      ...(errorCode !== undefined && { errorCode }),
    }
  })
}
