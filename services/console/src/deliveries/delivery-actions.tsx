import type { Delivery } from '@g5/sdk'
import { Ban, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useApi } from '../api/use-api.ts'
import { useChange } from '../api/use-change.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'

const sendWords: Record<Delivery['status'], string> = {
  pending: 'Try now',
  queued: 'Try now',
  delivered: 'Send again…',
  dead: 'Replay',
  held: 'Send now',
  cancelled: 'Send again',
}

/** What can be done with one delivery as it stands. It names its tenant itself, so none has to be chosen first. */
export function DeliveryActions({ delivery }: { delivery: Delivery }) {
  const { g5 } = useApi()
  const { id, status, tenantId } = delivery
  const where = tenantId === undefined ? {} : { tenant: tenantId }
  const [asking, setAsking] = useState<'send' | 'cancel'>()
  const close = () => setAsking(undefined)
  const send = useChange(
    // Of two who replay a dead letter at once, one is told that it is none any more.
    () => (status === 'dead' ? g5.deadLetters.replay(id, where) : g5.deliveries.retry(id, where)),
    { done: 'It goes now.', onDone: close },
  )
  const cancel = useChange(() => g5.deliveries.cancel(id, where), { done: 'It is cancelled.', onDone: close })
  const open = status === 'pending' || status === 'queued' || status === 'held'
  return (
    <>
      <Button
        look="primary"
        icon={<RotateCw />}
        busy={send.isPending}
        refused={status === 'queued' ? 'It is on its way at this moment' : undefined}
        onClick={() => (status === 'delivered' ? setAsking('send') : send.mutate())}
      >
        {sendWords[status]}
      </Button>
      {open && (
        <Button icon={<Ban />} onClick={() => setAsking('cancel')}>
          Cancel…
        </Button>
      )}
      <Confirm
        open={asking === 'send'}
        onOpenChange={close}
        title="Send it again"
        action="Send again"
        busy={send.isPending}
        onConfirm={() => send.mutate()}
      >
        The receiver took it already, and gets it a second time under the same webhook-id. It goes to the endpoint as it
        is now.
      </Confirm>
      <Confirm
        open={asking === 'cancel'}
        onOpenChange={close}
        title="Cancel this delivery"
        action="Cancel the delivery"
        danger
        busy={cancel.isPending}
        onConfirm={() => cancel.mutate()}
      >
        It is not tried again. An attempt that is under way may still arrive. It can be sent again later, as long as its
        event is kept.
      </Confirm>
    </>
  )
}
