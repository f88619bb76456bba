import type { SqlTx } from '../connect.ts'

/** All that happened of one type to one endpoint, or to a tenant, since it was last told of. */
export interface Folded {
  ids: number[]
  tenantId: string
  endpointId: string | null
  type: string
  count: number
  /** The newest's. */
  data: Record<string, unknown>
  at: string
  url: string | null
}

/** One event of a type and endpoint in so long. */
const throttleMinutes = 5
const rowsAtOnce = 2_000

/** What may be told now, held by this transaction; what others hold and what was told of just now is left for later. */
export async function foldOutbox(sql: SqlTx): Promise<Folded[]> {
  return sql<Folded[]>`
    with o as materialized (
      select * from operational_outbox o
        where not exists (select from operational_throttle t
          where t.subject_id = coalesce(o.endpoint_id, o.tenant_id) and t.type = o.type
            and t.raised_at > now() - ${throttleMinutes} * interval '1 minute')
        order by id limit ${rowsAtOnce} for update of o skip locked
    )
    select to_json(array_agg(o.id)) as ids, o.tenant_id as "tenantId", o.endpoint_id as "endpointId", o.type,
           sum(o.count)::int as count, (array_agg(o.data order by o.id desc))[1] as data, max(o.at)::text as at,
           min(split_part(e.url, '?', 1)) as url
      from o left join endpoints e on e.id = o.endpoint_id
      group by o.tenant_id, o.endpoint_id, o.type`
}

/** They are told of, or nobody wants to know. */
export async function forgetFolded(sql: SqlTx, folded: readonly Folded[], told: readonly Folded[]): Promise<void> {
  const subjects = told.map(({ endpointId, tenantId }) => endpointId ?? tenantId)
  await sql`
    insert into operational_throttle (subject_id, type)
    select * from unnest(${subjects}::uuid[], ${told.map(({ type }) => type)}::text[])
    on conflict (subject_id, type) do update set raised_at = now()`
  await sql`delete from operational_outbox where id = any(${folded.flatMap(({ ids }) => ids)}::bigint[])`
}
