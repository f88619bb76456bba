import type { SqlTx } from '../connect.ts'
import type { TenantLimits, tenantStatuses } from '../schema/tenancy.ts'

/** What a matcher needs of an endpoint. */
export interface MatchableEndpoint {
  id: string
  uid: string | null
  lane: number
  eventTypes: string[] | null
  channels: string[] | null
  enabled: boolean
  timeoutMs: number | null
  /** Milliseconds before the first attempt; null: the deployment's default. */
  firstWaitSeconds: number | null
  /** Its deliveries leave in the order in which they were accepted. */
  ordered: boolean
  /** It has a rate limit of its own. */
  paced: boolean
}

/** A tenant and its endpoints, of one moment. */
export interface TenantSnapshot {
  id: string
  version: number
  status: (typeof tenantStatuses)[number]
  class: string
  limits: TenantLimits
  endpoints: MatchableEndpoint[]
}

/**
 * Version and endpoints in one snapshot: an event that is matched with them goes in only while that version stands.
 * `lock` takes FOR SHARE on the tenants, for events that keep losing that race; the caller holds a transaction.
 */
export async function tenantSnapshots(
  sql: SqlTx,
  tenantIds: readonly string[],
  lock = false,
): Promise<TenantSnapshot[]> {
  if (lock) await sql`select from tenants where id = any(${tenantIds as string[]}::uuid[]) order by id for share`
  return sql<TenantSnapshot[]>`
    select t.id, t.endpoints_version::int as version, t.status, t.class, t.limits, coalesce(
             (select json_agg(json_build_object(
                'id', e.id, 'uid', e.uid, 'lane', e.lane, 'eventTypes', e.event_types, 'channels', e.channels,
                'enabled', e.enabled, 'timeoutMs', e.timeout_ms, 'firstWaitSeconds', e.retry_schedule[1],
                'ordered', e.ordering = 'strict', 'paced', e.rate_limit is not null) order by e.id)
                from endpoints e where e.tenant_id = t.id), '[]') as endpoints
      from tenants t where t.id = any(${tenantIds as string[]}::uuid[])`
}

/** Of these tenants, the versions as they stand. */
export async function tenantVersions(sql: SqlTx, tenantIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; version: number }[]>`
    select id, endpoints_version::int as version from tenants where id = any(${tenantIds as string[]}::uuid[])`
  return new Map(rows.map(({ id, version }) => [id, version]))
}
