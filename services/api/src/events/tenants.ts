import { type Content, compileFilter, matcher, naturalBatch, type Subject } from '@g5/core'
import { type MatchableEndpoint, type Sql, type TenantSnapshot, tenantSnapshots } from '@g5/db'
import { LRUCache } from 'lru-cache'
import { persistently } from '../persistently.ts'

/** A tenant of one moment, ready to be matched against. */
export interface Tenant {
  id: string
  /** An event that was matched with it goes in only while this is still the tenant's version. */
  version: number
  status: TenantSnapshot['status']
  class: string
  match(event: Subject, content: Content): MatchableEndpoint[]
  /** Types that its events may have, and the schema of each; null: they are not validated. */
  eventTypes: ReadonlyMap<string, string | null> | null
  /** Whether it has an endpoint of this id or uid. */
  has(endpoint: string): boolean
}

export interface Tenants {
  /** As it was last seen, which may be long ago: good enough to try with, not to refuse by. */
  seen(id: string): Tenant | undefined
  /** As it is after this call. */
  fresh(id: string): Promise<Tenant | undefined>
}

/** Endpoints that are kept compiled and event types that are known, over all tenants. */
const maxEndpoints = 100_000

/** @param patienceMs how long a lost connection is tried again */
export function createTenants(sql: Sql, patienceMs: number): Tenants {
  const seen = new LRUCache<string, Tenant>({ max: 20_000, maxSize: maxEndpoints })
  const reads = naturalBatch<string, Tenant | undefined>({ flush: read, maxItems: 500, maxWaiting: 20_000 })

  async function read(ids: string[]): Promise<(Tenant | undefined)[]> {
    const snapshots = await persistently(patienceMs, () => tenantSnapshots(sql, [...new Set(ids)]))
    const tenants = new Map(snapshots.map((snapshot) => [snapshot.id, compile(snapshot)]))
    for (const { id, endpoints, eventTypes } of snapshots)
      seen.set(id, tenants.get(id), { size: 1 + endpoints.length + Object.keys(eventTypes ?? {}).length })
    return ids.map((id) => tenants.get(id))
  }

  return {
    seen: (id) => seen.get(id),
    fresh: (id) => reads.add(id),
  }
}

export function compile({ id, version, status, class: tenantClass, endpoints, eventTypes }: TenantSnapshot): Tenant {
  const names = new Set(endpoints.flatMap((endpoint) => (endpoint.uid ? [endpoint.id, endpoint.uid] : [endpoint.id])))
  const wanting = endpoints.map((endpoint) =>
    endpoint.filter === null ? endpoint : { ...endpoint, wants: compileFilter(endpoint.filter) },
  )
  return {
    ...{ id, version, status, class: tenantClass },
    match: matcher(wanting),
    has: (endpoint) => names.has(endpoint),
    eventTypes: eventTypes && new Map(Object.entries(eventTypes)),
  }
}
