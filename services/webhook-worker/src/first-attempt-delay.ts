import { uuidMillis } from '@g5/core'
import type { Sendable } from './load.ts'

/**
 * How late a delivery's first attempt begins, in milliseconds: after its event was accepted, or after its `deliverAt`,
 * for what was posted for later is not late until then. Whatever it waits for counts, be it a turn, an order, a hold, a
 * pause or an open circuit, since that is what its customer sees. Of what somebody has sent again there is none, nor of a
 * retry: undefined.
 * @param startsAt by the database's clock, as the id of the event is
 */
export function firstAttemptDelayMs(
  { eventId, rare, step, replayed }: Pick<Sendable, 'eventId' | 'rare' | 'step' | 'replayed'>,
  startsAt: number,
): number | undefined {
  if (step > 0 || replayed) return undefined
  return Math.max(0, startsAt - Math.max(uuidMillis(eventId), rare?.deliverAt ?? 0))
}
