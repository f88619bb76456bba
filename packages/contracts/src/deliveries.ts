import { z } from 'zod'
import { errorCode } from './error-codes.ts'
import { eventType } from './events.ts'
import { id } from './ids.ts'
import { page, pageQuery, repeatable, time, timeRange } from './paging.ts'

export const deliveryStatus = z.enum(['pending', 'queued', 'delivered', 'dead', 'held', 'cancelled'])
export type DeliveryStatus = z.infer<typeof deliveryStatus>

/**
 * Why a delivery is dead, held or cancelled. A closed enum. `transform_failed`: dead, since the endpoint's `transform`
 * made no body of the event; `expired`: cancelled, since the event's `expiresAt` came first.
 */
export const deliveryReason = z.enum([
  'retries_exhausted',
  'transform_failed',
  'expired',
  'endpoint_gone',
  'endpoint_disabled',
  'endpoint_deleted',
  'on_hold',
  'tenant_suspended',
  'payload_missing',
  'payload_erased',
  'past_retention',
  'cancelled',
  'discarded',
])
export type DeliveryReason = z.infer<typeof deliveryReason>

const phase = z.int().nullable()
export const attemptTimings = z
  .strictObject({ dnsMs: phase, connectMs: phase, tlsMs: phase, firstByteMs: phase })
  .meta({ description: 'Milliseconds from its start; null: the phase did not happen' })
export type AttemptTimings = z.infer<typeof attemptTimings>

export const attempt = z
  .strictObject({
    number: z.int().meta({ description: 'Counts every attempt ever made of this delivery, from 1' }),
    startedAt: time,
    outcome: z.enum(['delivered', 'failed']),
    errorCode: errorCode.nullable(),
    detail: z.string().nullable(),
    status: z.int().nullable().meta({ description: "The receiver's HTTP status" }),
    durationMs: z.int(),
    timings: attemptTimings.nullable(),
  })
  .meta({ id: 'Attempt' })
export type Attempt = z.infer<typeof attempt>

export const attemptDetail = attempt
  .extend({
    deliveryId: id('delivery'),
    tenantId: id('tenant').optional(),
    traceId: z.string().nullable(),
    request: z
      .strictObject({
        url: z.string().nullable().meta({ description: 'null: the endpoint was changed since, or is gone' }),
        headers: z.record(z.string(), z.string()).meta({
          description:
            "As they were sent, the timestamp to the second; values of the endpoint's own headers and the signature are left out",
        }),
      })
      .nullable()
      .meta({ description: 'null: nothing was sent, since the transform failed' }),
    response: z
      .strictObject({
        status: z.int(),
        body: z.string().nullable().optional().meta({
          description: 'The first 16 KiB; null: empty, or erased. Needs the scope payloads:read',
        }),
        encoding: z.enum(['utf8', 'base64']).optional().meta({ description: 'How the body is written here' }),
      })
      .nullable()
      .meta({ description: 'null: there was no answer' }),
  })
  .meta({ id: 'AttemptDetail' })
export type AttemptDetail = z.infer<typeof attemptDetail>

export const delivery = z
  .strictObject({
    id: id('delivery'),
    tenantId: id('tenant').optional(),
    eventId: id('event'),
    endpointId: id('endpoint'),
    eventType: eventType.nullable().meta({ description: 'null once the event is past retention' }),
    status: deliveryStatus,
    reason: deliveryReason.nullable(),
    errorCode: errorCode.nullable().meta({ description: 'Of the last attempt' }),
    attempts: z.int(),
    nextAttemptAt: time.nullable(),
    stateSince: time,
    createdAt: time,
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.infer<typeof delivery>

export const deliveryDetail = delivery.extend({ log: z.array(attempt) }).meta({ id: 'DeliveryDetail' })
export type DeliveryDetail = z.infer<typeof deliveryDetail>

/** Of the HTTP status that the last attempt was answered with; `none`: it was not answered. */
export const statusClass = z.enum(['2xx', '3xx', '4xx', '5xx', 'none'])

const host = z
  .string()
  .max(260)
  .regex(/^[^\s/?#@]+$/, 'must be a host name, with or without a port')
  .meta({ description: "Of the endpoint's URL, with or without its port", examples: ['hooks.example.com'] })

export const deliveryFilter = z.strictObject({
  ...pageQuery.shape,
  ...timeRange.shape,
  status: repeatable(deliveryStatus).meta({ description: 'Of these statuses' }),
  endpointId: repeatable(z.string().max(160)).meta({ description: 'Id or uid of an endpoint' }),
  eventId: repeatable(id('event')),
  type: repeatable(eventType).meta({ description: 'Types of events' }),
  errorCode: repeatable(errorCode).meta({ description: 'Of the last attempt' }),
  statusClass: repeatable(statusClass).meta({
    description: 'Of what the last attempt was answered with; none: it was not answered',
  }),
  host: repeatable(host).meta({ description: "Of the endpoint's URL" }),
})
export const deliveryPage = page(delivery)

export const deadLetterFilter = z.strictObject({
  ...pageQuery.shape,
  ...timeRange.shape,
  endpointId: repeatable(z.string().max(160)).meta({ description: 'Id or uid of an endpoint' }),
  type: repeatable(eventType).meta({ description: 'Exactly this type' }),
  reason: repeatable(deliveryReason).meta({ description: 'Why it is dead' }),
})

/** What one attempt came to, as the live tail tells it. */
export const deliveryOutcome = z
  .strictObject({
    id: id('delivery'),
    tenantId: id('tenant').optional(),
    eventId: id('event'),
    endpointId: id('endpoint'),
    eventType: eventType.nullable(),
    status: deliveryStatus.meta({ description: 'What the delivery is after the attempt' }),
    attempt: z.int().meta({ description: 'Its number' }),
    errorCode: errorCode.nullable(),
    httpStatus: z.int().nullable(),
    durationMs: z.int(),
    startedAt: time,
  })
  .meta({ id: 'DeliveryOutcome' })
export type DeliveryOutcome = z.infer<typeof deliveryOutcome>

export const deliveryStreamFilter = z.strictObject({
  status: repeatable(deliveryStatus).meta({ description: 'What the delivery became' }),
  endpointId: repeatable(z.string().max(160)).meta({ description: 'Ids or uids of endpoints' }),
  type: repeatable(eventType).meta({ description: 'Types of events' }),
})
