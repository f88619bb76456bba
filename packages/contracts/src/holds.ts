import { z } from 'zod'
import { cleanText, eventType } from './events.ts'
import { id } from './ids.ts'
import { page, pageQuery, time, timeFilter } from './paging.ts'

const criteria = {
  tenantId: id('tenant').optional(),
  host: z
    .string()
    .max(253)
    .regex(/^([^\s/?#@:\\[\]]+|\[[0-9A-Fa-f:.]+\])$/, 'must be a host alone, without a scheme or a port')
    .optional()
    .meta({ description: "Of the endpoint's URL, whatever its port", examples: ['hooks.example.com'] }),
  endpointId: id('endpoint').optional(),
  type: eventType.optional().meta({ description: 'Of the event, in full' }),
}

const criteriaNames = ['tenantId', 'host', 'endpointId', 'type'] as const

export const newHold = z
  .strictObject({
    ...criteria,
    reason: cleanText
      .min(1)
      .max(500)
      .meta({ examples: ['INC-2041: hooks.example.com drops what it answers with 200'] }),
    until: timeFilter.optional().meta({ description: 'When it ends by itself' }),
  })
  .refine((hold) => criteriaNames.some((name) => hold[name] !== undefined), {
    message: `needs at least one of ${criteriaNames.join(', ')}`,
  })
  .meta({ id: 'NewHold', description: 'A delivery is held when it meets every criterion that is given' })

export const hold = z
  .strictObject({
    id: id('hold'),
    tenantId: id('tenant').nullable(),
    host: z.string().nullable(),
    endpointId: id('endpoint').nullable(),
    type: eventType.nullable(),
    reason: z.string(),
    until: time.nullable(),
    held: z.int().meta({ description: 'Deliveries that it holds now, counted up to 10,000' }),
    createdAt: time,
  })
  .meta({ id: 'Hold' })
export type Hold = z.infer<typeof hold>

export const holdFilter = pageQuery
export const holdPage = page(hold)
