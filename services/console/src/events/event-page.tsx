import type { EventDetail } from '@g5/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { Copy } from 'lucide-react'
import { TenantName } from '../api/tenant-name.tsx'
import { useApi, useNeedsTenant } from '../api/use-api.ts'
import { useRows } from '../api/use-rows.ts'
import { useCan, useMe } from '../session/use-session.ts'
import { Time } from '../time/time.tsx'
import { Badge } from '../ui/badge.tsx'
import { ButtonLink } from '../ui/button-link.tsx'
import { Copyable } from '../ui/code.tsx'
import { Facts, Page, Section } from '../ui/page.tsx'
import { Loaded } from '../ui/told.tsx'
import { DeliveryCounts } from './delivery-counts.tsx'
import { ErasePayload } from './erase-payload.tsx'
import { EventDeliveries } from './event-deliveries.tsx'
import { Payload } from './payload.tsx'
import { useEvent } from './use-event.ts'
import { WhyNot } from './why-not.tsx'

const route = getRouteApi('/events/$eventId')

export default function EventPage() {
  const { eventId } = route.useParams()
  const can = useCan()
  const query = useEvent(eventId)
  const event = query.data?.event
  const payload = query.data?.payload
  return (
    <Page
      title={event?.type ?? 'Event'}
      beside={event?.unmatched && <Badge tone="warn">Wanted by no endpoint</Badge>}
      about={
        event && (
          <>
            Posted <Time at={event.createdAt} />.
          </>
        )
      }
      actions={
        event && (
          <>
            {can('events:write') && payload !== undefined && !isOwn(event) && (
              <ButtonLink
                to="/events/send"
                search={{ from: eventId, ...(event.tenantId !== undefined && { tenant: event.tenantId }) }}
              >
                <Copy aria-hidden="true" />
                Send a new one like it
              </ButtonLink>
            )}
            {can('data:erase') && payload !== undefined && <ErasePayload event={event} />}
          </>
        )
      }
    >
      <Loaded query={query} what="the event" lines={8}>
        {(found) => <Told event={found.event} payload={found.payload} />}
      </Loaded>
    </Page>
  )
}

function Told({ event, payload }: { event: EventDetail; payload: string | undefined }) {
  const { g5, key } = useApi()
  const can = useCan()
  const { endpointIds } = useMe()
  const list = useRows(
    [key, 'deliveries', 'of-event', event.id],
    ({ cursor, signal }) =>
      g5.deliveries.list({ eventId: event.id, limit: 100, ...(cursor !== undefined && { cursor }) }, { signal }),
    { refreshMs: 3_000 },
  )
  return (
    <>
      <DeliveryCounts event={event} />
      <Section title="Deliveries">
        <EventDeliveries
          list={list}
          empty={
            event.unmatched
              ? 'No endpoint wanted it when it was posted.'
              : 'Its deliveries are older than what is kept, or were to endpoints that you do not see.'
          }
        />
      </Section>
      {/* What an endpoint wants is not told to a session that sees some of them only. */}
      {endpointIds === null && <WhyNot event={event} got={new Set(list.rows.map((row) => row.endpointId))} />}
      <Payload text={payload} mayRead={can('payloads:read')} />
      <EventFacts event={event} />
    </>
  )
}

function EventFacts({ event }: { event: EventDetail }) {
  const allTenants = useNeedsTenant()
  const { id, uid, channels, metadata, deliverAt, expiresAt, traceId, requestId, tenantId } = event
  return (
    <Section title="Facts">
      <Facts
        facts={[
          ['Id, and webhook-id', <Copyable key="id" text={id} label="event id" />],
          ['Your id (uid)', uid && <Copyable key="uid" text={uid} label="uid" />],
          ['Channels', channels?.join(', ') ?? null],
          ...Object.entries(metadata).map(([name, value]) => [`Metadata ${name}`, value] as const),
          ['Deliver at', deliverAt && <Time key="deliver" at={deliverAt} />],
          ['Expires at', expiresAt && <Time key="expires" at={expiresAt} />],
          ['Trace', traceId && <Copyable key="trace" text={traceId} label="trace id" />],
          ['Request', requestId && <Copyable key="request" text={requestId} label="request id" />],
          ['Tenant', allTenants && tenantId !== undefined ? <TenantName key="tenant" id={tenantId} /> : undefined],
        ]}
      />
    </Section>
  )
}

/** The system's own types are its to post. */
const isOwn = ({ type }: EventDetail) => type.startsWith('g5.')
