import { Link } from '@tanstack/react-router'
import { Time } from '../time/time.tsx'
import { Stack } from '../ui/page.tsx'
import { Note } from '../ui/told.tsx'
import { CircuitReset } from './actions/circuit-reset.tsx'
import type { Endpoint } from './form/draft.ts'

/** What is wrong with it, since when, what that means for what waits, and what to press. Nothing where nothing is. */
export function StateNotes({ endpoint, refused }: { endpoint: Endpoint; refused: string | undefined }) {
  const { id, enabled, statusReason, circuit, health } = endpoint
  if (!enabled)
    return (
      <Note tone="warn">
        <p>
          <strong>Disabled{statusReason && `: ${statusReason}`}.</strong> What is open for it and what comes is{' '}
          <Link to="/deliveries" search={{ endpointId: id, status: ['held'] }}>
            held
          </Link>
          , and lost to nobody: enable it to let deliveries leave again.
        </p>
      </Note>
    )
  if (circuit.state !== 'closed')
    return (
      <Note tone={circuit.state === 'open' ? 'bad' : 'warn'}>
        <Stack>
          <p>
            <strong>{circuit.state === 'open' ? 'Its circuit is open' : 'Its circuit is being probed'}</strong>
            {circuit.since && (
              <>
                {' '}
                since <Time at={circuit.since} />
              </>
            )}
            : {circuit.failures.toLocaleString()} attempts failed in a row, so{' '}
            <Link to="/deliveries" search={{ endpointId: id, status: ['pending'] }}>
              deliveries wait
            </Link>{' '}
            and cost no attempt.
            {health.failingSince && (
              <>
                {' '}
                Nothing has succeeded since <Time at={health.failingSince} />.
              </>
            )}
            {circuit.nextProbeAt && (
              <>
                {' '}
                The next one is tried <Time at={circuit.nextProbeAt} />; if it succeeds, the rest follows slowly.
              </>
            )}
          </p>
          <div>
            <CircuitReset endpoint={endpoint} refused={refused} />
          </div>
        </Stack>
      </Note>
    )
  if (health.state === 'failing')
    return (
      <Note tone="bad">
        <p>
          <strong>
            Failing{health.failingSince && ' since '}
            {health.failingSince && <Time at={health.failingSince} />}.
          </strong>{' '}
          Every attempt since then failed; each is tried again by its schedule, and is a{' '}
          <Link to="/dead-letters" search={{ endpointId: id }}>
            dead letter
          </Link>{' '}
          after the last.
        </p>
      </Note>
    )
  return null
}
