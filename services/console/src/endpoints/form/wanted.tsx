import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useApi, useNeedsTenant } from '../../api/use-api.ts'
import { JsonEditor } from '../../editor/json-editor.tsx'
import { useCan } from '../../session/use-session.ts'
import { Chips } from '../../ui/chips.tsx'
import { Field, Radios } from '../../ui/field.tsx'
import { FieldGroup } from '../../ui/field-group.tsx'
import { Fold } from '../../ui/fold.tsx'
import { Section } from '../../ui/page.tsx'
import { MatchingEvents } from './matching-events.tsx'
import type { PartProps } from './part.ts'
import { suggestionsOf } from './suggestions.ts'

const example = '{ "payload": { "amount": { "$gte": 100 } } }'

export function Wanted({ draft, change, problems, endpoint }: PartProps) {
  const { eventTypes, channels, filter } = draft
  const suggestions = useSuggestions()
  const mayReadPayloads = useCan()('payloads:read')
  const needsTenant = useNeedsTenant()
  const narrowed = [channels.length > 0 && 'channels', filter.trim() !== '' && 'a filter'].filter(Boolean).join(' and ')
  return (
    <Section
      title="Which events it gets"
      about="All that is said here has to fit; what is left open lets everything through."
    >
      <Radios
        legend="Event types"
        value={eventTypes === null ? 'all' : 'some'}
        onChange={(which) => change({ eventTypes: which === 'all' ? null : [] })}
        options={[
          { value: 'all', label: 'All types', hint: 'Those that will come to be, too.' },
          { value: 'some', label: 'Only these' },
        ]}
      />
      {eventTypes && (
        <Field
          label="Types"
          hint="A type, or a prefix that ends in .* for all that begin so. Enter adds one."
          error={problems('/eventTypes')}
        >
          <Chips
            noun="type"
            placeholder="invoice.paid or invoice.*"
            value={eventTypes}
            suggestions={suggestions}
            onChange={(value) => change({ eventTypes: value })}
          />
        </Field>
      )}
      <Fold
        title="Channels and filter"
        note={narrowed ? `Narrowed by ${narrowed}` : 'To get only some events of these types'}
        open={narrowed !== '' || problems('/filter') !== undefined || problems('/channels') !== undefined}
      >
        <Field
          label="Channels"
          optional
          hint="Gets only events that were posted to one of these. Enter adds one."
          error={problems('/channels')}
        >
          <Chips noun="channel" value={channels} onChange={(value) => change({ channels: value })} />
        </Field>
        <FieldGroup
          legend="Filter"
          optional
          hint={
            <>
              An example that events must be like: of <code>id</code>, <code>type</code>, <code>payload</code>,{' '}
              <code>metadata</code> and <code>channels</code>, with operators such as <code>$gte</code>,{' '}
              <code>$in</code>, <code>$exists</code> and <code>$or</code>.
            </>
          }
          error={problems('/filter')}
        >
          <JsonEditor
            label="Filter"
            placeholder={example}
            value={filter}
            onChange={(text) => change({ filter: text })}
          />
        </FieldGroup>
      </Fold>
      {mayReadPayloads && !needsTenant && <MatchingEvents wanted={draft} endpoint={endpoint} />}
    </Section>
  )
}

/** Types that are declared. Who may not read them types their own: it is a help and nothing more. */
function useSuggestions(): readonly string[] {
  const { g5, key } = useApi()
  const { data } = useQuery({
    queryKey: [key, 'event-types', 'names'],
    queryFn: ({ signal }) => Promise.resolve(g5.eventTypes.list({ archived: 'false', limit: 250 }, { signal })),
    staleTime: 60_000,
  })
  return useMemo(() => suggestionsOf(data?.data.map(({ name }) => name) ?? []), [data])
}
