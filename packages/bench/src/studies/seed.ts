import { createSealer, sealContext, uuidv7 } from '@g5/core'
import type { Sql } from '@g5/db'
import { signingSecret } from '../load/traffic.ts'

/** An endpoint that was made without the API. */
export interface SeededEndpoint {
  id: string
  tenantId: string
  lane: number
}

/**
 * Makes an endpoint a URL, each of a tenant of its own unless told, with a sealed secret as the API would make it.
 * @param tenantId one for all of them
 */
export async function seedEndpoints(
  sql: Sql,
  encryptionKey: string,
  urls: readonly string[],
  tenantId?: string,
): Promise<SeededEndpoint[]> {
  const sealer = createSealer({ current: encryptionKey })
  const now = Date.now()
  const rows = urls.map((url) => {
    const [id, secretId] = [uuidv7(now), uuidv7(now)]
    const sealed = sealer.seal(signingSecret, sealContext.endpointSecret(secretId)).toString('hex')
    return { id, secretId, sealed, url, tenantId: tenantId ?? uuidv7(now) }
  })
  const tenants = [...new Set(rows.map((row) => row.tenantId))]
  const [ids, owners] = [rows.map(({ id }) => id), rows.map((row) => row.tenantId)]
  await sql`insert into tenants (id, slug, name) select id, id, 'Bench' from unnest(${tenants}::uuid[]) t(id)
    on conflict do nothing`
  await sql`insert into lanes (tenant_id, endpoint_id)
    select * from unnest(${owners}::uuid[], ${ids}::uuid[])`
  await sql`insert into endpoints (id, tenant_id, lane, url)
    select e.id, e.tenant_id, l.lane, e.url
      from unnest(${ids}::uuid[], ${owners}::uuid[], ${urls as string[]}::text[]) e(id, tenant_id, url)
      join lanes l on l.endpoint_id = e.id`
  await sql`insert into endpoint_secrets (id, endpoint_id, sealed, hint)
    select s.id, s.endpoint_id, decode(s.sealed, 'hex'), ''
      from unnest(${rows.map((row) => row.secretId)}::uuid[], ${ids}::uuid[], ${rows.map((row) => row.sealed)}::text[])
           s(id, endpoint_id, sealed)`
  return sql<SeededEndpoint[]>`
    select id, tenant_id as "tenantId", lane from endpoints where id = any(${ids}::uuid[]) order by lane`
}

/** A UUIDv7 of a moment in milliseconds, different for each `g`. */
function uuidAt(sql: Sql, ms: ReturnType<Sql>) {
  return sql`(lpad(to_hex((${ms})::bigint), 12, '0') || '7' || substr(md5(g::text), 1, 3) || '8'
              || substr(md5('x' || g::text), 1, 15))::uuid`
}

/** Events with one due delivery each, spread evenly over the lanes; the first has been due for an hour. */
export async function seedDue(sql: Sql, lanes: readonly number[], rows: number): Promise<void> {
  const id = uuidAt(sql, sql`extract(epoch from now()) * 1000 - 60000 + g % 60000`)
  await sql`
    with due as materialized (
      select ${id} as id, l.tenant_id, l.endpoint_id, l.lane, g
        from generate_series(1, ${rows}) g
        join lanes l on l.lane = (${lanes as number[]}::int[])[1 + g % ${lanes.length}]
    ), e as (
      insert into events (id, tenant_id, type, payload, traceparent, request_id)
      select id, tenant_id, 'bench.due', '{"n":' || g || ',"at":0}',
             '00-' || md5(g::text) || '-' || substr(md5('s' || g::text), 1, 16) || '-01', 'bench' from due
    )
    insert into open_deliveries (id, tenant_id, event_id, endpoint_id, lane, state, next_at, fence)
    select id, tenant_id, id, endpoint_id, lane, 'pending', now() - interval '1 hour' + g * interval '1 ms', 0
      from due order by g`
}

/**
 * Delivered deliveries, over all the weeks that there are partitions for.
 * @param from the number of the first; other numbers make other rows
 */
export async function seedHistory(
  sql: Sql,
  { tenantId, id, lane }: SeededEndpoint,
  rows: number,
  from = 0,
): Promise<void> {
  const weeks = 4
  const made = uuidAt(sql, sql`extract(epoch from now()) * 1000 + (g % ${weeks}) * 604800000 + g`)
  await sql`
    insert into settled_deliveries (id, tenant_id, event_id, endpoint_id, lane, outcome, fence)
    select m.id, ${tenantId}, m.id, ${id}, ${lane}, 'delivered', 1
      from (select ${made} as id from generate_series(${from + 1}::int, ${from + rows}::int) g) m`
}

/** One row that is due now, told as the product tells; the moment of its commit in microseconds is the caller's. */
export async function seedStranger(sql: Sql, { id, tenantId, lane }: SeededEndpoint, n: number): Promise<void> {
  const event = uuidv7(Date.now())
  const payload = `{"n":${n},"at":0}`
  await sql`
    with e as (
      insert into events (id, tenant_id, type, payload, traceparent, request_id)
      values (${event}, ${tenantId}, 'bench.stranger', ${payload},
              ${`00-${event.replaceAll('-', '')}-00f067aa0ba902b7-01`}, 'bench')
    )
    insert into open_deliveries (id, tenant_id, event_id, endpoint_id, lane, state, next_at, fence)
    values (${event}, ${tenantId}, ${event}, ${id}, ${lane}, 'pending', now(), 0)`
  await sql`select pg_notify('g5_wake', ${`${lane}:0`})`
}
