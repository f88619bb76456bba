import type { DeliveryQueue, Hint } from '@g5/contracts'
import { releaseHints, type Sql } from '@g5/db'
import type { HintSender } from '@g5/queue'
import type { Logger } from '@g5/telemetry'
import type { HintQueue } from './dispatch/term.ts'
import { within } from './within.ts'

/** An unknown outcome: the hint may arrive within this time, so its rows wait and their fence moves on. */
const unknownWaitMs = 5_000

/** A queue that says nothing for so long counts as away: a database can hang without its connection breaking. */
const patienceMs = 2_000

/** The queue as the leader uses it: what can't be sent goes back to Postgres, at once or after it can't arrive any more. */
export function createHintQueue(deps: {
  sender: HintSender
  waiting(): Promise<ReadonlyMap<DeliveryQueue, number>>
  sql: Sql
  log: Logger
}): HintQueue {
  const { sender, waiting, sql, log } = deps
  return {
    // The state of the queue has been told of where it changed; here it is only to be lived with.
    waiting: () => (sender.available ? within(patienceMs, waiting()) : Promise.resolve(undefined)),
    async send(queue: DeliveryQueue, hints: Hint[]) {
      const outcome = await sender.send(queue, hints)
      if (outcome.kind === 'sent') return
      log.warn(
        { err: outcome.error, queue, rows: hints.length, outcome: outcome.kind },
        'hints did not reach the queue',
      )
      await releaseHints(sql, hints, outcome.kind === 'unknown' ? unknownWaitMs : undefined)
    },
  }
}
