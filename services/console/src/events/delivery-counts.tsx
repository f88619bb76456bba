import type { EventDetail } from '@g5/sdk'
import { Link } from '@tanstack/react-router'
import type { Tone } from '../ui/badge.tsx'
import { count, Figure } from '../ui/figure.tsx'
import { Grid } from '../ui/page.tsx'
import { deliveryWord } from '../ui/states-of.tsx'

type Status = keyof EventDetail['deliveries']

/** What wants attention first. */
const tones = [
  ['dead', 'bad'],
  ['held', 'warn'],
  ['pending', 'info'],
  ['queued', 'info'],
  ['delivered', 'good'],
  ['cancelled', 'idle'],
] as const satisfies (readonly [Status, Tone])[]

/** How many deliveries of an event are how, each number a way to them. */
export function DeliveryCounts({ event }: { event: EventDetail }) {
  const there = tones.filter(([status]) => event.deliveries[status] > 0)
  if (there.length === 0) return null
  return (
    <Grid>
      {there.map(([status, tone]) => (
        <Link key={status} to="/deliveries" search={{ eventId: event.id, status: [status] }}>
          <Figure label={deliveryWord(status)} value={count(event.deliveries[status])} tone={tone} />
        </Link>
      ))}
    </Grid>
  )
}
