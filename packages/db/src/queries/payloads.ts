import { sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { eraseEvents } from './erase.ts'
import type { Moved } from './moves.ts'

const expired = sql.raw(`uuid_bound(now() - (t.settings->>'payloadRetentionDays')::int * interval '1 day')`)
const nothingYet = '00000000-0000-0000-0000-000000000000'

/** Tenants with events that are older than the tenant keeps payloads for, and that nobody has looked at. */
export async function tenantsWithExpiredPayloads(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select t.id from tenants t left join payload_expiry p on p.tenant_id = t.id
      where t.settings->>'payloadRetentionDays' is not null and t.status <> 'erasing'
        and exists (select from events e
          where e.tenant_id = t.id and e.id > coalesce(p.expired_to, ${nothingYet}::uuid) and e.id < ${expired})`)
  return rows.map(({ id }) => id)
}

/** The next of a tenant's expired payloads. `more`: there may be others. */
export async function expirePayloads(
  tx: Tx,
  tenantId: string,
  limit: number,
): Promise<{ events: number; moved: Moved[]; more: boolean }> {
  await tx.execute(sql`
    insert into payload_expiry (tenant_id, expired_to) select id, ${nothingYet}::uuid from tenants where id = ${tenantId}
      on conflict do nothing`)
  const rows = await tx.execute<{ id: string }>(sql`
    with p as materialized (
      select p.expired_to, ${expired} as bound from payload_expiry p join tenants t on t.id = p.tenant_id
        where p.tenant_id = ${tenantId} and t.settings->>'payloadRetentionDays' is not null
        for update of p skip locked
    )
    select e.id from p cross join lateral (
      select id from events where tenant_id = ${tenantId} and id > p.expired_to and id < p.bound
        order by id limit ${limit}) e`)
  const ids = rows.map(({ id }) => id)
  const last = ids.at(-1)
  if (last === undefined) return { events: 0, moved: [], more: false }
  const { cancelled: moved } = await eraseEvents(tx, ids)
  await tx.execute(sql`update payload_expiry set expired_to = ${last}::uuid where tenant_id = ${tenantId}`)
  return { events: ids.length, moved, more: ids.length === limit }
}
