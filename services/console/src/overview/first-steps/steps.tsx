import { Link } from '@tanstack/react-router'
import { useCan } from '../../session/use-session.ts'
import { Time } from '../../time/time.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Code } from '../../ui/code.tsx'
import { Row } from '../../ui/page.tsx'
import { DeliveryBadge, words } from '../../ui/states-of.tsx'
import type { Progress } from './progress.ts'
import { curlOf, sampleFor } from './sample.ts'
import { Line, Step } from './step.tsx'
import css from './steps.module.css'

/** From nothing to a first webhook that arrived and was verified. Each step is ticked off once it is so. */
export function Steps({ progress }: { progress: Progress }) {
  const { endpoint, event, delivered } = progress
  const now = endpoint === undefined ? 1 : event === undefined ? 2 : delivered === undefined ? 3 : 4
  const state = (n: number, done: boolean) => (done ? 'done' : n === now ? 'next' : 'later')
  return (
    <ol className={css.steps}>
      <Step number={1} title="Add an endpoint" state={state(1, endpoint !== undefined)}>
        <AddEndpoint progress={progress} />
      </Step>
      <Step number={2} title="Send an event" state={state(2, event !== undefined)}>
        <SendEvent progress={progress} />
      </Step>
      <Step number={3} title="See it arrive, and verify it" state={state(3, delivered !== undefined)}>
        <SeeItArrive progress={progress} />
      </Step>
    </ol>
  )
}

function AddEndpoint({ progress: { endpoint } }: { progress: Progress }) {
  const can = useCan()
  if (endpoint)
    return (
      <Line>
        <Link to="/endpoints/$endpointId" params={{ endpointId: endpoint.id }}>
          {endpoint.uid ?? endpoint.url}
        </Link>{' '}
        gets {endpoint.eventTypes ? endpoint.eventTypes.join(', ') : 'events of every type'}.
      </Line>
    )
  return (
    <>
      <p>The URL to which events are sent: yours, your customer’s, or that of a tunnel to your own machine.</p>
      {can('endpoints:write') ? (
        <Row>
          <ButtonLink look="primary" to="/endpoints/new">
            Add an endpoint
          </ButtonLink>
        </Row>
      ) : (
        <Line>Your role can’t add one; a developer or an admin can.</Line>
      )}
    </>
  )
}

function SendEvent({ progress: { endpoint, event } }: { progress: Progress }) {
  const can = useCan()
  const sample = sampleFor(endpoint?.eventTypes)
  if (event)
    return (
      <Line>
        <Link to="/events/$eventId" params={{ eventId: event.id }}>
          {event.type}
        </Link>{' '}
        was accepted <Time at={event.createdAt} />.
      </Line>
    )
  return (
    <>
      <p>From here, or as your own code will: one POST with a key of your tenant.</p>
      {can('events:write') && (
        <Row>
          <ButtonLink look={endpoint ? 'primary' : 'plain'} to="/events/send" search={{ type: sample.type }}>
            Send an event
          </ButtonLink>
          {can('keys:write') && <ButtonLink to="/settings/api-keys">Make an API key</ButtonLink>}
        </Row>
      )}
      <Code label="the command" text={curlOf(sample, location.origin, 'YOUR_API_KEY')} />
    </>
  )
}

function SeeItArrive({ progress: { endpoint, event, delivery, delivered } }: { progress: Progress }) {
  if (delivered)
    return (
      <>
        <Line>
          <Link to="/deliveries/$deliveryId" params={{ deliveryId: delivered.id }}>
            {delivered.eventType}
          </Link>{' '}
          arrived. Have your code check the signature, so that it believes nobody else.
        </Line>
        <Verify endpointId={delivered.endpointId} look="primary" />
      </>
    )
  return (
    <>
      {delivery ? (
        <Line>
          <DeliveryBadge status={delivery.status} errorCode={delivery.errorCode} />{' '}
          <Link to="/deliveries/$deliveryId" params={{ deliveryId: delivery.id }}>
            {delivery.errorCode ? `It failed: ${words(delivery.errorCode)}. See why` : 'It is on its way'}
          </Link>
        </Line>
      ) : (
        <Line>
          {event && endpoint
            ? 'No endpoint wanted the event: its page says why. Send one of a type that the endpoint asks for.'
            : 'It takes less than a second. Every attempt is kept, with what your server answered.'}
        </Line>
      )}
      {endpoint && <Verify endpointId={endpoint.id} look="plain" />}
    </>
  )
}

const Verify = ({ endpointId, look }: { endpointId: string; look: 'primary' | 'plain' }) => (
  <Row>
    <ButtonLink look={look} to="/endpoints/$endpointId" params={{ endpointId }} search={{ tab: 'verify' }}>
      How to verify it
    </ButtonLink>
  </Row>
)
