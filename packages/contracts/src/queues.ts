import { z } from 'zod'
import { page, time } from './paging.ts'

export const queue = z
  .strictObject({
    name: z.string().meta({ examples: ['webhooks'] }),
    waiting: z
      .int()
      .nullable()
      .meta({ description: 'Jobs that no worker has taken yet; null while the queue is away' }),
    active: z.int().nullable().meta({ description: 'Jobs in the hands of workers; null while the queue is away' }),
    due: z.int().nullable().meta({
      description:
        'Deliveries in Postgres that are due and not handed out, counted up to 10,000; null where none belong',
    }),
    oldestDueSeconds: z.number().nullable(),
    paused: z.boolean(),
    pausedSince: time.nullable(),
  })
  .meta({ id: 'Queue', description: 'A job of a queue of deliveries carries up to 50 of them' })
export type QueueState = z.infer<typeof queue>

export const queuePage = page(queue)
