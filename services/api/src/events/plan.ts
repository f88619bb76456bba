import { hash } from 'node:crypto'
import { type DeliveryDefaults, planDelivery } from '@g5/core'
import type { IncomingEvent } from '@g5/db'
import type { Tenant } from './tenants.ts'

/** A valid event, not yet matched. */
export interface PostedEvent {
  tenantId: string
  /** See {@link IncomingEvent}. */
  keyId: string | null
  type: string
  /** Verbatim. */
  payload: string
  uid: string | null
  channels: readonly string[] | null
  metadata: Readonly<Record<string, string>> | null
  /** Ids (internal) or uids. */
  endpointIds: readonly string[] | null
  traceparent: string
  requestId: string
  deliverAt?: string
  expiresAt?: string
  /** `deliverAt` lies in the future. */
  later?: boolean
  /** What a repetition is known by. */
  repeats: { by: 'uid' | 'key'; key: string; body: string } | null
}

export type Plan =
  | { kind: 'event'; event: IncomingEvent }
  | { kind: 'no_tenant' | 'tenant_suspended' }
  /** Places in `endpointIds` that name nobody. */
  | { kind: 'unknown_endpoints'; places: number[] }

/** Which deliveries an event makes, by what the tenant's endpoints want. Pure: the same again gives the same rows. */
export function planEvent(id: string, post: PostedEvent, tenant: Tenant | undefined, defaults: DeliveryDefaults): Plan {
  if (!tenant) return { kind: 'no_tenant' }
  if (tenant.status === 'suspended') return { kind: 'tenant_suspended' }
  const places = (post.endpointIds ?? []).flatMap((endpoint, place) => (tenant.has(endpoint) ? [] : [place]))
  if (places.length > 0) return { kind: 'unknown_endpoints', places }
  const { tenantId, keyId, type, payload, uid, channels, metadata, traceparent, requestId, repeats } = post
  const deliveries = tenant.match(post).map((endpoint) => {
    const delivery = planDelivery(endpoint, id, defaults)
    // An order has no place for what is not to leave yet: as its head it would hold up all others until then.
    return post.later ? { ...delivery, ordered: false, direct: false } : delivery
  })
  const event: IncomingEvent = {
    ...{
      id,
      tenantId,
      tenantClass: tenant.class,
      keyId,
      version: tenant.version,
      type,
      uid,
      payload,
      channels,
      metadata,
      traceparent,
      requestId,
    },
    dedupKey: repeats && dedupKey(tenantId, repeats),
    bodyHash: repeats && hash('sha256', repeats.body, 'hex'),
    ...(post.deliverAt !== undefined && { deliverAt: post.deliverAt }),
    ...(post.expiresAt !== undefined && { expiresAt: post.expiresAt }),
    deliveries,
  }
  return { kind: 'event', event }
}

/** 16 bytes in hex: what is one repetition to one tenant is nothing to another. */
function dedupKey(tenantId: string, { by, key }: NonNullable<PostedEvent['repeats']>): string {
  return hash('sha256', JSON.stringify([tenantId, by, key]), 'hex').slice(0, 32)
}
