import { z } from 'zod'
import { deliveryReason, deliveryStatus } from './deliveries.ts'
import { eventType } from './events.ts'
import { id } from './ids.ts'
import { page, pageQuery, time, timeFilter } from './paging.ts'

export const bulkAction = z.enum(['send', 'cancel', 'discard', 'expunge']).meta({
  description:
    'send: again, from the start of the schedule; cancel and discard: end what is open; expunge: erase payloads and stored answers, and cancel what is open of those events',
})

const endpointName = z.string().min(1).max(160).meta({ description: 'Id or uid of an endpoint' })
const window = {
  from: timeFilter.optional().meta({ description: 'Inclusive, on createdAt' }),
  to: timeFilter.optional().meta({ description: 'Exclusive' }),
}
const narrowing = {
  ids: z.array(id('delivery')).min(1).max(1_000).optional(),
  endpointId: endpointName.optional(),
  type: eventType.optional(),
  reason: deliveryReason.optional(),
  ...window,
}

export const bulkSelect = z
  .strictObject({
    status: z.array(deliveryStatus).min(1).optional(),
    missing: z
      .literal(true)
      .optional()
      .meta({ description: 'Events that the endpoint wants and has no delivery of; needs `endpointId`, for `send`' }),
    ...narrowing,
  })
  .refine(({ status, missing }) => (status === undefined) !== (missing === undefined), {
    message: 'needs either status or missing',
  })
  .refine(({ missing, endpointId }) => !missing || endpointId !== undefined, {
    path: ['endpointId'],
    message: 'is needed with missing',
  })
  .meta({ id: 'BulkSelect', examples: [{ status: ['dead'], type: 'invoice.paid', from: '2026-01-31T00:00:00Z' }] })
export type BulkSelect = z.infer<typeof bulkSelect>

const pace = z.number().min(0.1).max(10_000).meta({ description: 'Deliveries a second; as fast as it goes without' })
const manner = {
  ratePerSecond: pace.optional(),
  dryRun: z.boolean().optional().meta({ description: 'Says how many it would touch, and stores nothing' }),
}

export const newBulk = z
  .strictObject({ action: bulkAction, select: bulkSelect, ...manner })
  .refine(({ action, select }) => action === 'send' || !select.missing, {
    path: ['select', 'missing'],
    message: 'can only be sent',
  })
  .meta({ id: 'NewBulk' })

export const replayMany = z
  .strictObject({ select: z.strictObject(narrowing), ...manner })
  .meta({ id: 'ReplayDeadLetters', examples: [{ select: { type: 'invoice.paid' }, ratePerSecond: 20 }] })

export const recovery = z
  .strictObject({ from: timeFilter, to: window.to, ...manner })
  .meta({ id: 'Recovery', examples: [{ from: '2026-01-31T00:00:00Z', ratePerSecond: 20 }] })

export const enabling = z
  .strictObject({
    releaseHeld: z.boolean().optional().meta({ description: 'Sends what is held; otherwise it stays held' }),
    ratePerSecond: pace.optional(),
  })
  .meta({ id: 'Enabling' })

export const bulkPatch = z
  .strictObject({ ratePerSecond: pace.nullable().optional(), paused: z.boolean().optional() })
  .meta({ id: 'BulkPatch', examples: [{ ratePerSecond: 5, paused: false }] })

/** What a bulk touches, as it was asked for; a list of deliveries as its length. */
const bulkSelected = z
  .strictObject({
    status: z.array(deliveryStatus).optional(),
    missing: z.literal(true).optional(),
    ids: z.int().optional().meta({ description: 'How many deliveries were named' }),
    endpointId: id('endpoint').optional(),
    type: eventType.optional(),
    reason: deliveryReason.optional(),
    from: time.optional(),
    to: time.optional().meta({ description: 'Exclusive; what came after the making of the bulk is never part of it' }),
  })
  .meta({ id: 'BulkSelected' })

export const bulk = z
  .strictObject({
    id: id('bulk'),
    tenantId: id('tenant').optional(),
    action: bulkAction,
    select: bulkSelected,
    status: z.enum(['running', 'done', 'stopped']),
    paused: z.boolean(),
    ratePerSecond: z.number().nullable(),
    matched: z.int().meta({ description: 'What it was to touch when it was made' }),
    touched: z.int(),
    skipped: z.int().meta({ description: 'What had changed by the time it came to it; known at the end' }),
    createdAt: time,
    endedAt: time.nullable(),
  })
  .meta({ id: 'Bulk' })
export type Bulk = z.infer<typeof bulk>

/** What a dry run answers. */
export const bulkCount = z.strictObject({ matched: z.int() }).meta({ id: 'BulkCount' })

export const bulkFilter = pageQuery
export const bulkPage = page(bulk)
