import { and, desc, eq, inArray, lt, ne, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { endpointHealth, endpoints, lanes, operationalOutbox } from '../schema/index.ts'
import { type TenantScope, within } from '../tenant-scope.ts'

export interface CircuitColumns {
  circuit: 'closed' | 'open' | 'half_open'
  circuitSince: string | null
  circuitFailures: number
  probeAt: string | null
}

export const circuitColumns = {
  circuit: endpointHealth.circuit,
  circuitSince: endpointHealth.circuitSince,
  circuitFailures: endpointHealth.circuitFailures,
  probeAt: endpointHealth.probeAt,
}

export interface CircuitRow extends CircuitColumns {
  id: string
  tenantId: string
  url: string
}

/** Newest endpoint first; `limit + 1` rows tell whether there is a next page. */
export function listCircuits(
  tx: Tx,
  scope: TenantScope,
  { after, limit, state }: { after?: string | undefined; limit: number; state: CircuitRow['circuit'][] },
): Promise<CircuitRow[]> {
  return tx
    .select({ id: endpoints.id, tenantId: endpoints.tenantId, url: endpoints.url, ...circuitColumns })
    .from(endpointHealth)
    .innerJoin(endpoints, eq(endpointHealth.lane, endpoints.lane))
    .where(
      and(
        within(scope, endpoints.tenantId, endpoints.id),
        inArray(endpointHealth.circuit, state),
        // What the index of lanes that are not closed is found by.
        state.includes('closed') ? undefined : sql`${endpointHealth.circuit} <> 'closed'`,
        after ? lt(endpoints.id, after) : undefined,
      ),
    )
    .orderBy(desc(endpoints.id))
    .limit(limit + 1)
}

/** Somebody says that the endpoint is well again: its circuit closes, and its slow start begins. */
export async function closeCircuit(
  tx: Tx,
  { lane, tenantId, id }: { lane: number; tenantId: string; id: string },
): Promise<void> {
  const closed = await tx
    .update(lanes)
    .set({ circuit: 'closed', circuitSince: sql`now()`, probeAt: null, circuitFailures: 0 })
    .where(and(eq(lanes.lane, lane), ne(lanes.circuit, 'closed')))
    .returning({ lane: lanes.lane })
  if (closed.length > 0)
    await tx.insert(operationalOutbox).values({ tenantId, endpointId: id, type: 'g5.circuit.closed' })
}
