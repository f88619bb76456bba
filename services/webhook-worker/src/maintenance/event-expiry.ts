import { cancelExpired, type Sql, type Waker, wakeDue } from '@g5/db'
import type { Logger } from '@g5/telemetry'

/** Cancels what still waits of events that have expired. What comes to be sent by then is cancelled where it is loaded. */
export async function expireEvents({ sql, waker, log }: { sql: Sql; waker: Pick<Waker, 'wake'>; log: Logger }) {
  for (let more = true; more; ) {
    const round = await cancelExpired(sql)
    more = round.more
    // The head of an order may have gone.
    wakeDue(waker, round.lanes)
    if (round.lanes.length > 0) log.info({ endpoints: round.lanes.length }, 'deliveries of expired events cancelled')
  }
}
