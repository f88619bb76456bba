import { hash } from 'node:crypto'
import { type DeliveryDefaults, dedupKey, planDelivery, type Repetition } from '@g5/core'
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
  /** What a repetition is known by. */
  repeats: (Repetition & { body: string }) | null
}

export type Plan =
  | { kind: 'event'; event: IncomingEvent; tenant: Tenant }
  | { kind: 'no_tenant' | 'tenant_suspended' }
  /** Over what its tenant may post: so many bytes. */
  | { kind: 'payload_over_limit'; event: IncomingEvent; bytes: number }
  /** Places in `endpointIds` that name nobody. */
  | { kind: 'unknown_endpoints'; places: number[] }

/** Which deliveries an event makes, by what the tenant's endpoints want. Pure: the same again gives the same rows. */
export function planEvent(id: string, post: PostedEvent, tenant: Tenant | undefined, defaults: DeliveryDefaults): Plan {
  if (!tenant || tenant.status === 'erasing') return { kind: 'no_tenant' }
  if (tenant.status === 'suspended') return { kind: 'tenant_suspended' }
  const places = (post.endpointIds ?? []).flatMap((endpoint, place) => (tenant.has(endpoint) ? [] : [place]))
  if (places.length > 0) return { kind: 'unknown_endpoints', places }
  const { tenantId, keyId, type, payload, uid, channels, metadata, traceparent, requestId, repeats } = post
  const deliveries = tenant.match(post).map((endpoint) => planDelivery(endpoint, id, defaults))
  const event = {
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
    deliveries,
  }
  const { maxPayloadBytes: bytes } = tenant
  if (bytes !== undefined && isLongerThan(payload, bytes)) return { kind: 'payload_over_limit', event, bytes }
  return { kind: 'event', event, tenant }
}

/** Of UTF-8, for each unit of UTF-16: most payloads are known to be small without being counted. */
const mostBytesACharacter = 3

export function isLongerThan(payload: string, bytes: number): boolean {
  return payload.length * mostBytesACharacter > bytes && Buffer.byteLength(payload) > bytes
}
