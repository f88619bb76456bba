import type { Slots } from '@g5/core'
import type { Waker } from '@g5/db'
import { LRUCache } from 'lru-cache'

/** As long as the leader bounds a lane after the last refusal. */
const lifeMs = 30_000

/**
 * Lanes that this worker has refused a slot lately. The leader is told how many of such a lane this worker holds, so
 * that it hands out about as many as there is room for, and each time that one of them comes back.
 */
export function createCrowdedLanes(slots: Pick<Slots, 'heldBy'>, waker: Pick<Waker, 'wake'>) {
  const lanes = new LRUCache<number, true>({ max: 10_000, ttl: lifeMs })
  return {
    refused(lane: number): void {
      lanes.set(lane, true)
      waker.wake({ kind: 'full', lane, held: slots.heldBy(lane) })
    },
    has: (lane: number) => lanes.has(lane),
  }
}
