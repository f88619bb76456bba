import type { Endpoint, EventDetail, Explanation } from '@g5/sdk'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useApi } from '../api/use-api.ts'
import { endpointLabel, useSomeEndpoints } from '../deliveries/endpoint-name.tsx'
import { TextFilter } from '../table/text-filter.tsx'
import { Time } from '../time/time.tsx'
import { Badge, type Tone } from '../ui/badge.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Section, Stack } from '../ui/page.tsx'
import { DeliveryBadge } from '../ui/states-of.tsx'
import { Loaded, Note } from '../ui/told.tsx'
import { type ClauseState, clauseNames, inOrder, outcomeWords, stateOf } from './explain-words.ts'
import css from './why-not.module.css'

const route = getRouteApi('/events/$eventId')

interface WhyNotProps {
  event: EventDetail
  /** Endpoints that have a delivery of it: of them nobody asks why not. */
  got: ReadonlySet<string>
}

/** Why an endpoint got nothing of an event, clause by clause. */
export function WhyNot({ event, got }: WhyNotProps) {
  const { endpointId } = route.useSearch()
  const navigate = route.useNavigate()
  const some = useSomeEndpoints()
  const choose = (next: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, endpointId: next }), resetScroll: false, replace: true })
  const all = some.data?.data.filter(({ tenantId }) => tenantId === undefined || tenantId === event.tenantId) ?? []
  const others = all.filter(({ id }) => !got.has(id) || id === endpointId)
  return (
    <Section title="Why not" about="Choose an endpoint that got nothing, and see what decided.">
      {some.data?.nextCursor ? (
        <TextFilter
          wide
          label="Endpoint that got nothing"
          placeholder="Endpoint id or uid"
          value={endpointId}
          onChange={choose}
          suggestions={others.map((one) => ({ value: one.id, label: endpointLabel(one) }))}
        />
      ) : some.data && others.length === 0 ? (
        <p>{all.length === 0 ? 'There are no endpoints.' : 'Every endpoint has a delivery of this event.'}</p>
      ) : (
        <Choice endpoints={others} value={endpointId} onChange={choose} />
      )}
      {endpointId !== undefined && <Explained event={event} endpointId={endpointId} />}
    </Section>
  )
}

interface ChoiceProps {
  endpoints: readonly Endpoint[]
  value: string | undefined
  onChange: (endpointId: string | undefined) => void
}

function Choice({ endpoints, value, onChange }: ChoiceProps) {
  return (
    <Field label="Endpoint that got nothing">
      <Select
        value={value ?? ''}
        onChange={(id) => onChange(id || undefined)}
        options={[
          { value: '', label: 'Choose an endpoint…' },
          ...endpoints.map((one) => ({ value: one.id, label: endpointLabel(one) })),
        ]}
      />
    </Field>
  )
}

function Explained({ event, endpointId }: { event: EventDetail; endpointId: string }) {
  const { g5, key } = useApi()
  const explanation = useQuery({
    queryKey: [key, 'events', 'explain', event.id, endpointId],
    queryFn: ({ signal }) => Promise.resolve(g5.events.explain(event.id, { endpointId }, { signal })),
  })
  return (
    <Loaded query={explanation} what="the reasons" lines={5}>
      {(found) => <Reasons explanation={found} />}
    </Loaded>
  )
}

const tones: Record<ClauseState, Tone> = { matched: 'good', unmatched: 'bad', later: 'warn', unknown: 'idle' }
const stateWords: Record<ClauseState, string> = {
  matched: 'Matches',
  unmatched: 'Does not match',
  later: 'Held',
  unknown: 'Unknown',
}

function Reasons({ explanation }: { explanation: Explanation }) {
  const { outcome, endpointId, deliveryId, status, clauses, endpointChangedSince, endpointUpdatedAt } = explanation
  const { what, do: next } = outcomeWords[outcome]
  return (
    <Stack>
      <p role="status">
        <strong>{what}</strong> {next}{' '}
        <Link to="/endpoints/$endpointId" params={{ endpointId }}>
          Open the endpoint
        </Link>
      </p>
      {deliveryId !== undefined && status !== undefined && (
        <p>
          <DeliveryBadge status={status} />{' '}
          <Link to="/deliveries/$deliveryId" params={{ deliveryId }}>
            Open the delivery
          </Link>
        </p>
      )}
      {endpointChangedSince && (
        <Note tone="warn">
          The endpoint was changed after this event was posted (<Time at={endpointUpdatedAt} />
          ). What is listed is how it is now, which is not what decided then.
        </Note>
      )}
      <ul className={css.clauses}>
        {inOrder(clauses).map((clause) => {
          const state = stateOf(clause)
          return (
            <li key={`${clause.clause} ${clause.pointer} ${clause.detail}`} className={css.clause}>
              <Badge tone={tones[state]}>{stateWords[state]}</Badge>
              <div>
                <strong>{clauseNames[clause.clause]}</strong>
                {clause.pointer !== undefined && <code className={css.pointer}>{clause.pointer || '/'}</code>}
                <p>{clause.detail}.</p>
              </div>
            </li>
          )
        })}
      </ul>
    </Stack>
  )
}
