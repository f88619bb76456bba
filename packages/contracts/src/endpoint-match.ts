import { z } from 'zod'
import { newEndpoint } from './endpoints.ts'
import { eventType } from './events.ts'
import { explainedClause } from './explanation.ts'
import { id } from './ids.ts'
import { time, timeFilter } from './paging.ts'

/** What an endpoint might want, before it is written, and which events to try that on. */
export const endpointMatch = z
  .strictObject({
    eventTypes: newEndpoint.shape.eventTypes,
    channels: newEndpoint.shape.channels,
    filter: newEndpoint.shape.filter,
    endpointId: z
      .string()
      .min(1)
      .max(160)
      .optional()
      .meta({ description: 'The id or uid of the endpoint that is to change, so that events that name it count' }),
    from: timeFilter
      .optional()
      .meta({ description: 'Inclusive, on createdAt; no further back than 24 hours, whatever it says' }),
    type: z.array(eventType).min(1).max(100).optional().meta({
      description: 'Looks at events of exactly these types alone; at those of all types unless told',
    }),
    only: z
      .enum(['matched', 'unmatched'])
      .optional()
      .meta({ description: 'Which of the events to show; all are counted' }),
    limit: z.int().min(1).max(50).default(20).meta({ description: 'Events that are shown, at most' }),
  })
  .meta({
    id: 'EndpointMatch',
    examples: [{ eventTypes: ['invoice.*'], filter: { payload: { amount: { $gte: 100 } } }, limit: 20 }],
  })
export type EndpointMatch = z.infer<typeof endpointMatch>

export const matchedEvents = z
  .strictObject({
    looked: z.int().meta({
      description:
        'How many of the newest events were looked at: 200 at most, and fewer where their payloads are large, their filters costly or time is up',
    }),
    matched: z.int().meta({ description: 'How many of those would go to the endpoint' }),
    data: z.array(
      z.strictObject({
        eventId: id('event'),
        type: eventType,
        createdAt: time,
        matched: z.boolean().nullable().meta({
          description: 'null: nobody can say any more, since the payload that the filter looks at was erased',
        }),
        clauses: z.array(explainedClause),
      }),
    ),
  })
  .meta({ id: 'MatchedEvents' })
export type MatchedEvents = z.infer<typeof matchedEvents>
