import { slowStartMs } from '@g5/core'
import type { Sql, SqlTx } from '../connect.ts'

/** As a condition on a lane `l`: nothing blocks it and nothing bounds what it has in flight. */
export function flowsFreely(sql: SqlTx) {
  return sql`not l.disabled and l.closed_at is null and (l.slow_until is null or l.slow_until <= now())
             and l.circuit = 'closed' and ${hasStarted(sql)}`
}

/** As a condition on a lane `l`: its circuit was never open, or its slow start is over. */
export function hasStarted(sql: SqlTx) {
  return sql`(l.circuit_since is null or l.circuit_since <= now() - ${slowStartMs} * interval '1 ms')`
}

/**
 * For a lane `l`, milliseconds since its slow start began; null when it is over, or none is due. What may be in flight
 * follows from it.
 */
export function startedMs(sql: SqlTx) {
  return sql`case when l.circuit = 'closed' and not ${hasStarted(sql)}
    then (extract(epoch from now() - l.circuit_since) * 1000)::float8 end`
}

export interface CircuitOpening {
  lane: number
  /** Failures that were seen in the window. */
  failures: number
  /** Milliseconds until one delivery is let through. */
  resetMs: number
  /** The failures were of operational events, which raise none themselves. */
  quiet: boolean
}

/**
 * Opens circuits that are closed, for all pods: the lane's row decides. Those that another pod has opened stay as they
 * are.
 * @returns the lanes that this call opened
 */
export function openCircuits(
  sql: Sql,
  openings: readonly CircuitOpening[],
): Promise<{ lane: number; endpointId: string }[]> {
  return sql<{ lane: number; endpointId: string }[]>`
    with c as (
      select l.lane, c.failures, c.reset_ms, c.quiet
        from unnest(${openings.map((o) => o.lane)}::int[], ${openings.map((o) => o.failures)}::int[],
                    ${openings.map((o) => Math.round(o.resetMs))}::int[],
                    ${openings.map((o) => String(o.quiet))}::text[]::bool[]) c(lane, failures, reset_ms, quiet)
        join lanes l on l.lane = c.lane and l.circuit = 'closed' and l.closed_at is null
        order by l.lane for update of l
    ), opened as (
      update lanes l
        set circuit = 'open', circuit_since = now(), probe_at = now() + c.reset_ms * interval '1 ms',
            circuit_failures = c.failures
        from c where l.lane = c.lane and l.circuit = 'closed'
        returning l.lane, l.tenant_id, l.endpoint_id, l.circuit_failures, c.quiet
    ), told as (
      insert into operational_outbox (tenant_id, endpoint_id, type, data)
      select tenant_id, endpoint_id, 'g5.circuit.opened', jsonb_build_object('failures', circuit_failures)
        from opened where not quiet
    )
    select lane, endpoint_id as "endpointId" from opened`
}

/** Lanes whose open circuit has waited long enough may send one delivery: the probe. */
export async function beginProbes(sql: Sql, lanes: readonly number[]): Promise<number[]> {
  const rows = await sql<{ lane: number }[]>`
    update lanes set circuit = 'half_open', circuit_since = now()
      where lane = any(${lanes as number[]}::int[]) and circuit = 'open' and probe_at <= now() returning lane`
  return rows.map(({ lane }) => lane)
}

/**
 * What a probe found out. A success closes the circuit, and the slow start begins; a failure opens it again. Only the
 * first to answer counts.
 * @returns whether this call moved it
 */
export async function endProbe(
  sql: Sql,
  probe: { lane: number; succeeded: boolean; resetMs: number; quiet: boolean },
): Promise<boolean> {
  const { lane, succeeded, resetMs, quiet } = probe
  const rows = succeeded
    ? await sql`
        with closed as (
          update lanes set circuit = 'closed', circuit_since = now(), probe_at = null, circuit_failures = 0
            where lane = ${lane} and circuit = 'half_open' returning lane, tenant_id, endpoint_id
        ), told as (
          insert into operational_outbox (tenant_id, endpoint_id, type)
          select tenant_id, endpoint_id, 'g5.circuit.closed' from closed where not ${quiet}
        )
        select lane from closed`
    : await sql`
        update lanes
          set circuit = 'open', circuit_since = now(), probe_at = now() + ${Math.round(resetMs)} * interval '1 ms',
              circuit_failures = circuit_failures + 1
          where lane = ${lane} and circuit = 'half_open' returning lane`
  return rows.length === 1
}
