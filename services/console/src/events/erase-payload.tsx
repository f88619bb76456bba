import type { EventDetail } from '@g5/sdk'
import { Eraser } from 'lucide-react'
import { useState } from 'react'
import { useApi } from '../api/use-api.ts'
import { useChange } from '../api/use-change.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { count } from '../ui/figure.tsx'

/** For good; so it says first what is lost. */
export function ErasePayload({ event }: { event: EventDetail }) {
  const { g5 } = useApi()
  const [asking, setAsking] = useState(false)
  const { pending, queued, held, dead } = event.deliveries
  const open = pending + queued + held + dead
  const erase = useChange(
    () => g5.events.erasePayload(event.id, event.tenantId === undefined ? {} : { tenant: event.tenantId }),
    { done: 'The payload is erased.', onDone: () => setAsking(false) },
  )
  return (
    <>
      <Button icon={<Eraser />} onClick={() => setAsking(true)}>
        Erase payload…
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title="Erase this event’s payload"
        action="Erase it for good"
        danger
        busy={erase.isPending}
        onConfirm={() => erase.mutate()}
      >
        <p>
          The payload, what transforms made of it and what receivers answered are erased. Nobody can bring them back,
          and the event can’t be sent again.
        </p>
        <p>
          {open === 0
            ? 'No delivery of it is open.'
            : open === 1
              ? 'The 1 delivery of it that has not succeeded is cancelled.'
              : `The ${count(open)} deliveries of it that have not succeeded are cancelled.`}{' '}
          Its type, ids, metadata and times stay.
        </p>
      </Confirm>
    </>
  )
}
