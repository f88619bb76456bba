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

/** Those, and what stands beside them. */
export function allQueues(ownQueues: readonly string[]): QueueName[] {
  return [...deliveryQueues(ownQueues), queueNames.deadLetters, queueNames.maintenance]
}

/** One delivery that may be sent now, by this hand-out's fence. Ids only, never a payload. */
export type Hint = [deliveryId: string, fence: number, lane: number, tenantId: string]

/** By hand: thousands a second are read, and as a tuple of schemas they took 1.4 % of a worker's CPU. */
const hint = z.custom<Hint>((value) => {
  if (!Array.isArray(value) || value.length !== 4) return false
  const [deliveryId, fence, lane, tenantId] = value
  return (
    isUuid(deliveryId) &&
    Number.isInteger(fence) &&
    fence >= 0 &&
    Number.isInteger(lane) &&
    lane > 0 &&
    isUuid(tenantId)
  )
}, 'must be a delivery id, its fence, a lane and a tenant id')

const isUuid = (value: unknown) => typeof value === 'string' && uuid.test(value)
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const maxRowsPerHint = 50

/** The job of a queue of hints. `v` changes when an older worker could misread it. */
export const hintJob = z.strictObject({ v: z.literal(1), rows: z.array(hint).min(1).max(maxRowsPerHint) })
export type HintJob = z.infer<typeof hintJob>
