import { expirePayloads, type Orm, tenantsWithExpiredPayloads, type Waker } from '@g5/db'
import type { Logger } from '@g5/telemetry'

/** Events of one transaction. */
const eventsPerStep = 500
/** One tenant gives way to the next after so long. */
const turnMs = 2_000

interface PayloadExpiryDeps {
  orm: Orm
  waker: Pick<Waker, 'wake'>
  log: Logger
}

/**
 * Erases payloads, and what receivers answered, that are older than their tenant keeps them. What is still open of such
 * an event can't be sent any more and is cancelled: the days are a promise to those whose data it is.
 */
export async function expireOldPayloads({ orm, waker, log }: PayloadExpiryDeps): Promise<void> {
  let events = 0
  for (const tenantId of await tenantsWithExpiredPayloads(orm)) {
    const until = performance.now() + turnMs
    for (let more = true; more && performance.now() < until; ) {
      const step = await orm.transaction((tx) => expirePayloads(tx, tenantId, eventsPerStep))
      for (const lane of new Set(step.moved.map((row) => row.lane))) waker.wake({ kind: 'due', lane, inMs: 0 })
      events += step.events
      more = step.more
    }
  }
  if (events > 0) log.info({ events }, 'payloads have expired')
}
