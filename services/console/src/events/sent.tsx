import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useApi } from '../api/use-api.ts'
import { isEnded } from '../deliveries/follow.ts'
import { rowsOf } from '../table/rows-of.ts'
import { count } from '../ui/figure.tsx'
import { Section } from '../ui/page.tsx'
import { Note } from '../ui/told.tsx'
import { EventDeliveries } from './event-deliveries.tsx'
import type { SentEvent } from './send-event-page.tsx'

/** What becomes of an event that was just sent, until nothing more does. */
export function Sent({ sent: { accepted, replayed } }: { sent: SentEvent }) {
  const { g5, key } = useApi()
  const { id, deliveries: expected } = accepted
  const deliveries = useQuery({
    queryKey: [key, 'deliveries', 'of-sent', id],
    queryFn: ({ signal }) => Promise.resolve(g5.deliveries.list({ eventId: id, limit: 250 }, { signal })),
    refetchInterval: ({ state }) => {
      const rows = state.data?.data ?? []
      if (rows.length >= Math.min(expected, 250) && rows.every(isEnded)) return false
      // After a failure the next try is seconds or minutes away.
      return rows.some(({ status, errorCode }) => status === 'queued' || errorCode === null) ? 1_000 : 5_000
    },
  })
  const rows = deliveries.data?.data ?? []
  const done = rows.filter(({ status }) => status === 'delivered').length
  const link = (
    <Link to="/events/$eventId" params={{ eventId: id }}>
      Open the event
    </Link>
  )
  return (
    <Section
      title={replayed ? 'It had been sent before' : 'Sent'}
      about={
        <span role="status">
          {replayed && 'An event of this uid and content was there, so nothing was sent this time. '}
          {expected > 0 && `${count(done)} of ${count(expected)} delivered. `}
        </span>
      }
      actions={link}
    >
      {expected === 0 ? (
        <Note tone="warn">
          No endpoint wants it. The event’s own page says why, endpoint by endpoint, under “Why not”.
        </Note>
      ) : (
        <EventDeliveries
          list={rowsOf(rows, {
            error: deliveries.error,
            isPending: deliveries.isPending || rows.length === 0,
            reload: () => void deliveries.refetch(),
          })}
          empty="Its deliveries are being made."
        />
      )}
    </Section>
  )
}
