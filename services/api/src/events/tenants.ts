import { matcher, naturalBatch, type Subject } from '@g5/core'
import { type MatchableEndpoint, type Sql, type TenantSnapshot, tenantSnapshots, tenantVersions } from '@g5/db'
import { LRUCache } from 'lru-cache'
import { persistently } from '../persistently.ts'

/** A tenant of one moment, ready to be matched against. */
export interface Tenant {
  id: string
  /** An event that was matched with it goes in only while this is still the tenant's version. */
  version: number
  status: TenantSnapshot['status']
  class: string
  /** Undefined: as many as come, and as large as the deployment allows. */
  eventsPerSecond: number | undefined
  maxPayloadBytes: number | undefined
  match(event: Subject): MatchableEndpoint[]
  /** Whether it has an endpoint of this id or uid. */
  has(endpoint: string): boolean
}

export interface Tenants {
  /** As it was last seen, which may be long ago: good enough to try with, not to refuse by. */
  seen(id: string): Tenant | undefined
  /** As it is after this call. */
  fresh(id: string): Promise<Tenant | undefined>
  /** Is it still what it was when it was seen? Costs less than to see it afresh. */
  isCurrent(tenant: Tenant): Promise<boolean>
}

/** Endpoints that are kept compiled, over all tenants. */
const maxEndpoints = 100_000

/** @param patienceMs how long a lost connection is tried again */
export function createTenants(sql: Sql, patienceMs: number): Tenants {
  const seen = new LRUCache<string, Tenant>({ max: 20_000, maxSize: maxEndpoints })
  const reads = naturalBatch<string, Tenant | undefined>({ flush: read, maxItems: 500, maxWaiting: 20_000 })

  async function read(ids: string[]): Promise<(Tenant | undefined)[]> {
    const snapshots = await persistently(patienceMs, () => tenantSnapshots(sql, [...new Set(ids)]))
    const tenants = new Map(snapshots.map((snapshot) => [snapshot.id, compile(snapshot)]))
    for (const { id, endpoints } of snapshots) seen.set(id, tenants.get(id), { size: 1 + endpoints.length })
    return ids.map((id) => tenants.get(id))
  }

  const looks = naturalBatch<Tenant, boolean>({ flush: look, maxItems: 500, maxWaiting: 20_000 })

  async function look(tenants: Tenant[]): Promise<boolean[]> {
    const ids = [...new Set(tenants.map(({ id }) => id))]
    const versions = await persistently(patienceMs, () => tenantVersions(sql, ids))
    return tenants.map(({ id, version }) => versions.get(id) === version)
  }

  return {
    seen: (id) => seen.get(id),
    fresh: (id) => reads.add(id),
    isCurrent: (tenant) => looks.add(tenant),
  }
}

export function compile({ id, version, status, class: tenantClass, limits, endpoints }: TenantSnapshot): Tenant {
  const names = new Set(endpoints.flatMap((endpoint) => (endpoint.uid ? [endpoint.id, endpoint.uid] : [endpoint.id])))
  return {
    ...{ id, version, status, class: tenantClass },
    ...{ eventsPerSecond: limits.eventsPerSecond, maxPayloadBytes: limits.payloadBytes },
    match: matcher(endpoints),
    has: (endpoint) => names.has(endpoint),
  }
}
