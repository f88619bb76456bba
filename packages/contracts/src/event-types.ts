import { z } from 'zod'
import { cleanText, eventType, ownEventType } from './events.ts'
import { id } from './ids.ts'
import { page, pageQuery, time } from './paging.ts'
import { fieldError } from './problems.ts'

/** Paths under `/v1/event-types` that a name would hide behind. */
const taken = ['openapi.json']

export const eventTypeName = ownEventType.refine((name) => !taken.includes(name), 'is reserved')

const sampleSchema = { type: 'object', required: ['amount'], properties: { amount: { type: 'number' } } }

/** Whether it is one, and one that can be held against strangers' payloads, is looked at where it is written. */
const jsonSchema = z
  .unknown()
  .refine((value) => typeof value === 'boolean' || (typeof value === 'object' && value !== null), 'must be a schema')
  .meta({
    description:
      'JSON Schema draft 2020-12 of the payload. `$ref` goes to places in the schema itself (`#/$defs/…`); `$id`, anchors and dynamic references are not taken, nor patterns that look around or back. At most 64 KiB.',
    examples: [sampleSchema],
  })

const settable = {
  description: cleanText.max(2000).nullable(),
  schema: jsonSchema.nullable().meta({ description: 'null: any payload will do' }),
  examples: z.array(z.unknown()).max(10).meta({ description: 'Payloads, for people' }),
}

const parts = {
  description: settable.description.optional(),
  schema: settable.schema.optional(),
  examples: settable.examples.optional(),
}

export const newEventType = z.strictObject({ name: eventTypeName, ...parts }).meta({ id: 'NewEventType' })
export type NewEventType = z.infer<typeof newEventType>

/** What is left out is reset; whether it is archived stays. */
export const eventTypeReplacement = z
  .strictObject({ name: eventTypeName.optional(), ...parts })
  .meta({ id: 'EventTypeReplacement', examples: [{ description: 'An invoice was paid', schema: sampleSchema }] })
export type EventTypeReplacement = z.infer<typeof eventTypeReplacement>

/** RFC 7396 for its members; a schema is replaced as a whole, since half of one would say something else. */
export const eventTypePatch = z
  .strictObject({ ...settable, examples: settable.examples.nullable(), archived: z.boolean() })
  .partial()
  .meta({ id: 'EventTypePatch' })
export type EventTypePatch = z.infer<typeof eventTypePatch>

export const eventTypeResource = z
  .strictObject({
    id: id('eventType'),
    tenantId: id('tenant').optional(),
    name: eventType,
    description: z.string().nullable(),
    schema: z.unknown().meta({ description: 'null: any payload will do', examples: [sampleSchema] }),
    examples: z.array(z.unknown()),
    version: z.int().meta({ description: 'Of the schema: each other schema is a new one' }),
    shared: z.boolean().meta({ description: "Everybody's, written by the deployment: read-only to tenants" }),
    archived: z
      .boolean()
      .meta({ description: 'No longer meant to be used. Its events are taken and delivered all the same' }),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'EventType' })
export type EventTypeResource = z.infer<typeof eventTypeResource>

export const eventTypeFilter = z.strictObject({
  ...pageQuery.shape,
  archived: z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .optional()
    .meta({ description: 'Only those that are archived, or only those that are not' }),
})
export const eventTypePage = page(eventTypeResource)

export const eventTypeVersions = z
  .strictObject({
    data: z.array(
      z.strictObject({ version: z.int(), schema: z.unknown().meta({ examples: [sampleSchema] }), createdAt: time }),
    ),
  })
  .meta({ id: 'EventTypeVersions' })

export const payloadToValidate = z
  .strictObject({
    payload: z
      .unknown()
      .refine((value) => value !== undefined, 'is required')
      .meta({ examples: [{ amount: 1.1 }] }),
  })
  .meta({ id: 'PayloadToValidate' })

export const validation = z
  .strictObject({ valid: z.boolean(), errors: z.array(fieldError) })
  .meta({ id: 'PayloadValidation' })
export type Validation = z.infer<typeof validation>

export const eventTypeImport = z
  .strictObject({
    openapi: z.record(z.string(), z.unknown()).optional().meta({
      description: 'An OpenAPI 3.1 document: each of its `webhooks` is a type, the JSON body of its POST the schema',
    }),
    schemas: z
      .record(z.string(), settable.schema)
      .optional()
      .meta({ description: 'Schemas by the names of their types' }),
    dryRun: z.boolean().optional().meta({ description: 'true: tells what would happen, and stores nothing' }),
  })
  .refine(
    ({ openapi, schemas }) => (openapi === undefined) !== (schemas === undefined),
    'needs either openapi or schemas',
  )
  .meta({ id: 'EventTypeImport', examples: [{ schemas: { 'invoice.paid': sampleSchema } }] })
export type EventTypeImport = z.infer<typeof eventTypeImport>

export const importedEventTypes = z
  .strictObject({
    created: z.array(eventType),
    changed: z.array(eventType),
    unchanged: z.array(eventType),
    dryRun: z.boolean(),
  })
  .meta({ id: 'ImportedEventTypes' })
export type ImportedEventTypes = z.infer<typeof importedEventTypes>

export const openApiDocument = z
  .strictObject({
    openapi: z.literal('3.1.0'),
    info: z.strictObject({ title: z.string(), version: z.string() }),
    webhooks: z.record(z.string(), z.unknown()),
    components: z.strictObject({ schemas: z.record(z.string(), z.unknown()) }),
  })
  .meta({ id: 'EventTypeDocument' })
