import { randomUUID } from 'node:crypto'
import { type OperationalEvent, operationalData, operationalType, publicId } from '@g5/contracts'
import { compileFilter, type DeliveryDefaults, effortOfAnEvent, matches, planDelivery, uuidv7 } from '@g5/core'
import {
  accept,
  type DatabaseClock,
  type Folded,
  foldOutbox,
  forgetFolded,
  type IncomingEvent,
  type Sql,
  systemTenantId,
  type TenantSnapshot,
  tenantSnapshots,
  type Waker,
  wakeDue,
} from '@g5/db'
import { newTraceparent } from '@g5/telemetry'

interface OperationalDeps {
  sql: Sql
  clock: Pick<DatabaseClock, 'now'>
  waker: Pick<Waker, 'wake'>
  defaults: DeliveryDefaults
}

/**
 * Makes events of what happened to endpoints and sends them as any other: to the tenant's endpoints that ask for the
 * type by name, and to the deployment's. In one transaction with the outbox, so each is told once.
 */
export async function raiseOperationalEvents({ sql, clock, waker, defaults }: OperationalDeps): Promise<void> {
  const lanes = await sql.begin(async (tx) => {
    const folded = await foldOutbox(tx)
    if (folded.length === 0) return []
    const tenantIds = new Set([systemTenantId, ...folded.map(({ tenantId }) => tenantId)])
    const tenants = await tenantSnapshots(tx, [...tenantIds].sort(), true)
    const byId = new Map(tenants.map((tenant) => [tenant.id, tenant]))
    const told: Folded[] = []
    const events: IncomingEvent[] = []
    for (const one of folded) {
      const made = [one.tenantId, systemTenantId]
        .filter((id, place, all) => all.indexOf(id) === place)
        .flatMap((id) => eventFor(byId.get(id), one, uuidv7(clock.now()), defaults) ?? [])
      if (made.length > 0) told.push(one)
      events.push(...made)
    }
    if (events.length > 0) await accept(tx, events, { dedupSeconds: 1, directPerTenant: 0 })
    await forgetFolded(tx, folded, told)
    return events.flatMap(({ deliveries }) => deliveries.map(({ lane }) => lane))
  })
  wakeDue(waker, lanes)
}

/** Undefined when none of the tenant's endpoints wants to know. An endpoint is never told of itself. */
function eventFor(
  tenant: TenantSnapshot | undefined,
  folded: Folded,
  id: string,
  defaults: DeliveryDefaults,
): IncomingEvent | undefined {
  const { type, endpointId } = folded
  const payload = bodyOf(folded)
  const content = { id, payload, left: effortOfAnEvent }
  const wanting =
    tenant?.endpoints.filter(
      (one) =>
        one.id !== endpointId && matches({ ...one, wants: one.filter && compileFilter(one.filter) }, { type }, content),
    ) ?? []
  if (!tenant || wanting.length === 0) return undefined
  return {
    ...{ id, tenantId: tenant.id, tenantClass: tenant.class, version: tenant.version, type, uid: null },
    payload: JSON.stringify(payload),
    ...{ keyId: null, channels: null, metadata: null, endpointIds: null, dedupKey: null, bodyHash: null },
    ...{ traceparent: newTraceparent(), requestId: randomUUID() },
    deliveries: wanting.map((endpoint) => ({ ...planDelivery(endpoint, id, defaults), direct: false })),
  }
}

function bodyOf({ tenantId, endpointId, type, count, data, at, url }: Folded): OperationalEvent {
  const { deliveryId, eventId, failingSince, ...rest } = data
  return {
    type: operationalType.parse(type),
    timestamp: new Date(at).toISOString(),
    tenantId: publicId('tenant', tenantId),
    endpointId: endpointId && publicId('endpoint', endpointId),
    url,
    count,
    data: operationalData.parse({
      ...rest,
      ...(typeof deliveryId === 'string' && { deliveryId: publicId('delivery', deliveryId) }),
      ...(typeof eventId === 'string' && { eventId: publicId('event', eventId) }),
      ...(typeof failingSince === 'string' && { failingSince: new Date(failingSince).toISOString() }),
    }),
  }
}
