import { hash } from 'node:crypto'
import type { FieldError } from '@g5/contracts'
import { type DeliveryDefaults, dedupKey, effortOfAnEvent, planDelivery, type Repetition } from '@g5/core'
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
  /** The same, parsed: what filters and schemas look at. */
  value: unknown
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
  repeats: (Repetition & { body: string }) | null
}

export type Plan =
  /** `schemaId`: what its payload has to fit; null: nothing. */
  | { kind: 'event'; event: IncomingEvent; tenant: Tenant; schemaId: string | null }
  | { kind: 'no_tenant' | 'tenant_suspended' }
  /** Over what its tenant may post: so many bytes. */
  | { kind: 'payload_over_limit'; bytes: number }
  /** Places in `endpointIds` that name nobody. */
  | { kind: 'unknown_endpoints'; places: number[] }
  /** Its tenant wants events validated and has declared no such type. */
  | { kind: 'undeclared_type' }
  | { kind: 'invalid_payload'; errors: FieldError[] }

/** Which deliveries an event makes, by what the tenant's endpoints want. Pure: the same again gives the same rows. */
export function planEvent(id: string, post: PostedEvent, tenant: Tenant | undefined, defaults: DeliveryDefaults): Plan {
  if (!tenant || tenant.status === 'erasing') return { kind: 'no_tenant' }
  if (tenant.status === 'suspended') return { kind: 'tenant_suspended' }
  const places = (post.endpointIds ?? []).flatMap((endpoint, place) => (tenant.has(endpoint) ? [] : [place]))
  if (places.length > 0) return { kind: 'unknown_endpoints', places }
  const { tenantId, keyId, type, payload, uid, channels, metadata, endpointIds, traceparent, requestId, repeats } = post
  const { maxPayloadBytes: bytes } = tenant
  if (bytes !== undefined && isLongerThan(payload, bytes)) return { kind: 'payload_over_limit', bytes }
  const schemaId = tenant.eventTypes === null ? null : tenant.eventTypes.get(type)
  if (schemaId === undefined) return { kind: 'undeclared_type' }
  const content = { id, payload: post.value, left: effortOfAnEvent }
  const deliveries = tenant.match(post, content).map((endpoint) => {
    const delivery = planDelivery(endpoint, id, defaults)
    // An order has no place for what is not to leave yet: as its head it would hold up all others until then.
    return post.later ? { ...delivery, ordered: false, direct: false } : delivery
  })
  if (content.left < 0) return { kind: 'invalid_payload', errors: [{ pointer: '', detail: tooLong }] }
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
      endpointIds,
      traceparent,
      requestId,
    },
    ...repetition({ tenantId, repeats }),
    ...(post.deliverAt !== undefined && { deliverAt: post.deliverAt }),
    ...(post.expiresAt !== undefined && { expiresAt: post.expiresAt }),
    deliveries,
  }
  return { kind: 'event', event, tenant, schemaId }
}

const tooLong = "has arrays that are too long for all of the endpoints' filters"

/** What a repetition of it is known by, and whether it is the same. */
export function repetition({ tenantId, repeats }: Pick<PostedEvent, 'tenantId' | 'repeats'>) {
  return {
    dedupKey: repeats && dedupKey(tenantId, repeats),
    bodyHash: repeats && hash('sha256', repeats.body, 'hex'),
  }
}

/** Of UTF-8, for each unit of UTF-16: most payloads are known to be small without being counted. */
const mostBytesACharacter = 3

export function isLongerThan(payload: string, bytes: number): boolean {
  return payload.length * mostBytesACharacter > bytes && Buffer.byteLength(payload) > bytes
}
