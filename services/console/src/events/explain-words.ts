import type { Explanation } from '@g5/sdk'

type Clause = Explanation['clauses'][number]

/** What came of holding an event against what an endpoint wants, and what to do if that is not what was meant. */
export const outcomeWords: Record<Explanation['outcome'], { what: string; do: string }> = {
  delivered_to: {
    what: 'This endpoint has a delivery of the event.',
    do: 'What became of it stands on the delivery’s own page.',
  },
  not_wanted: {
    what: 'The endpoint does not want this event.',
    do: 'If it should, change what does not match below on the endpoint’s page, then send it what it missed.',
  },
  made_later: {
    what: 'The endpoint would want this event, but was made after it.',
    do: 'If it should have it all the same, send the endpoint what it missed from its page.',
  },
  changed_later: {
    what: 'The endpoint wants this event today, and did not when it was posted.',
    do: 'If it should have it all the same, send the endpoint what it missed from its page.',
  },
  unknown: {
    what: 'Nobody can say any more: the payload that the endpoint’s filter looks at was erased.',
    do: 'What else it asks for is listed below.',
  },
}

export const clauseNames: Record<Clause['clause'], string> = {
  endpointIds: 'Named endpoints',
  eventTypes: 'Event types',
  channels: 'Channels',
  filter: 'Filter',
  createdAfter: 'Made before the event',
  enabled: 'Enabled',
}

export type ClauseState = 'matched' | 'unmatched' | 'later' | 'unknown'

/** A disabled endpoint is no reason against: what it wants is held for it. */
export function stateOf({ clause, matched }: Pick<Clause, 'clause' | 'matched'>): ClauseState {
  if (matched === null) return 'unknown'
  if (matched) return 'matched'
  return clause === 'enabled' ? 'later' : 'unmatched'
}

const order: readonly ClauseState[] = ['unmatched', 'unknown', 'later', 'matched']

/** What decides comes first. */
export function inOrder<C extends Pick<Clause, 'clause' | 'matched'>>(clauses: readonly C[]): C[] {
  return clauses.toSorted((a, b) => order.indexOf(stateOf(a)) - order.indexOf(stateOf(b)))
}
