import { z } from 'zod'
import { errorCode } from './error-codes.ts'
import { eventType } from './events.ts'
import { id } from './ids.ts'
import { page, pageQuery, repeatable, time, timeRange } from './paging.ts'

export const deliveryStatus = z.enum(['pending', 'queued', 'delivered', 'dead', 'held', 'cancelled'])
export type DeliveryStatus = z.infer<typeof deliveryStatus>

/** Why a delivery is dead, held or cancelled. A closed enum. */
export const deliveryReason = z.enum([
  'retries_exhausted',
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

export const attempt = z
  .strictObject({
    number: z.int().meta({ description: 'Counts every attempt ever made of this delivery, from 1' }),
    startedAt: time,
    outcome: z.enum(['delivered', 'failed']),
    errorCode: errorCode.nullable(),
    detail: z.string().nullable(),
    status: z.int().nullable().meta({ description: "The receiver's HTTP status" }),
    durationMs: z.int(),
  })
  .meta({ id: 'Attempt' })
export type Attempt = z.infer<typeof attempt>

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

export const deliveryFilter = z.strictObject({
  ...pageQuery.shape,
  ...timeRange.shape,
  status: repeatable(deliveryStatus).meta({ description: 'Of these statuses' }),
  endpointId: repeatable(z.string().max(160)).meta({ description: 'Id or uid of an endpoint' }),
  eventId: repeatable(id('event')),
})
export const deliveryPage = page(delivery)

export const deadLetterFilter = z.strictObject({
  ...pageQuery.shape,
  ...timeRange.shape,
  endpointId: repeatable(z.string().max(160)).meta({ description: 'Id or uid of an endpoint' }),
  type: repeatable(eventType).meta({ description: 'Exactly this type' }),
  reason: repeatable(deliveryReason).meta({ description: 'Why it is dead' }),
})
