import type { Grain, KeptCounts } from '@g5/core'
import type { Sql } from '../connect.ts'
import type { TenantScope } from '../tenant-scope.ts'
import { noTenant, type RollUpKind } from './roll-ups.ts'

/** A stretch of roll-ups, in Unix minutes: inclusive, exclusive. */
export interface Stretch {
  grain: Grain
  from: number
  to: number
}

export interface KeptStatistics {
  rows: KeptCounts[]
  /** When roll-ups were last folded. */
  asOf: string | null
}

/** What was counted of all tenants, of one, or of one's endpoint: a row for each minute or hour in which something happened. */
export async function readStatistics(
  sql: Sql,
  scope: TenantScope,
  stretch: Stretch,
  endpoint?: { id: string; tenantId: string },
): Promise<KeptStatistics> {
  const subject = endpoint ? subjectOf('endpoint', endpoint.tenantId, endpoint.id) : subjectOfScope(scope)
  const rows = await sql<KeptCounts[]>`
    select r.minute, r.events, r.delivered, r.failed, r.dead, r.latency,
           r.first_attempt_delay as "firstAttemptDelay", coalesce(r.errors, '{}') as errors
      from ${slots(sql, stretch)} cross join lateral (
        select * from roll_ups
          where grain = ${stretch.grain} and minute = slot.minute and kind = ${subject.kind}
            and tenant_id = ${subject.tenantId} and subject = ${subject.subject} offset 0) r`
  return { rows, asOf: await foldedAt(sql) }
}

export async function foldedAt(sql: Sql): Promise<string | null> {
  const [progress] = await sql<{ at: string | null }[]>`select folded_at::text as at from roll_up_progress`
  return progress?.at ?? null
}

/** The minutes or hours of a stretch, to look each up by key: one index then serves series, tops and retention. */
export function slots(sql: Sql, { grain, from, to }: Stretch) {
  return sql`generate_series(${from}::int, ${to}::int - 1, ${grain === 'minute' ? 1 : 60}::int) slot(minute)`
}

function subjectOf(kind: RollUpKind, tenantId: string, subject: string) {
  return { kind, tenantId, subject }
}

function subjectOfScope(scope: TenantScope) {
  return 'tenantId' in scope ? subjectOf('tenant', scope.tenantId, '') : subjectOf('deployment', noTenant, '')
}
