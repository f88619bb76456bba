import { z } from 'zod'
import { channel, cleanText, eventType, metadata } from './events.ts'
import { id } from './ids.ts'

/** How long an expression may be. */
const maxExpression = 16_384

/** Whether it can be read at all, the route that takes it asks; a schema can't. */
export const transformExpression = cleanText
  .min(1)
  .max(maxExpression)
  .meta({
    description:
      'A JSONata expression (https://docs.jsonata.org) from the event `{id, type, timestamp, payload, metadata, channels}` to the body, which is what it gives as JSON; null: the body is the payload. It has 1 s, 64 MiB of memory, no `$eval`, and its body 256 KiB or as much as the payload. Where it fails, the delivery is dead at once with the reason `transform_failed`, and no request is made. Numbers that JavaScript can not hold exactly are rounded',
    examples: ['{"text": "Invoice " & payload.invoice & " was paid"}'],
  })

/** Which event, and what to try instead of what the endpoint has. */
export const preview = z
  .strictObject({
    eventId: id('event')
      .optional()
      .meta({ description: 'An event of the tenant, which needs the scope payloads:read; or else one made up:' }),
    type: eventType.optional().meta({ description: "The endpoint's first plain type unless told" }),
    payload: z.unknown().optional().meta({ description: 'A sample unless told' }),
    metadata: metadata.optional(),
    channels: z.array(channel).min(1).max(10).optional(),
    transform: transformExpression
      .nullable()
      .optional()
      .meta({ description: "Instead of the endpoint's own; null: none" }),
    envelope: z.boolean().optional().meta({ description: "Instead of the endpoint's own" }),
  })
  .refine(
    ({ eventId, type, payload, metadata, channels }) =>
      eventId === undefined || [type, payload, metadata, channels].every((given) => given === undefined),
    { path: ['eventId'], error: 'stands instead of type, payload, metadata and channels' },
  )
  .meta({ id: 'Preview' })
export type Preview = z.infer<typeof preview>

export const previewedBody = z
  .strictObject({
    body: z.string().meta({ description: 'What would be signed and sent, byte for byte' }),
    bytes: z.int(),
    ms: z.number().meta({ description: 'Milliseconds that the transform took; 0 without one' }),
  })
  .meta({ id: 'PreviewedBody' })
