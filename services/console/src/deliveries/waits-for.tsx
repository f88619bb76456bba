import type { Delivery } from '@g5/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useApi } from '../api/use-api.ts'
import { useTicking } from '../time/clock.ts'
import { Time } from '../time/time.tsx'
import { Note } from '../ui/told.tsx'

/** Milliseconds past its time after which one asks what a delivery waits for. */
const patienceMs = 5_000

/** A delivery that is due and does not go: what its endpoint has to do with that. */
export function WaitsFor({ delivery }: { delivery: Delivery }) {
  const { g5, key } = useApi()
  const { status, nextAttemptAt, endpointId } = delivery
  const due = status === 'pending' && nextAttemptAt !== null ? Date.parse(nextAttemptAt) : Number.POSITIVE_INFINITY
  const late = useTicking((now) => now - due > patienceMs)
  const { data: endpoint } = useQuery({
    queryKey: [key, 'endpoints', 'one', endpointId, 'waited-for'],
    queryFn: ({ signal }) => Promise.resolve(g5.endpoints.get(endpointId, { signal })),
    enabled: late,
    refetchInterval: 5_000,
  })
  if (!late || !endpoint) return null
  const { circuit, ordering, rateLimit } = endpoint
  const link = (
    <Link to="/endpoints/$endpointId" params={{ endpointId }}>
      Open the endpoint
    </Link>
  )
  if (circuit.state !== 'closed')
    return (
      <Note tone="warn">
        <p>
          <strong>It is due, and waits since its endpoint’s circuit is open.</strong> After many failures nothing but
          one probe at a time is sent there
          {circuit.nextProbeAt !== null && (
            <>
              , the next one <Time at={circuit.nextProbeAt} />
            </>
          )}
          . When one succeeds, the rest follows by itself. {link}
        </p>
      </Note>
    )
  const because =
    ordering === 'strict'
      ? 'The endpoint asks for strict order, so it waits until those before it are delivered.'
      : rateLimit
        ? `The endpoint is sent at most ${rateLimit.limit} in ${rateLimit.perSeconds} s.`
        : 'Others to this endpoint may be in flight, or a queue is paused.'
  return (
    <Note>
      <p>
        <strong>It is due, and waits for its turn.</strong> {because} {link}
      </p>
    </Note>
  )
}
