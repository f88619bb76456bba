import { type EndpointRef, readDelivery, readEndpoint, type TenantScope } from '@g5/db'
import type { Deps } from '../deps.ts'
import { HttpProblem } from '../problem.ts'

/**
 * How a route keeps a session of some endpoints to them. What the route reads, it reads through its scope, and the
 * queries see to the rest; what it changes by an id alone has to be one of theirs, which is looked at first.
 */

/** All that it does, it does through its scope. */
export const byScope = async () => {}

interface Asked<P> {
  scope: TenantScope
  params: P
}

/** The path names an endpoint. */
export async function byEndpoint({ scope, params }: Asked<{ id: EndpointRef }>, deps: Deps): Promise<void> {
  params.id = await own(scope, params.id, deps)
}

/** The path names a circuit by its endpoint. */
export async function byCircuit({ scope, params }: Asked<{ endpointId: EndpointRef }>, deps: Deps): Promise<void> {
  params.endpointId = await own(scope, params.endpointId, deps)
}

/** The path names a delivery; whose it is never changes. */
export async function byDelivery({ scope, params }: Asked<{ id: string }>, { db }: Deps): Promise<void> {
  if (!(await readDelivery(db.sql, scope, params.id))) throw new HttpProblem('not_found')
}

/** By its id from here on: its uid may be another's a moment later. */
async function own(scope: TenantScope, ref: EndpointRef, { db }: Deps): Promise<EndpointRef> {
  const found = await readEndpoint(db.orm, scope, ref)
  if (!found) throw new HttpProblem('not_found')
  return { id: found.id }
}
