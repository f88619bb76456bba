import { z } from 'zod'

/** BullMQ queues. A job in `webhooks` is a hint; in `webhooks-dlq` a mirror; Postgres is the truth of both. */
export const queueNames = { webhooks: 'webhooks', deadLetters: 'webhooks-dlq', maintenance: 'maintenance' } as const
export type QueueName = (typeof queueNames)[keyof typeof queueNames] | DeliveryQueue

/** Where hints go: `webhooks`, or a tenant class's own queue. */
export type DeliveryQueue = 'webhooks' | `webhooks-${string}`

/** The name of a tenant class that may have a queue of its own. */
export const tenantClass = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,29}$/, 'must be 1 to 30 of a-z 0-9 -')
  .refine((name) => name !== 'dlq', 'must not be dlq')

/** @param ownQueues the classes that have a queue of their own; all others share `webhooks` */
export function deliveryQueueOf(tenantClass: string, ownQueues: readonly string[]): DeliveryQueue {
  return ownQueues.includes(tenantClass) ? `webhooks-${tenantClass}` : 'webhooks'
}

/** All queues that carry hints. */
export function deliveryQueues(ownQueues: readonly string[]): DeliveryQueue[] {
  return ['webhooks', ...ownQueues.map((name): DeliveryQueue => `webhooks-${name}`)]
}

/** One delivery that may be sent now: `[delivery id, fence of this hand-out, lane, tenant id]`. Ids only, never a payload. */
export const hint = z.tuple([z.uuid(), z.int().nonnegative(), z.int().positive(), z.uuid()])
export type Hint = z.infer<typeof hint>

export const maxRowsPerHint = 50

/** The job of a queue of hints. `v` changes when an older worker could misread it. */
export const hintJob = z.strictObject({ v: z.literal(1), rows: z.array(hint).min(1).max(maxRowsPerHint) })
export type HintJob = z.infer<typeof hintJob>
