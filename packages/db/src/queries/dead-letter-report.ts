import type { Sql } from '../connect.ts'

/** Dead letters of one endpoint that died for one reason. */
export interface DeadLetterGroup {
  tenantId: string
  /** Null: the tenant is being erased. */
  tenant: string | null
  endpointId: string
  /** Null: the endpoint is deleted. */
  host: string | null
  reason: string | null
  count: number
  /** Seconds since the first and the last of them died. */
  oldestSeconds: number
  newestSeconds: number
}

/** All there are, the largest groups first, at most `limit` of them. It reads every dead letter: for people, now and then. */
export async function deadLetterGroups(
  sql: Sql,
  limit: number,
): Promise<{ total: number; groups: DeadLetterGroup[]; more: boolean }> {
  const rows = await sql<(DeadLetterGroup & { total: number; groups: number })[]>`
    with grouped as (
      select tenant_id, endpoint_id, reason, count(*)::int as count, min(state_since) as first, max(state_since) as last
        from open_deliveries where state = 'dead' group by 1, 2, 3)
    select g.tenant_id as "tenantId", t.slug as tenant, g.endpoint_id as "endpointId", e.host, g.reason, g.count,
           extract(epoch from now() - g.first)::float8 as "oldestSeconds",
           extract(epoch from now() - g.last)::float8 as "newestSeconds",
           (sum(g.count) over ())::float8 as total, (count(*) over ())::int as groups
      from grouped g left join tenants t on t.id = g.tenant_id left join endpoints e on e.id = g.endpoint_id
      order by g.count desc, g.first, g.endpoint_id limit ${limit}`
  const [first] = rows
  return {
    total: first?.total ?? 0,
    groups: rows.map(({ total: _, groups: __, ...group }) => group),
    more: (first?.groups ?? 0) > rows.length,
  }
}
