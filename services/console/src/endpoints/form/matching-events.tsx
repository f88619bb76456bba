import { type AnswerOf, words } from '@g5/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { failureOf } from '../../api/failure.ts'
import { useApi } from '../../api/use-api.ts'
import { Time } from '../../time/time.tsx'
import { useSettled } from '../../time/use-settled.ts'
import { Badge } from '../../ui/badge.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { Problems } from '../../ui/problems.tsx'
import { Failed, Skeleton } from '../../ui/told.tsx'
import { clauseWords } from './clause-words.ts'
import type { Draft, Endpoint } from './draft.ts'
import css from './matching-events.module.css'
import { type Faults, readFilter } from './read-draft.ts'

type Matched = AnswerOf<'endpoints.match'>
type Only = (typeof words)['endpoints.match']['only'][number]

interface MatchingEventsProps {
  wanted: Pick<Draft, 'eventTypes' | 'channels' | 'filter'>
  endpoint: Endpoint | undefined
}

/** Which of the last day's events an endpoint would have got, if it wanted what is typed: asked anew as it changes. */
export function MatchingEvents({ wanted, endpoint }: MatchingEventsProps) {
  const { g5, key } = useApi()
  const [only, setOnly] = useState<Only | ''>('')
  const faults: Faults = {}
  const filter = readFilter(wanted.filter, (pointer, detail) => {
    faults[pointer] = detail
  })
  const body = {
    eventTypes: wanted.eventTypes && [...wanted.eventTypes],
    channels: wanted.channels.length > 0 ? [...wanted.channels] : null,
    filter,
    ...(endpoint && { endpointId: endpoint.id }),
    ...(only && { only }),
  }
  const settled = useSettled(body, 400, JSON.stringify(body))
  const asks = faults['/filter'] === undefined && wanted.eventTypes?.length !== 0
  const query = useQuery({
    queryKey: [key, 'endpoints', 'match', settled],
    queryFn: ({ signal }) => Promise.resolve(g5.endpoints.match(settled, { signal, retries: 0 })),
    enabled: asks,
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <div className={css.matching}>
      <div className={css.head}>
        <div>
          <h3>Recent events that it would get</h3>
          <p role="status">{asks && query.data && !query.error ? told(query.data) : ''}</p>
        </div>
        <Field label="Show">
          <Select
            value={only}
            onChange={(next) => setOnly(words['endpoints.match'].only.find((one) => one === next) ?? '')}
            options={[
              { value: '', label: 'All that were looked at' },
              ...words['endpoints.match'].only.map((value) => ({ value, label: onlyWords[value] })),
            ]}
          />
        </Field>
      </div>
      {!asks && (
        <p className={css.soft}>{faults['/filter'] ?? 'Name a type above to see which events it would get.'}</p>
      )}
      {asks && query.error && <Refused error={query.error} />}
      {asks && query.isPending && <Skeleton what="the events that match" />}
      {asks && query.data && !query.error && <Events {...query.data} />}
    </div>
  )
}

const onlyWords: Record<Only, string> = { matched: 'Those it would get', unmatched: 'Those it would not get' }

function told({ looked, matched }: Matched): string {
  if (looked === 0) return 'No event was accepted in the last 24 hours, so there is nothing to try this on.'
  return `${matched.toLocaleString()} of the last ${looked.toLocaleString()} events.`
}

/** A filter that is none is told of where it is wrong, and is not a fault of this page. */
function Refused({ error }: { error: Error }) {
  const { fields } = failureOf(error)
  return fields.length > 0 ? <Problems found={fields} /> : <Failed error={error} />
}

function Events({ data }: Matched) {
  if (data.length === 0) return null
  return (
    <ul className={css.events} tabIndex={0} aria-label="Events that were looked at">
      {data.map(({ eventId, type, createdAt, matched, clauses }) => (
        <li key={eventId}>
          {matched ? (
            <Badge tone="good">Gets it</Badge>
          ) : (
            <Badge tone="idle">{matched === null ? 'Nobody knows' : 'Does not'}</Badge>
          )}
          <Link to="/events/$eventId" params={{ eventId }}>
            {type}
          </Link>
          <span className={css.soft}>
            <Time at={createdAt} />
          </span>
          {matched !== true && <span className={css.why}>{clauseWords(clauses)}</span>}
        </li>
      ))}
    </ul>
  )
}
