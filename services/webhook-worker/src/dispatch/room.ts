import type { DeliveryQueue } from '@g5/contracts'

/** The queue holds about what workers drain in this time: enough to keep them busy, little enough to stay fair. */
const targetSeconds = 0.25
/** Deliveries that may always wait, so that a quick fleet gets going. */
const leastRoom = 500
const mostRoom = 20_000
/** Weight of the newest measurement. */
const smoothing = 0.3

/**
 * How many deliveries the queue has room for, from its depth and the rate at which it has been drained lately. The
 * queue counts jobs; deliveries are what the last hand-outs put in a job.
 */
export function createRoom() {
  let perSecond = 0
  let rowsPerJob = 1
  let handedOut = 0
  let last: { at: number; waiting: number } | undefined

  return {
    /** @param jobs waiting in the queue @param now milliseconds, monotonic */
    measure(jobs: number, now: number): number {
      const waiting = jobs * rowsPerJob
      if (last && now - last.at >= 50) {
        const drained = Math.max(0, last.waiting + handedOut - waiting)
        const rate = drained / ((now - last.at) / 1000)
        perSecond += smoothing * (rate - perSecond)
        handedOut = 0
        last = { at: now, waiting }
      }
      last ??= { at: now, waiting }
      const target = Math.min(mostRoom, Math.max(leastRoom, perSecond * targetSeconds))
      return Math.max(0, Math.floor(target - waiting))
    },

    handedOut(rows: number, jobs: number): void {
      handedOut += rows
      if (jobs > 0) rowsPerJob += smoothing * (rows / jobs - rowsPerJob)
    },
  }
}

/** A room for each queue. */
export function createRooms() {
  const rooms = new Map<DeliveryQueue, ReturnType<typeof createRoom>>()
  const roomOf = (queue: DeliveryQueue) => {
    const room = rooms.get(queue) ?? createRoom()
    rooms.set(queue, room)
    return room
  }
  return {
    measure: (jobs: ReadonlyMap<DeliveryQueue, number>, now: number): Map<DeliveryQueue, number> =>
      new Map(Array.from(jobs, ([queue, waiting]) => [queue, roomOf(queue).measure(waiting, now)])),
    handedOut: (queue: DeliveryQueue, rows: number, jobs: number) => roomOf(queue).handedOut(rows, jobs),
  }
}
