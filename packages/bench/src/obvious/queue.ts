import { type ConnectionOptions, createPostgresBackend, type Job, Queue, type QueueOptions, Worker } from 'bullmq'
import { Redis } from 'ioredis'

export type QueueAt = { redisUrl: string } | { databaseUrl: string }

const name = 'deliveries'

export interface DeliveryJob {
  deliveryId: string
}

export interface DeliveryQueue {
  add(job: DeliveryJob): Promise<unknown>
}

export function openQueue(at: QueueAt): DeliveryQueue {
  const defaultJobOptions: QueueOptions['defaultJobOptions'] = {
    attempts: 5,
    backoff: { type: 'exponential', delay: 1000 },
    removeOnComplete: true,
  }
  const queue =
    'redisUrl' in at
      ? new Queue(name, { connection: redis(at.redisUrl), defaultJobOptions })
      : new Queue(name, { connection: postgres(at.databaseUrl), defaultJobOptions }, createPostgresBackend)
  return { add: (job) => queue.add('deliver', job) }
}

export function work(at: QueueAt, concurrency: number, deliver: (job: DeliveryJob) => Promise<void>): void {
  const handle = (job: Job<DeliveryJob>) => deliver(job.data)
  if ('redisUrl' in at) new Worker(name, handle, { connection: redis(at.redisUrl), concurrency })
  else new Worker(name, handle, { connection: postgres(at.databaseUrl), concurrency }, createPostgresBackend)
}

function redis(url: string): ConnectionOptions {
  return new Redis(url, { maxRetriesPerRequest: null })
}

const postgres = (connectionString: string) => ({ connectionString, max: 10, skipMigrations: true })
