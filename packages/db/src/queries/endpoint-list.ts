import type { HealthState } from '@g5/contracts'
import { and, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { endpointHealth, endpoints } from '../schema/index.ts'
import { newestFirst, type TenantScope } from '../tenant-scope.ts'
import type { CircuitColumns } from './endpoint-circuits.ts'
import { type EndpointRow, healthOfLane, selectEndpoints } from './endpoint-row.ts'

export interface EndpointFilter {
  after?: string | undefined
  limit: number
  status?: ('enabled' | 'disabled')[] | undefined
  health?: HealthState[] | undefined
  circuit?: CircuitColumns['circuit'][] | undefined
  uid?: string[] | undefined
  find?: EndpointSearch | undefined
}

export interface EndpointSearch {
  /** What was typed. */
  text: string
  /** When it is the id of an endpoint. */
  id?: string | undefined
}

/**
 * Newest first; `limit + 1` rows tell whether there is a next page. A filter that finds few costs a walk over the tenant's
 * endpoints by their index: they are as many as its limit says, ten thousand at most, have no history and are
 * filtered where they lie, so no index of words is kept for it. Only who sees all tenants walks over all of theirs.
 */
export function listEndpoints(tx: Tx, scope: TenantScope, filter: EndpointFilter): Promise<EndpointRow[]> {
  const { after, limit } = filter
  const { below, order } = newestFirst(scope, endpoints, after, endpoints.id)
  return selectEndpoints(tx, and(below, ...conditions(filter)))
    .orderBy(...order)
    .limit(limit + 1)
}

function conditions({ status, health, circuit, uid, find }: EndpointFilter): (SQL | undefined)[] {
  return [
    status &&
      inArray(
        endpoints.enabled,
        status.map((word) => word === 'enabled'),
      ),
    health && inArray(healthOfLane, health),
    circuit && inArray(endpointHealth.circuit, circuit),
    // Said as their own indexes say it, so that lanes that are not as most are can be found by those.
    health && !health.includes('healthy') && !health.includes('unknown')
      ? isNotNull(endpointHealth.failingSince)
      : undefined,
    circuit && !circuit.includes('closed') ? sql`${endpointHealth.circuit} <> 'closed'` : undefined,
    uid && inArray(endpoints.uid, uid),
    find && found(find),
  ]
}

/** No pattern, so nothing that was typed means anything else. */
function found({ text, id }: EndpointSearch): SQL | undefined {
  if (id !== undefined) return eq(endpoints.id, id)
  const holds = (column: typeof endpoints.url | typeof endpoints.description) =>
    sql`strpos(lower(${column}), lower(${text})) > 0`
  return or(holds(endpoints.url), holds(endpoints.description), sql`starts_with(${endpoints.uid}, ${text})`)
}
