import type { HealthState } from '@g5/contracts'
import { eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { endpointHealth, endpoints } from '../schema/index.ts'
import { type CircuitColumns, circuitColumns } from './endpoint-circuits.ts'

/** An endpoint as it is shown: with its lane's health and the hint of its present secret. */
export type EndpointRow = typeof endpoints.$inferSelect &
  CircuitColumns & {
    health: HealthState
    failingSince: string | null
    lastSuccessAt: string | null
    secretHint: string
  }

/** Of an endpoint's lane. Unknown: nothing was ever delivered, and nothing has failed. */
export const healthOfLane = sql<HealthState>`case when ${endpointHealth.failingSince} is not null then 'failing'
  when ${endpointHealth.lastSuccessAt} is not null then 'healthy' else 'unknown' end`

export function selectEndpoints(tx: Tx, where: SQL | undefined) {
  return tx
    .select({
      ...getTableColumns(endpoints),
      health: healthOfLane,
      failingSince: endpointHealth.failingSince,
      lastSuccessAt: endpointHealth.lastSuccessAt,
      ...circuitColumns,
      secretHint: sql<string>`(select s.hint from endpoint_secrets s where s.endpoint_id = ${endpoints.id} and s.expires_at is null)`,
    })
    .from(endpoints)
    .innerJoin(endpointHealth, eq(endpointHealth.lane, endpoints.lane))
    .where(where)
    .$dynamic()
}
