import { naturalBatch } from '@g5/core'
import { type Sql, type Wake, wakeLeader } from '@g5/db'

/** Tells the leader, outside transactions and coalesced. A message that is lost costs time, never a row: it sweeps. */
export function createWaker(sql: Sql, onError: (error: unknown) => void) {
  const batch = naturalBatch<Wake, void>({
    flush: async (wakes) => {
      await wakeLeader(sql, wakes)
      return wakes.map(() => undefined)
    },
    maxItems: 5_000,
    maxWaiting: 20_000,
  })
  return { wake: (wake: Wake) => void batch.add(wake).catch(onError), drain: batch.drain }
}
