import { expirePayloads, type Orm, tenantsWithExpiredPayloads, type Waker, wakeDue } from '@g5/db'
import type { Logger } from '@g5/telemetry'
import { takeTurn } from './turn.ts'

/** Events of one transaction. */
const eventsPerStep = 500

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
    await takeTurn(async () => {
      const step = await orm.transaction((tx) => expirePayloads(tx, tenantId, eventsPerStep))
      wakeDue(
        waker,
        step.moved.map((row) => row.lane),
      )
      events += step.events
      return step.more
    })
  }
  if (events > 0) log.info({ events }, 'payloads have expired')
}
