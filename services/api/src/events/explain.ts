import { type ExplainedClause, type Explanation, publicId } from '@g5/contracts'
import {
  type Clause,
  effortToExplain,
  explainFilter,
  type Interest,
  isNamed,
  looksAt,
  parseFilter,
  readJson,
  sharesChannel,
  uuidMillis,
  wantsType,
} from '@g5/core'
import type { EndpointRow, WholeEventRow } from '@g5/db'
import { pointer } from '../problem.ts'

type Outcome = Explanation['outcome']

/** What an endpoint wants, or would: its filter is understood, and null wants everything. */
export interface Wish extends Pick<Interest, 'id' | 'uid' | 'eventTypes' | 'channels'> {
  filter: Clause | null
}

/** How deep an explanation may look. */
interface Looking {
  /** Who may not see values is told their kind. */
  mayReadPayload: boolean
  /** What filters may cost yet. Below zero: they did not see all of the event, and what they say is worth nothing. */
  effort: { left: number }
}

/** Each thing that decides whether an event goes to an endpoint, by what the endpoint says today. Pure. */
export function explainClauses(
  event: WholeEventRow,
  endpoint: EndpointRow,
  mayReadPayload: boolean,
): ExplainedClause[] {
  const wish = { ...endpoint, filter: storedFilter(endpoint) }
  return [
    ...explainWish(event, wish, { mayReadPayload, effort: { left: effortToExplain } }),
    younger(event, endpoint),
    {
      clause: 'enabled',
      matched: endpoint.enabled,
      detail: endpoint.enabled
        ? 'The endpoint is enabled'
        : 'The endpoint is disabled: what it wants is held for it until it is enabled',
    },
  ]
}

function storedFilter({ filter }: EndpointRow): Clause | null {
  if (filter === null) return null
  const parsed = parseFilter(filter)
  if (parsed.kind === 'faulty') throw new Error('a stored filter is none')
  return parsed.clause
}

/** The clauses by which an event is matched, whoever asks for it. Pure, save that it uses effort up. */
export function explainWish(event: WholeEventRow, wish: Wish, looking: Looking): ExplainedClause[] {
  return [named(event, wish), typed(event, wish), channelled(event, wish), ...filtered(event, wish, looking)]
}

/** Whether all of them match; null: that hangs on one of which nobody can say any more. */
export function verdictOf(clauses: readonly Pick<ExplainedClause, 'matched'>[]): boolean | null {
  if (clauses.some(({ matched }) => matched === false)) return false
  return clauses.some(({ matched }) => matched === null) ? null : true
}

/** Ids of one millisecond have no order among themselves: the doubt goes to the endpoint. */
function younger(event: WholeEventRow, endpoint: EndpointRow): ExplainedClause {
  const matched = uuidMillis(endpoint.id) <= uuidMillis(event.id)
  const detail = matched ? 'The endpoint was there' : 'The endpoint was made after the event'
  return { clause: 'createdAfter', matched, detail }
}

/** Without a delivery: why there is none. Whether it is enabled decides only when a delivery leaves. */
export function outcomeOf(clauses: readonly ExplainedClause[]): Exclude<Outcome, 'delivered_to'> {
  const wanted = verdictOf(clauses.filter(({ clause }) => clause !== 'createdAfter' && clause !== 'enabled'))
  if (wanted === false) return 'not_wanted'
  if (wanted === null) return 'unknown'
  return clauses.some(({ clause, matched }) => clause === 'createdAfter' && !matched) ? 'made_later' : 'changed_later'
}

function named({ endpointIds }: WholeEventRow, wish: Wish): ExplainedClause {
  const matched = isNamed(wish, { endpointIds })
  const detail =
    endpointIds === null ? 'The event was for all that want it' : 'The event was for the endpoints it named'
  return { clause: 'endpointIds', matched, detail: matched ? detail : `${detail}, and this is none of them` }
}

function typed({ type }: WholeEventRow, { eventTypes }: Wish): ExplainedClause {
  const matched = wantsType({ eventTypes }, type)
  const wanted = eventTypes === null ? 'all types' : eventTypes.join(', ')
  const hidden = !matched && type.startsWith('g5.') ? '; types that start with g5. go to those that name them' : ''
  return { clause: 'eventTypes', matched, detail: `It is ${type}, wanted ${wanted}${hidden}`, pointer: '/type' }
}

function channelled({ channels }: WholeEventRow, wish: Wish): ExplainedClause {
  const of = channels === null ? 'in no channel' : `in ${channels.join(', ')}`
  const wanted = wish.channels === null ? 'any or none' : `one of ${wish.channels.join(', ')}`
  const matched = sharesChannel(wish, { channels })
  return { clause: 'channels', matched, detail: `It is ${of}, wanted ${wanted}`, pointer: '/channels' }
}

function filtered(event: WholeEventRow, { filter }: Wish, { mayReadPayload, effort }: Looking): ExplainedClause[] {
  if (filter === null) return [{ clause: 'filter', matched: true, detail: 'The endpoint has no filter' }]
  const { id, type, metadata, channels, payload } = event
  if (payload === null && looksAt(filter, 'payload'))
    return [{ clause: 'filter', matched: null, detail: 'The payload that it looks at was erased' }]
  const subject = {
    ...{ id: publicId('event', id), type, metadata: metadata ?? {}, channels: channels ?? [] },
    payload: payload === null ? undefined : readJson(payload),
  }
  const unmet = explainFilter(filter, subject, effort)
  if (unmet.length === 0) return [{ clause: 'filter', matched: true, detail: 'All of the filter matches' }]
  return unmet.map(({ path, found, wanted }) => {
    const secret = path[0] === 'payload' && !mayReadPayload
    const at = pointer('', path)
    const detail = `${at || 'The event'} is ${secret ? found.kind : found.value}, wanted ${wanted}`
    return { clause: 'filter', matched: false, detail, pointer: at }
  })
}
