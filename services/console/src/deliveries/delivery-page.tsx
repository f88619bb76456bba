import type { DeliveryDetail } from '@g5/sdk'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { TenantName } from '../api/tenant-name.tsx'
import { useApi, useNeedsTenant } from '../api/use-api.ts'
import { useCan } from '../session/use-session.ts'
import { useTicking } from '../time/clock.ts'
import { Time } from '../time/time.tsx'
import { Copyable } from '../ui/code.tsx'
import { Facts, Page, Section } from '../ui/page.tsx'
import { DeliveryBadge } from '../ui/states-of.tsx'
import { Empty, Loaded } from '../ui/told.tsx'
import { AttemptSection } from './attempt.tsx'
import { Attempts } from './attempts.tsx'
import { Cause } from './cause.tsx'
import { DeliveryActions } from './delivery-actions.tsx'
import { EndpointName } from './endpoint-name.tsx'
import { lookAgainMs } from './follow.ts'
import { NextTry } from './next-try.tsx'
import { statusWords } from './status-words.ts'
import { WaitsFor } from './waits-for.tsx'

const route = getRouteApi('/deliveries/$deliveryId')

export default function DeliveryPage() {
  const { deliveryId } = route.useParams()
  const { attempt } = route.useSearch()
  const { g5, key } = useApi()
  const can = useCan()
  const query = useQuery({
    queryKey: [key, 'deliveries', 'one', deliveryId],
    queryFn: ({ signal }) => Promise.resolve(g5.deliveries.get(deliveryId, { signal })),
    refetchInterval: ({ state }) => lookAgainMs(state.data, Date.now()),
  })
  const found = query.data
  return (
    <Page
      title="Delivery"
      beside={found && <DeliveryBadge status={found.status} errorCode={found.errorCode} />}
      about={found && <StatusWords delivery={found} />}
      actions={found && can('deliveries:write') && <DeliveryActions delivery={found} />}
    >
      <Loaded query={query} what="the delivery" lines={8}>
        {(delivery) => <Told delivery={delivery} asked={attempt} />}
      </Loaded>
    </Page>
  )
}

/** Counted down while one looks. */
function StatusWords({ delivery }: { delivery: DeliveryDetail }) {
  return <>{useTicking((now) => statusWords(delivery, now))}.</>
}

/** @param asked the attempt of the address; the last one unless told */
function Told({ delivery, asked }: { delivery: DeliveryDetail; asked: string | undefined }) {
  const allTenants = useNeedsTenant()
  const { id, eventId, eventType, endpointId, tenantId, log } = delivery
  const last = log.at(-1)
  const open = (asked === undefined ? last : log.find(({ number }) => String(number) === asked))?.number
  return (
    <>
      <Cause delivery={delivery} last={last} />
      <WaitsFor delivery={delivery} />
      <Section title="What and where">
        <Facts
          facts={[
            [
              'Event',
              <Link key="event" to="/events/$eventId" params={{ eventId }}>
                {eventType ?? eventId}
              </Link>,
            ],
            [
              'Endpoint',
              <Link key="endpoint" to="/endpoints/$endpointId" params={{ endpointId }}>
                <EndpointName id={endpointId} />
              </Link>,
            ],
            ['Delivery id', <Copyable key="id" text={id} label="delivery id" />],
            ['Webhook id', <Copyable key="webhook-id" text={eventId} label="webhook-id" />],
            ['Created', <Time key="created" at={delivery.createdAt} />],
            ['So since', <Time key="since" at={delivery.stateSince} />],
            ['Next try', <NextTry key="next" at={delivery.nextAttemptAt} />],
            ['Tenant', allTenants && tenantId !== undefined ? <TenantName key="tenant" id={tenantId} /> : undefined],
          ]}
        />
      </Section>
      <Section title="Attempts" about={log.length > 1 ? 'Newest first. Bars are drawn to one scale.' : undefined}>
        {log.length === 0 ? (
          <Empty title="Not tried yet">The first attempt shows here as soon as it was made.</Empty>
        ) : (
          <Attempts deliveryId={id} attempts={log} open={open} />
        )}
      </Section>
      {open !== undefined && (
        <AttemptSection deliveryId={id} eventId={eventId} number={open} known={open === last?.number} />
      )}
    </>
  )
}
