import { z } from 'zod'
import { transformExpression } from './endpoints.ts'
import { channel, eventType, metadata } from './events.ts'
import { id } from './ids.ts'

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
