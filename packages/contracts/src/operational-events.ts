import { z } from 'zod'
import { errorCode } from './error-codes.ts'
import { id } from './ids.ts'
import { time } from './paging.ts'

/** What the system itself tells endpoints that ask for it by name; patterns and `null` don't. */
export const operationalTypes = [
  'g5.endpoint.failing',
  'g5.endpoint.disabled',
  'g5.endpoint.recovered',
  'g5.circuit.opened',
  'g5.circuit.closed',
  'g5.delivery.dead_lettered',
  'g5.dead_letter.expiring',
  'g5.dlq.threshold_exceeded',
] as const
export const operationalType = z.enum(operationalTypes)
export type OperationalType = z.infer<typeof operationalType>

/** Is an event one of the system's own? Their failures raise no others. */
export const isOperational = (type: string) => type.startsWith('g5.')

/** The newest of what happened; which members there are depends on the type. */
export const operationalData = z.strictObject({
  reason: z.string().optional(),
  failingSince: time.optional(),
  failures: z.int().optional(),
  deliveryId: id('delivery').optional(),
  eventId: id('event').optional(),
  errorCode: errorCode.nullable().optional(),
  deadLetters: z.int().optional(),
})
export type OperationalData = z.infer<typeof operationalData>

/** The body of an operational event. */
export const operationalEvent = z
  .strictObject({
    type: operationalType,
    timestamp: time,
    tenantId: id('tenant'),
    endpointId: id('endpoint').nullable().meta({ description: 'null: it is about the tenant as a whole' }),
    url: z.string().nullable().meta({ description: "The endpoint's, without its query" }),
    count: z.int().meta({
      description: 'How often it happened since the last event of this type and endpoint: there is one in 5 minutes',
    }),
    data: operationalData,
  })
  .meta({ id: 'OperationalEvent' })
export type OperationalEvent = z.infer<typeof operationalEvent>
