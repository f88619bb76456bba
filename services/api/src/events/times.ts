import type { FieldError, NewEvent } from '@g5/contracts'

const dayMs = 86_400_000
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

/**
 * @param now Unix milliseconds; asked only by an event that has a time of its own
 * @param retentionDays how long events are kept: what is to be delivered later would have nothing to be delivered of
 */
export function timesOf(
  { deliverAt, expiresAt }: Pick<NewEvent, 'deliverAt' | 'expiresAt'>,
  now: () => number,
  retentionDays: number,
): Times {
  if (deliverAt === undefined && expiresAt === undefined) return none
  const at = now()
  const [begins, ends] = [deliverAt, expiresAt].map((time) => (time === undefined ? undefined : Date.parse(time)))
  const errors: FieldError[] = []
  const last = at + retentionDays * dayMs
  const tooLate = `lies later than events are kept: ${retentionDays} days`
  const wrong = (pointer: string, detail: string) => void errors.push({ pointer, detail })
  if (begins !== undefined && begins < at - leewayMs) wrong('/deliverAt', 'lies in the past')
  if (begins !== undefined && begins > last) wrong('/deliverAt', tooLate)
  if (ends !== undefined && ends <= at) wrong('/expiresAt', 'lies in the past')
  if (ends !== undefined && ends > last) wrong('/expiresAt', tooLate)
  if (begins !== undefined && ends !== undefined && ends <= begins) wrong('/expiresAt', 'must be later than deliverAt')
  if (errors.length > 0) return { kind: 'wrong', errors }
  const given = {
    ...(begins !== undefined && { deliverAt: new Date(begins).toISOString() }),
    ...(ends !== undefined && { expiresAt: new Date(ends).toISOString() }),
  }
  return { kind: 'right', given, later: begins !== undefined && begins > at }
}
