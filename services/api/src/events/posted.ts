import { type FieldError, internalId, type NewEvent, newEvent, type ProblemCode } from '@g5/contracts'
import { memberSpans, type Span } from '@g5/core'
import { fieldErrors, type ProblemDetails, pointer } from '../problem.ts'
import { isLongerThan, type PostedEvent } from './plan.ts'
import { timesOf } from './times.ts'

/** Where and by whom it was posted. */
export interface Posting {
  tenantId: string
  keyId: string | null
  requestId: string
  traceparent: string
  /** Bytes a payload may have. */
  maxPayloadBytes: number
  /** Days that events are kept. */
  retentionDays: number
  /** Unix milliseconds, by the database's clock. */
  now(): number
}

export type Read =
  | { kind: 'posted'; post: PostedEvent }
  | { kind: 'refused'; code: ProblemCode; details: ProblemDetails }

/**
 * An event out of a valid body. The payload is cut out of the text, never written anew.
 * @param text of the event alone
 * @param members where its members lie in `source`
 */
export function readEvent(
  event: NewEvent,
  {
    source,
    members,
    text,
    key,
  }: { source: string; members: ReadonlyMap<string, Span>; text: string; key?: string | undefined },
  { maxPayloadBytes, retentionDays, now, ...posting }: Posting,
  base: string,
): Read {
  const payload = source.slice(...(members.get('payload') ?? [0, 0]))
  if (isLongerThan(payload, maxPayloadBytes)) {
    const detail = `A payload has at most ${maxPayloadBytes} bytes.`
    return { kind: 'refused', code: 'payload_too_large', details: { detail } }
  }
  const times = timesOf(event, now, retentionDays)
  if (times.kind === 'wrong') return invalid(times.errors.map((error) => ({ ...error, pointer: base + error.pointer })))
  const { type, uid = null, channels = null, metadata = null, endpointIds } = event
  const post: PostedEvent = {
    ...posting,
    ...{ type, payload, value: event.payload, uid, channels, metadata },
    endpointIds: endpointIds?.map((endpoint) => internalId('endpoint', endpoint) ?? endpoint) ?? null,
    ...times.given,
    later: times.later,
    repeats: repeatsOf(uid, key, text),
  }
  return { kind: 'posted', post }
}

function repeatsOf(uid: string | null, key: string | undefined, body: string): PostedEvent['repeats'] {
  if (uid !== null) return { by: 'uid', key: uid, body }
  return key === undefined ? null : { by: 'key', key, body }
}

/** An event out of a batch, which nobody has validated yet. */
export function readItem(value: unknown, source: string, [start, end]: Span, place: number, posting: Posting): Read {
  const base = pointer('/events', [place])
  const members = memberSpans(source, start)
  if (members.kind === 'duplicate')
    return invalid([{ pointer: pointer(base, [members.key]), detail: 'is there twice' }])
  const event = newEvent.safeParse(value)
  if (!event.success) return invalid(fieldErrors(base, event.error.issues))
  return readEvent(event.data, { source, members: members.spans, text: source.slice(start, end) }, posting, base)
}

function invalid(errors: FieldError[]): Read {
  return { kind: 'refused', code: 'validation_failed', details: { errors } }
}
