import type { Sql } from '../connect.ts'

/** Why the system itself disables an endpoint, in words for people. */
export interface Disabling {
  endpointId: string
  reason: string
  /** Of the audit row. */
  auditId: string
}

/**
 * The system's own mutation, with its audit row and its operational event. The tenant's row is locked first, as by
 * every change of an endpoint.
 * @returns false when the endpoint is disabled or gone already
 */
export async function disableEndpoint(sql: Sql, { endpointId, reason, auditId }: Disabling): Promise<boolean> {
  const rows = await sql`
    with t as materialized (
      select id from tenants where id = (select tenant_id from endpoints where id = ${endpointId}) for update
    ), e as (
      update endpoints e set enabled = false, status_reason = ${reason}, updated_at = now()
        from t where e.id = ${endpointId} and e.tenant_id = t.id and e.enabled returning e.id, e.lane, e.tenant_id
    ), v as (
      update tenants t set endpoints_version = endpoints_version + 1 from e where t.id = e.tenant_id
    ), a as (
      insert into audit_log (id, tenant_id, actor_kind, actor_name, action, target_kind, target_id, changes)
      select ${auditId}, tenant_id, 'system', 'webhook-worker', 'endpoint.disabled', 'endpoint', id,
             jsonb_build_object('reason', ${reason}::text) from e
    ), o as (
      insert into operational_outbox (tenant_id, endpoint_id, type, data)
      select tenant_id, id, 'g5.endpoint.disabled', jsonb_build_object('reason', ${reason}::text) from e
    )
    update lanes l set disabled = true from e where l.lane = e.lane returning 1`
  return rows.length === 1
}

/**
 * Raises `g5.endpoint.failing` for endpoints that have had no success for so long, once each time they fail.
 * @returns how many it told of
 */
export async function tellFailing(sql: Sql, hours: number): Promise<number> {
  const rows = await sql`
    with told as (
      update lanes set failing_told_at = now()
        where failing_since < now() - ${hours} * interval '1 hour' and failing_told_at is null
          and not disabled and closed_at is null
        returning tenant_id, endpoint_id, failing_since, failed_attempts
    )
    insert into operational_outbox (tenant_id, endpoint_id, type, data)
    select tenant_id, endpoint_id, 'g5.endpoint.failing',
           jsonb_build_object('failingSince', failing_since, 'failures', failed_attempts) from told returning 1`
  return rows.length
}

/** Endpoints without a success for so long, and with so many failed attempts since. */
export function failingForTooLong(
  sql: Sql,
  hours: number,
  failures: number,
): Promise<{ endpointId: string; lane: number }[]> {
  return sql<{ endpointId: string; lane: number }[]>`
    select endpoint_id as "endpointId", lane from lanes
      where failing_since < now() - ${hours} * interval '1 hour' and failed_attempts >= ${failures}
        and not disabled and closed_at is null`
}

/** Raises `g5.dlq.threshold_exceeded` for tenants with more dead letters than that, at most once an hour. */
export async function tellDeadLetters(sql: Sql, threshold: number): Promise<void> {
  await sql`
    insert into operational_outbox (tenant_id, type, data)
    select tenant_id, 'g5.dlq.threshold_exceeded', jsonb_build_object('deadLetters', count(*))
      from open_deliveries d where state = 'dead'
        and not exists (select from operational_throttle t
          where t.subject_id = d.tenant_id and t.type = 'g5.dlq.threshold_exceeded'
            and t.raised_at > now() - interval '1 hour')
        and not exists (select from operational_outbox o
          where o.tenant_id = d.tenant_id and o.type = 'g5.dlq.threshold_exceeded')
      group by tenant_id having count(*) > ${threshold}`
}
