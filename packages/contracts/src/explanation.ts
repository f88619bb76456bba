import { z } from 'zod'
import { deliveryStatus } from './deliveries.ts'
import { id } from './ids.ts'
import { time } from './paging.ts'

export const explanationQuery = z.strictObject({
  endpointId: z
    .string()
    .min(1)
    .max(160)
    .meta({ description: 'The id of the endpoint, or its uid', examples: ['orders'] }),
})

/** One thing that decides whether an event goes to an endpoint. */
export const explainedClause = z.strictObject({
  clause: z.enum(['endpointIds', 'eventTypes', 'channels', 'filter', 'createdAfter', 'enabled']),
  matched: z.boolean().nullable().meta({ description: 'null: nobody can say any more, since the payload was erased' }),
  detail: z.string(),
  pointer: z.string().optional().meta({ description: 'JSON Pointer (RFC 6901) into the event, as filters see it' }),
})
export type ExplainedClause = z.infer<typeof explainedClause>

/** By what the endpoint says today, which is not always what it said then. */
export const explanation = z
  .strictObject({
    eventId: id('event'),
    endpointId: id('endpoint'),
    outcome: z.enum(['delivered_to', 'not_wanted', 'made_later', 'changed_later', 'unknown']).meta({
      description:
        'delivered_to: it has a delivery, whatever became of that. not_wanted: a clause does not match. made_later: the endpoint would want it and is younger. changed_later: it wants it today and did not then. unknown: the payload that its filter looks at was erased.',
    }),
    deliveryId: id('delivery').optional(),
    status: deliveryStatus.optional().meta({ description: 'Of the delivery' }),
    endpointUpdatedAt: time,
    endpointChangedSince: z.boolean().meta({
      description: 'true: the endpoint changed after the event, so the clauses are not those that decided',
    }),
    clauses: z.array(explainedClause),
  })
  .meta({ id: 'Explanation' })
export type Explanation = z.infer<typeof explanation>
