import { z } from 'zod'
import { circuitShape, circuitState } from './circuits.ts'
import { channel, cleanText, metadata } from './events.ts'
import { id, uid } from './ids.ts'
import { page, pageQuery, repeatable, time } from './paging.ts'
import { transformExpression } from './transform.ts'

const eventTypePattern = z
  .string()
  .regex(
    /^(\*|[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*(\.\*)?)$/,
    'must be an event type, a prefix that ends in .* or * alone',
  )
  .max(128)
  .refine((pattern) => !/^g5\..*\*$/.test(pattern), 'types that start with g5. are asked for by name')

/** Names that the delivery itself sets, or that belong to the connection (RFC 9110, section 7.6.1). */
const reservedHeader =
  /^(host|content-.*|webhook-.*|traceparent|tracestate|baggage|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect)$/i

const headerName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, 'must be a header name')
  .refine((name) => !reservedHeader.test(name), 'is set by the delivery itself')
const headerValue = z
  .string()
  .max(2000)
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'must be a header value')

/** A list of seconds, one an attempt; the first is the wait before the first attempt. */
export const retrySchedule = z
  .array(
    z
      .int()
      .min(0)
      .max(86_400 * 7),
  )
  .min(1)
  .max(30)
  .meta({ examples: [[0, 5, 300]] })

/** Standard Webhooks: `whsec_` and base64 of 24 to 64 bytes, or `whsk_` and base64 of an ed25519 pair's 64 bytes. */
export const signingSecret = z
  .string()
  .regex(
    /^(whsec_[A-Za-z0-9+/]{32,88}={0,2}|whsk_[A-Za-z0-9+/]{86}==)$/,
    'must be whsec_ and base64 of 24 to 64 bytes, or whsk_ and base64 of 64 bytes',
  )
  .refine((secret) => {
    const size = Buffer.from(secret.slice(secret.indexOf('_') + 1), 'base64').length
    return size >= 24 && size <= 64
  }, 'must hold 24 to 64 bytes')

/**
 * Of the whole event, by example. Who reads a request looks closer: each fault is told with a pointer. Nothing is
 * picked out of it here, so that not even a member named `__proto__` gets lost.
 */
const eventFilterByExample = z
  .unknown()
  .refine((value) => typeof value === 'object' && value !== null && !Array.isArray(value), 'must be an object')
  .meta({
    type: 'object',
    additionalProperties: true,
    description: [
      'Wants events that are like this example of `{id, type, payload, metadata, channels}`; null: all.',
      'An object whose members begin with `$` holds operators, and all of them must hold: `$eq $ne $in $nin $gt $gte $lt $lte $exists $startsWith $endsWith $contains`, and `$and $or $not` of examples. Of any other object each member is wanted, and more may be there.',
      'Where the event has an array, one of its elements has to match, all of an example at once; an example that is an array wants an element for each of its own. `$ne` and `$nin` want that no element is it.',
      'What is missing is not null: it meets `$ne`, `$nin` and `$exists: false` only. Types are not coerced; `$gt` and its like compare numbers with numbers and strings with strings.',
      'At most 16 deep, 100 clauses and 16,384 characters.',
    ].join('\n\n'),
    examples: [{ payload: { amount: { $gte: 100 }, customer: { tier: { $in: ['gold', 'silver'] } } } }],
  })

const rateLimit = z
  .strictObject({ limit: z.int().min(1).max(10_000), perSeconds: z.int().min(1).max(3_600) })
  .meta({ examples: [{ limit: 50, perSeconds: 1 }] })

const settable = {
  uid: uid.nullable(),
  url: cleanText
    .min(1)
    .max(2048)
    .meta({ examples: ['https://example.com/hooks'] }),
  description: cleanText.max(500).nullable(),
  eventTypes: z
    .array(eventTypePattern)
    .min(1)
    .max(100)
    .nullable()
    .meta({
      description: 'null: all types',
      examples: [['invoice.*']],
    }),
  channels: z.array(channel).min(1).max(10).nullable(),
  filter: eventFilterByExample.nullable(),
  headers: z
    .record(headerName, headerValue)
    .refine((headers) => Object.keys(headers).length <= 20, 'at most 20 headers')
    .nullable()
    .meta({ description: 'Write-only values, sent with every attempt' }),
  enabled: z.boolean(),
  timeoutMs: z.int().min(1000).max(30_000).nullable().meta({ description: "null: the deployment's default" }),
  retrySchedule: retrySchedule.nullable().meta({ description: "null: the deployment's default" }),
  rateLimit: rateLimit.nullable().meta({ description: 'Deliveries in so many seconds, at most; null: no limit' }),
  ordering: z.enum(['none', 'strict']).meta({
    description:
      'strict: one at a time, in the order in which they were accepted; one that fails holds up the others until it is delivered or dead',
  }),
  signing: z.enum(['v1', 'v1a']).meta({
    description: 'v1: HMAC-SHA256 with a shared secret; v1a: ed25519. Changing it makes a new secret',
  }),
  transform: transformExpression.nullable(),
  envelope: z.boolean().meta({
    description:
      'true: the body is `{id, type, timestamp, data}`, and `data` is the payload byte for byte, or what `transform` makes of the event; `timestamp` is when the event was accepted',
  }),
  metadata,
}

