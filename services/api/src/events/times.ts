import type { FieldError, NewEvent } from '@g5/contracts'

/** How long events are kept: what is to be delivered later would have nothing to be delivered of. */
const retentionMs = 30 * 86_400_000
/** A clock may be so wrong, and a request so long under way: a moment just past means now. */
const leewayMs = 60_000

/** The times an event has of its own, as RFC 3339 in UTC. */
interface OwnTimes {
  deliverAt?: string
  expiresAt?: string
}

export type Times =
  | { kind: 'right'; given: OwnTimes; later: boolean }
  /** Pointers are within the event. */
  | { kind: 'wrong'; errors: FieldError[] }

const none: Times = { kind: 'right', given: {}, later: false }

/** @param now Unix milliseconds; asked only by an event that has a time of its own */
export function timesOf({ deliverAt, expiresAt }: Pick<NewEvent, 'deliverAt' | 'expiresAt'>, now: () => number): Times {
  if (deliverAt === undefined && expiresAt === undefined) return none
  const at = now()
  const [begins, ends] = [deliverAt, expiresAt].map((time) => (time === undefined ? undefined : Date.parse(time)))
  const errors: FieldError[] = []
  const wrong = (pointer: string, detail: string) => void errors.push({ pointer, detail })
  if (begins !== undefined && begins < at - leewayMs) wrong('/deliverAt', 'lies in the past')
  if (begins !== undefined && begins > at + retentionMs) wrong('/deliverAt', 'lies later than events are kept: 30 days')
  if (ends !== undefined && ends <= at) wrong('/expiresAt', 'lies in the past')
  if (ends !== undefined && ends > at + retentionMs) wrong('/expiresAt', 'lies later than events are kept: 30 days')
  if (begins !== undefined && ends !== undefined && ends <= begins) wrong('/expiresAt', 'must be later than deliverAt')
  if (errors.length > 0) return { kind: 'wrong', errors }
  const given = {
    ...(begins !== undefined && { deliverAt: new Date(begins).toISOString() }),
    ...(ends !== undefined && { expiresAt: new Date(ends).toISOString() }),
  }
  return { kind: 'right', given, later: begins !== undefined && begins > at }
}
