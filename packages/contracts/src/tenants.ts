import { z } from 'zod'
import { cleanText } from './events.ts'
import { tenantClass } from './hint.ts'
import { id, uid } from './ids.ts'
import { page, pageQuery, repeatable, time } from './paging.ts'

const slug = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'must be 1 to 63 of a-z 0-9 -, and no - at an end')
  .meta({ description: 'A short name for people, unique in the deployment', examples: ['acme'] })

const limits = {
  eventsPerSecond: z
    .int()
    .min(1)
    .max(1_000_000)
    .nullable()
    .meta({
      description: 'Events that are accepted in any second, over all pods; null: no limit',
      examples: [500],
    }),
  endpoints: z
    .int()
    .min(0)
    .max(10_000)
    .nullable()
    .meta({ description: 'null: 1,000', examples: [20] }),
  payloadBytes: z
    .int()
    .min(1)
    .max(16_777_216)
    .nullable()
    .meta({
      description: "Bytes of a payload, and never more than the deployment's MAX_PAYLOAD_BYTES; null: that",
      examples: [65_536],
    }),
}

const settings = {
  validateEvents: z.boolean().meta({ description: 'Refuses events of undeclared types, or that do not fit a schema' }),
  payloadRetentionDays: z
    .int()
    .min(1)
    .max(3_650)
    .nullable()
    .meta({
      description:
        'Days after which payloads and stored answers are erased, and what is still open of those events is cancelled; null: they are kept as long as the events',
      examples: [30],
    }),
  storeResponses: z.boolean().meta({ description: "Keeps the first 16 KiB of receivers' answers" }),
}

const named = {
  name: cleanText
    .min(1)
    .max(200)
    .meta({ examples: ['Acme Inc.'] }),
  slug,
  uid: uid.nullable(),
  class: tenantClass.meta({
    description: 'What its deliveries are queued and weighed by; `default` unless told',
    examples: ['default'],
  }),
}

/** `status` is not part of it: what a PUT leaves out is reset, and no sync of names shall lift a suspension. */
export const newTenant = z
  .strictObject({
    name: named.name,
    slug: named.slug,
    uid: named.uid.optional(),
    class: named.class.optional(),
    limits: z.strictObject(limits).partial().optional(),
    settings: z.strictObject(settings).partial().optional(),
  })
  .meta({ id: 'NewTenant' })
export type NewTenant = z.infer<typeof newTenant>

/** RFC 7396: what is absent stays, null removes; in `limits` and `settings` entry by entry. */
export const tenantPatch = z
  .strictObject({
    ...named,
    status: z.enum(['active', 'suspended']).meta({
      description: 'suspended: events are refused, and deliveries are held until the tenant is active again',
    }),
    limits: z.strictObject(limits).partial().nullable(),
    settings: z
      .strictObject({
        validateEvents: settings.validateEvents.nullable(),
        payloadRetentionDays: settings.payloadRetentionDays,
        storeResponses: settings.storeResponses.nullable(),
      })
      .partial()
      .nullable(),
  })
  .partial()
  .meta({ id: 'TenantPatch' })
export type TenantPatch = z.infer<typeof tenantPatch>

export const tenantStatus = z.enum(['active', 'suspended', 'erasing'])

export const tenant = z
  .strictObject({
    id: id('tenant'),
    name: z.string(),
    slug: z.string().nullable().meta({ description: 'null while it is being erased: it is free again' }),
    uid: z.string().nullable(),
    class: z.string(),
    status: tenantStatus,
    limits: z.strictObject(limits),
    settings: z.strictObject(settings),
    usage: z.strictObject({ endpoints: z.int() }),
    erasure: z
      .strictObject({
        startedAt: time,
        erased: z.strictObject({ events: z.int(), deliveries: z.int(), attempts: z.int(), other: z.int() }),
      })
      .nullable()
      .meta({ description: 'How far its erasure has come, in rows; once all is gone the tenant is 404' }),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Tenant' })
export type Tenant = z.infer<typeof tenant>

export const tenantFilter = z.strictObject({
  ...pageQuery.shape,
  status: repeatable(tenantStatus).meta({ description: 'Of these statuses' }),
  class: repeatable(tenantClass).meta({ description: 'Of these classes' }),
  uid: repeatable(uid),
})
export const tenantPage = page(tenant)
