import { deliveryId } from './uuid.ts'

/** What a delivery takes from the endpoint it goes to. */
export interface Destination {
  id: string
  lane: number
  enabled: boolean
  timeoutMs: number | null
  firstWaitSeconds: number | null
  ordered: boolean
  paced: boolean
}

/** For an endpoint that says nothing else. */
export interface DeliveryDefaults {
  timeoutMs: number
  firstWaitSeconds: number
  leaseMarginMs: number
}

/** A delivery as it is born. The same event and endpoint give the same again. */
export function planDelivery(endpoint: Destination, eventId: string, defaults: DeliveryDefaults) {
  return {
    id: deliveryId(eventId, endpoint.id),
    endpointId: endpoint.id,
    lane: endpoint.lane,
    /** Born `held`: its endpoint is disabled. */
    held: !endpoint.enabled,
    waitMs: (endpoint.firstWaitSeconds ?? defaults.firstWaitSeconds) * 1000,
    leaseMs: (endpoint.timeoutMs ?? defaults.timeoutMs) + defaults.leaseMarginMs,
    ordered: endpoint.ordered,
    direct: !endpoint.ordered && !endpoint.paced,
  }
}