export const newEndpoint = z
  .strictObject({
    url: settable.url,
    uid: settable.uid.optional(),
    description: settable.description.optional(),
    eventTypes: settable.eventTypes.optional(),
    channels: settable.channels.optional(),
    filter: settable.filter.optional(),
    headers: settable.headers.optional(),
    enabled: settable.enabled.optional(),
    timeoutMs: settable.timeoutMs.optional(),
    retrySchedule: settable.retrySchedule.optional(),
    rateLimit: settable.rateLimit.optional(),
    ordering: settable.ordering.optional(),
    signing: settable.signing.optional(),
    transform: settable.transform.optional(),
    envelope: settable.envelope.optional(),
    metadata: settable.metadata.optional(),
    secret: signingSecret.optional().meta({
      description: "Bring one's own, of the kind that `signing` says; otherwise one is made",
    }),
  })
  .meta({ id: 'NewEndpoint' })
export type NewEndpoint = z.infer<typeof newEndpoint>

/** RFC 7396: what is absent stays, null removes; in `metadata` and `headers` entry by entry. */
export const endpointPatch = z
  .strictObject({
    url: settable.url,
    uid: settable.uid,
    description: settable.description,
    eventTypes: settable.eventTypes,
    channels: settable.channels,
    filter: settable.filter.meta({ description: 'Replaced as a whole: a filter is not merged into another' }),
    headers: z.record(headerName, headerValue.nullable()).nullable(),
    enabled: settable.enabled,
    timeoutMs: settable.timeoutMs,
    retrySchedule: settable.retrySchedule,
    rateLimit: rateLimit.partial().nullable(),
    ordering: settable.ordering,
    signing: settable.signing,
    transform: settable.transform,
    envelope: settable.envelope,
    metadata: z.record(cleanText.min(1).max(64), cleanText.max(512).nullable()).nullable(),
  })
  .partial()
  .meta({ id: 'EndpointPatch' })
export type EndpointPatch = z.infer<typeof endpointPatch>

export const endpointStatus = z.enum(['enabled', 'disabled'])

export const healthState = z.enum(['unknown', 'healthy', 'failing'])
export type HealthState = z.infer<typeof healthState>

export const endpoint = z
  .strictObject({
    id: id('endpoint'),
    tenantId: id('tenant').optional(),
    uid: z.string().nullable(),
    url: z.string(),
    description: z.string().nullable(),
    eventTypes: z.array(z.string()).nullable(),
    channels: z.array(z.string()).nullable(),
    filter: eventFilterByExample.nullable(),
    headers: z.array(z.string()).meta({ description: 'Names only; values are write-only' }),
    enabled: z.boolean(),
    status: endpointStatus,
    statusReason: z.string().nullable(),
    timeoutMs: z.int().nullable(),
    retrySchedule: z.array(z.int()).nullable(),
    rateLimit: rateLimit.nullable(),
    ordering: settable.ordering,
    signing: settable.signing,
    transform: z.string().nullable(),
    envelope: z.boolean(),
    metadata: z.record(z.string(), z.string()),
    circuit: z.strictObject(circuitShape),
    health: z.strictObject({
      state: healthState,
      failingSince: time.nullable(),
      lastSuccessAt: time.nullable(),
    }),
    secretHint: z.string().meta({ description: 'The last four characters of the present secret' }),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Endpoint' })
export type Endpoint = z.infer<typeof endpoint>

export const endpointFilter = z.strictObject({
  ...pageQuery.shape,
  status: repeatable(endpointStatus).meta({ description: 'Whether deliveries may leave' }),
  health: repeatable(healthState).meta({
    description: 'failing: attempts fail and none has succeeded since; unknown: none was ever made, or told of yet',
  }),
  circuit: repeatable(circuitState).meta({ description: 'State of the circuit' }),
  uid: repeatable(uid),
  q: cleanText.min(1).max(200).optional().meta({
    description:
      'An id, or else what stands anywhere in the URL or the description, in capitals or not, or what the uid starts with',
  }),
})
export const endpointPage = page(endpoint)

export const endpointSecret = z
  .strictObject({
    secret: z.string().meta({
      description: 'What a receiver verifies with: the shared secret (whsec_), or for v1a the public key (whpk_)',
    }),
    previous: z.array(z.strictObject({ secret: z.string(), expiresAt: time })).meta({
      description: 'Secrets that still sign during their overlap, newest first',
    }),
  })
  .meta({ id: 'EndpointSecret' })
export type EndpointSecret = z.infer<typeof endpointSecret>

export const rotateSecret = z
  .strictObject({
    overlapHours: z.number().min(0).max(168).optional().meta({
      description: "How long both secrets sign; the deployment's default unless told",
    }),
    secret: signingSecret.optional(),
  })
  .meta({ id: 'RotateSecret' })
