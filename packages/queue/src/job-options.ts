import type { ConsumeOptions } from './queues.ts'

/** Jobs are hints: what a queue keeps of a finished one is nothing. */
export const defaultJobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true }

export function workerOptions({ concurrency, lockDurationMs = 30_000 }: ConsumeOptions) {
  return {
    concurrency,
    autorun: false,
    // Milliseconds until a backend that refused a connection is asked again; BullMQ would sleep for 15 s.
    runRetryDelay: 500,
    lockDuration: lockDurationMs,
    // A job that stalls is not started again: its rows become due by themselves, and a pod's clock has no say in it.
    maxStalledCount: 0,
    stalledInterval: 30_000,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  }
}
