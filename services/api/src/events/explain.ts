import { type ExplainedClause, type Explanation, publicId } from '@g5/contracts'
import { explainFilter, isNamed, looksAt, parseFilter, readJson, sharesChannel, uuidMillis, wantsType } from '@g5/core'
import type { EndpointRow, WholeEventRow } from '@g5/db'
import { pointer } from '../problem.ts'

type Outcome = Explanation['outcome']

/** Each thing that decides whether an event goes to an endpoint, by what the endpoint says today. Pure. */
export function explainClauses(
  event: WholeEventRow,
  endpoint: EndpointRow,
  mayReadPayload: boolean,
): ExplainedClause[] {
  return [
    named(event, endpoint),
    typed(event, endpoint),
    channelled(event, endpoint),
    ...filtered(event, endpoint, mayReadPayload),
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

/** Ids of one millisecond have no order among themselves: the doubt goes to the endpoint. */
function younger(event: WholeEventRow, endpoint: EndpointRow): ExplainedClause {
  const matched = uuidMillis(endpoint.id) <= uuidMillis(event.id)
  const detail = matched ? 'The endpoint was there' : 'The endpoint was made after the event'
  return { clause: 'createdAfter', matched, detail }
}

/** Without a delivery: why there is none. Whether it is enabled decides only when a delivery leaves. */
export function outcomeOf(clauses: readonly ExplainedClause[]): Exclude<Outcome, 'delivered_to'> {
  const answers = clauses.filter(({ clause }) => clause !== 'createdAfter' && clause !== 'enabled')
  if (answers.some(({ matched }) => matched === false)) return 'not_wanted'
  if (answers.some(({ matched }) => matched === null)) return 'unknown'
  return clauses.some(({ clause, matched }) => clause === 'createdAfter' && !matched) ? 'made_later' : 'changed_later'
}

function named({ endpointIds }: WholeEventRow, endpoint: EndpointRow): ExplainedClause {
  const matched = isNamed(endpoint, { endpointIds })
  const detail =
    endpointIds === null ? 'The event was for all that want it' : 'The event was for the endpoints it named'
  return { clause: 'endpointIds', matched, detail: matched ? detail : `${detail}, and this is none of them` }
}

function typed({ type }: WholeEventRow, { eventTypes }: EndpointRow): ExplainedClause {
  const matched = wantsType({ eventTypes }, type)
  const wanted = eventTypes === null ? 'all types' : eventTypes.join(', ')
  const hidden = !matched && type.startsWith('g5.') ? '; types that start with g5. go to those that name them' : ''
  return { clause: 'eventTypes', matched, detail: `It is ${type}, wanted ${wanted}${hidden}`, pointer: '/type' }
}

function channelled({ channels }: WholeEventRow, endpoint: EndpointRow): ExplainedClause {
  const of = channels === null ? 'in no channel' : `in ${channels.join(', ')}`
  const wanted = endpoint.channels === null ? 'any or none' : `one of ${endpoint.channels.join(', ')}`
  const matched = sharesChannel(endpoint, { channels })
  return { clause: 'channels', matched, detail: `It is ${of}, wanted ${wanted}`, pointer: '/channels' }
}

function filtered(event: WholeEventRow, { filter }: EndpointRow, mayReadPayload: boolean): ExplainedClause[] {
  if (filter === null) return [{ clause: 'filter', matched: true, detail: 'The endpoint has no filter' }]
  const parsed = parseFilter(filter)
  if (parsed.kind === 'faulty') throw new Error('a stored filter is none')
  const { id, type, metadata, channels, payload } = event
  if (payload === null && looksAt(parsed.clause, 'payload'))
    return [{ clause: 'filter', matched: null, detail: 'The payload that it looks at was erased' }]
  const subject = {
    ...{ id: publicId('event', id), type, metadata: metadata ?? {}, channels: channels ?? [] },
    payload: payload === null ? undefined : readJson(payload),
  }
  const unmet = explainFilter(parsed.clause, subject)
  if (unmet.length === 0) return [{ clause: 'filter', matched: true, detail: 'All of the filter matches' }]
  return unmet.map(({ path, found, wanted }) => {
    const secret = path[0] === 'payload' && !mayReadPayload
    const at = pointer('', path)
    const detail = `${at || 'The event'} is ${secret ? found.kind : found.value}, wanted ${wanted}`
    return { clause: 'filter', matched: false, detail, pointer: at }
  })
}
