import { publicId } from '@g5/contracts'
import type { Filter, FilterSubject } from './filter.ts'

/** What an endpoint wants. Whether it is enabled is not asked here: a disabled one's deliveries are born held. */
export interface Interest {
  id: string
  uid?: string | null
  /** Names, prefixes (`invoice.*`) or `*`; null is all. */
  eventTypes: readonly string[] | null
  /** The event must share one; null is all. */
  channels: readonly string[] | null
  /** What its filter says of the whole event; absent or null: all. */
  wants?: Filter | null
}

export interface Subject {
  type: string
  channels?: readonly string[] | null | undefined
  /** Ids or uids. Narrows what would match anyway. */
  endpointIds?: readonly string[] | null | undefined
  metadata?: Readonly<Record<string, string>> | null | undefined
}

/** What only filters look at. */
export interface Content {
  /** As it is stored; filters see the public one. */
  id: string
  /** The parsed payload. */
  payload: unknown
  /** What its filters may cost yet, all together. Below zero: they did not see all of it. */
  left: number
  /** The event as filters see it, once one has asked. */
  subject?: FilterSubject
}

const everything = ['*']

export function matches(endpoint: Interest, event: Subject, content: Content): boolean {
  return wantsType(endpoint, event.type) && admits(endpoint, event, content)
}

export function wantsType({ eventTypes }: Pick<Interest, 'eventTypes'>, type: string): boolean {
  const patterns = eventTypes ?? everything
  return patternsOf(type).some((pattern) => patterns.includes(pattern))
}

/**
 * {@link matches} over many endpoints at once: the cost of an event is that of the endpoints that want its type, not
 * of all there are. Answers in the order the endpoints were given.
 */
export function matcher<E extends Interest>(endpoints: readonly E[]): (event: Subject, content: Content) => E[] {
  const byPattern = new Map<string, Candidate<E>[]>()
  for (const [place, endpoint] of endpoints.entries()) {
    const candidate = { place, endpoint }
    for (const pattern of endpoint.eventTypes ?? everything) {
      const others = byPattern.get(pattern)
      if (others) others.push(candidate)
      else byPattern.set(pattern, [candidate])
    }
  }

  function wanting(type: string): E[] {
    const lists = patternsOf(type).flatMap((pattern) => byPattern.get(pattern) ?? [])
    return [...new Set(lists.sort((a, b) => a.place - b.place))].map(({ endpoint }) => endpoint)
  }

  const byType = new Map<string, E[]>()
  return (event, content) => {
    let wanted = byType.get(event.type)
    if (!wanted) {
      if (byType.size === maxTypes) byType.clear()
      wanted = wanting(event.type)
      byType.set(event.type, wanted)
    }
    return wanted.filter((endpoint) => admits(endpoint, event, content))
  }
}

/** Types whose endpoints are kept found. Who has more of them finds them anew. */
const maxTypes = 500

interface Candidate<E> {
  place: number
  endpoint: E
}

/**
 * Every pattern that matches a type: `a.b.c` is matched by `a.b.c`, `a.b.*`, `a.*` and `*`. The system's own types,
 * `g5.…`, are matched by name only: nobody who asked for everything asked for these.
 */
function patternsOf(type: string): string[] {
  const patterns = [type]
  if (type.startsWith('g5.')) return patterns
  for (let dot = type.lastIndexOf('.'); dot > 0; dot = type.lastIndexOf('.', dot - 1)) {
    patterns.push(`${type.slice(0, dot)}.*`)
  }
  patterns.push('*')
  return patterns
}

function admits(endpoint: Interest, event: Subject, content: Content): boolean {
  return isNamed(endpoint, event) && sharesChannel(endpoint, event) && passes(endpoint, event, content)
}

/** An event that names endpoints is for those alone. */
export function isNamed(
  { id, uid }: Pick<Interest, 'id' | 'uid'>,
  { endpointIds }: Pick<Subject, 'endpointIds'>,
): boolean {
  return !endpointIds || endpointIds.includes(id) || (!!uid && endpointIds.includes(uid))
}

export function sharesChannel({ channels }: Pick<Interest, 'channels'>, event: Pick<Subject, 'channels'>): boolean {
  return channels === null || (event.channels ?? []).some((channel) => channels.includes(channel))
}

function passes({ wants }: Interest, { type, metadata, channels }: Subject, content: Content): boolean {
  if (!wants) return true
  content.subject ??= {
    ...{ id: publicId('event', content.id), type, payload: content.payload },
    ...{ metadata: metadata ?? {}, channels: channels ?? [] },
  }
  return wants(content.subject, content)
}
