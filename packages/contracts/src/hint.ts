import { z } from 'zod'

/** BullMQ queues. A job in `webhooks` is a hint; in `webhooks-dlq` a mirror; Postgres is the truth of both. */
export const queueNames = { webhooks: 'webhooks', deadLetters: 'webhooks-dlq', maintenance: 'maintenance' } as const
export type QueueName = (typeof queueNames)[keyof typeof queueNames]

/** One delivery that may be sent now: `[delivery id, fence of this hand-out, lane, tenant id]`. Ids only, never a payload. */
export const hint = z.tuple([z.uuid(), z.int().nonnegative(), z.int().positive(), z.uuid()])
export type Hint = z.infer<typeof hint>

export const maxRowsPerHint = 25

/** The job of the queue `webhooks`. `v` changes when an older worker could misread it. */
export const hintJob = z.strictObject({ v: z.literal(1), rows: z.array(hint).min(1).max(maxRowsPerHint) })
export type HintJob = z.infer<typeof hintJob>
