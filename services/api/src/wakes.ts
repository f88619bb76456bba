import { naturalBatch } from '@g5/core'
import { type Sql, type Wake, wakeLeader } from '@g5/db'

/** Tells the dispatcher's leader, coalesced. A message that is lost costs time, never a row: the leader looks anyway. */
export function createWakes(sql: Sql, onError: (error: unknown) => void) {
  const batch = naturalBatch<Wake, undefined>({
    flush: async (wakes) => {
      await wakeLeader(sql, wakes)
      return wakes.map(() => undefined)
    },
    maxItems: 5_000,
    maxWaiting: 20_000,
  })
  return { wake: (wake: Wake) => void batch.add(wake).catch(onError), drain: batch.drain }
}
