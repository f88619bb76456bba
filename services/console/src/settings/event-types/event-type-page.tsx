import type { AnswerOf } from '@g5/sdk'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Send } from 'lucide-react'
import { useApi, useNeedsTenant } from '../../api/use-api.ts'
import { JsonEditor } from '../../editor/json-editor.tsx'
import { useCan } from '../../session/use-session.ts'
import { ButtonLink } from '../../ui/button-link.tsx'
import { pretty } from '../../ui/code.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Empty, Loaded, Note } from '../../ui/told.tsx'
import { EditEventType } from './edit-event-type.tsx'
import { EventTypeBadges } from './event-type-badges.tsx'
import { EventTypeLevers } from './event-type-levers.tsx'
import { TryPayload } from './try-payload.tsx'
import { Versions } from './versions.tsx'

const route = getRouteApi('/settings/event-types/$name')

export default function EventTypePage() {
  const { g5, key } = useApi()
  const { name } = route.useParams()
  const query = useQuery({
    queryKey: [key, 'eventTypes', name],
    queryFn: ({ signal }) => Promise.resolve(g5.eventTypes.get(name, { signal })),
  })
  if (query.data) return <EventType key={`${key} ${name}`} eventType={query.data} />
  return (
    <Page title={name}>
      <Loaded query={query} what="the event type" lines={6}>
        {() => null}
      </Loaded>
    </Page>
  )
}

function EventType({ eventType }: { eventType: AnswerOf<'eventTypes.get'> }) {
  const can = useCan()
  const deployment = useNeedsTenant()
  // What is shared is the deployment's to change, and what is a tenant's own is not.
  const mayWrite = can('event-types:write') && eventType.shared === deployment
  return (
    <Page
      title={eventType.name}
      beside={<EventTypeBadges eventType={eventType} />}
      about={eventType.description}
      actions={
        <>
          {can('events:write') && (
            <ButtonLink to="/events/send" search={{ type: eventType.name }}>
              <Send aria-hidden="true" />
              Send one
            </ButtonLink>
          )}
          {mayWrite && <EventTypeLevers eventType={eventType} />}
        </>
      }
    >
      {eventType.shared && !mayWrite && can('event-types:write') && (
        <Note>
          This type is shared: whoever runs the deployment declared it for every tenant, and it is read-only here. A
          type of your own by the same name takes its place for your tenant.
        </Note>
      )}
      {eventType.shared && mayWrite && (
        <Note>
          This type is shared: what you change here changes for every tenant that has no own one of this name.
        </Note>
      )}
      {mayWrite ? (
        <EditEventType eventType={eventType} />
      ) : (
        <Section title="Schema" about={eventType.schema === null ? undefined : `Version ${eventType.version}`}>
          {eventType.schema === null ? (
            <Empty title="No schema">Any payload will do.</Empty>
          ) : (
            <JsonEditor label="JSON Schema" value={pretty(eventType.schema)} />
          )}
        </Section>
      )}
      <TryPayload eventType={eventType} />
      <Versions name={eventType.name} />
    </Page>
  )
}
