import { z } from 'zod'
import { id, uid } from './ids.ts'
import { page, pageQuery, repeatable, time, timeFilter, timeRange } from './paging.ts'
import { problem } from './problems.ts'

/** Types that start with `g5.` are the system's own and refused at intake. */
export const eventType = z
  .string()
  .regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/, 'must be words of A-Z a-z 0-9 _ - joined by dots')
  .max(128)
  .meta({ examples: ['invoice.paid'] })

export const ownEventType = eventType.refine(
  (type) => !type.startsWith('g5.'),
  'types that start with g5. are reserved',
)

/** Text that Postgres can keep as it is: no NUL, no lone surrogate. */
export const cleanText = z
  .string()
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'must not hold NUL or a lone surrogate')

export const channel = z.string().regex(/^[A-Za-z0-9._:-]{1,128}$/, 'must be 1-128 characters of A-Z a-z 0-9 . _ : -')

export const metadata = z
  .record(cleanText.min(1).max(64), cleanText.max(512))
  .refine((entries) => Object.keys(entries).length <= 50, 'at most 50 entries')
  .meta({ description: 'Up to 50 strings of your own', examples: [{ region: 'eu' }] })

/** RFC 3339 with any offset. */
const moment = timeFilter.meta({ examples: ['2026-01-31T12:00:00Z'] })

export const newEvent = z
  .strictObject({
    type: ownEventType,
    payload: z
      .unknown()
      .refine((value) => value !== undefined, 'is required')
      .meta({
        description: 'Any JSON. Receivers get it byte for byte as you wrote it.',
        examples: [{ invoice: 'in_42', amount: 1.1 }],
      }),
    uid: uid.optional(),
    channels: z.array(channel).min(1).max(10).optional(),
    metadata: metadata.optional(),
    endpointIds: z.array(z.string().min(1).max(160)).min(1).max(100).optional().meta({
      description: 'Of the endpoints that want the event, only these (id or uid)',
    }),
    deliverAt: moment.optional().meta({
      description:
        'Not before then: within retention, and at most a minute ago. At a strict endpoint it takes no place in the order and goes when it is due, still one at a time',
    }),
    expiresAt: moment.optional().meta({
      description:
        'What is not delivered by then is cancelled, reason `expired`: in the future, within retention and after `deliverAt`. What is dead by then stays dead, and can not be sent again',
    }),
  })
  .meta({ id: 'NewEvent' })
export type NewEvent = z.infer<typeof newEvent>

export const acceptedEvent = z
  .strictObject({
    id: id('event'),
    type: eventType,
    createdAt: time,
    deliveries: z.int().meta({ description: 'How many endpoints will get it' }),
  })
  .meta({ id: 'AcceptedEvent' })
export type AcceptedEvent = z.infer<typeof acceptedEvent>

/** Items are validated one by one, so that one bad item never sinks the rest. */
export const eventBatch = z.strictObject({ events: z.array(z.unknown()).min(1).max(1000) }).meta({
  id: 'EventBatch',
  examples: [{ events: [{ type: 'invoice.paid', payload: { invoice: 'in_42' }, uid: 'invoice-42-paid' }] }],
})

export const batchResults = z
  .strictObject({
    results: z.array(
      z.union([z.strictObject({ index: z.int(), id: id('event') }), z.strictObject({ index: z.int(), problem })]),
    ),
  })
  .meta({ id: 'BatchResults' })
export type BatchResults = z.infer<typeof batchResults>

export const deliveryCounts = z.strictObject({
  pending: z.int(),
  queued: z.int(),
  delivered: z.int(),
  dead: z.int(),
  held: z.int(),
  cancelled: z.int(),
})

export const event = z
  .strictObject({
    id: id('event'),
    tenantId: id('tenant').optional(),
    type: eventType,
    uid: z.string().nullable(),
    channels: z.array(z.string()).nullable(),
    metadata: z.record(z.string(), z.string()),
    traceId: z.string().nullable(),
    requestId: z.string().nullable(),
    unmatched: z.boolean().meta({ description: 'No endpoint wanted it when it was posted' }),
    deliverAt: time.nullable(),
    expiresAt: time.nullable(),
    createdAt: time,
  })
  .meta({ id: 'Event' })
export type Event = z.infer<typeof event>

export const eventDetail = event
  .extend({
    payload: z.unknown().optional().meta({ description: 'Needs the scope payloads:read' }),
    deliveries: deliveryCounts,
  })
  .meta({ id: 'EventDetail' })
export type EventDetail = z.infer<typeof eventDetail>

export const eventFilter = z.strictObject({
  ...pageQuery.shape,
  ...timeRange.shape,
  type: repeatable(eventType).meta({ description: 'Exactly this type' }),
  uid: repeatable(uid),
  unmatched: z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .optional()
    .meta({ description: 'true: only events that no endpoint wanted when they were posted' }),
  q: cleanText.min(1).max(200).optional().meta({
    description:
      'An id, else a uid, else what a value of the metadata starts with or, within the last 24 hours and with the scope payloads:read, what stands anywhere in the payload, letter by letter. A page is answered after 5 seconds as it is, even empty; its cursor goes on.',
  }),
})
export const eventPage = page(event)

export const streamedEvent = event
  .extend({ payload: z.unknown().optional().meta({ description: 'Left out once it has been erased' }) })
  .meta({ id: 'StreamedEvent' })
export type StreamedEvent = z.infer<typeof streamedEvent>

export const eventStreamFilter = z.strictObject({
  type: repeatable(eventType).meta({ description: 'Types of events' }),
})
