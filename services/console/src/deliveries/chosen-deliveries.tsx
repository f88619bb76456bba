import type { Delivery } from '@g5/sdk'
import { Ban, Send } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { count } from '../ui/figure.tsx'
import { Row } from '../ui/page.tsx'
import { BulkDialog } from './bulk-dialog.tsx'
import type { ManyAction } from './many-actions.ts'

/** As many as one request may name. */
const most = 1_000

interface ChosenDeliveriesProps {
  rows: readonly Delivery[]
  chosen: ReadonlySet<string>
  clear: () => void
}

/** What can be done with the deliveries that are chosen in a list. */
export function ChosenDeliveries({ rows, chosen, clear }: ChosenDeliveriesProps) {
  const [action, setAction] = useState<ManyAction>()
  if (chosen.size === 0) return null
  const refused = chosen.size > most ? `Choose ${count(most)} at most` : undefined
  return (
    <Row>
      <strong role="status">{count(chosen.size)} chosen</strong>
      <Button icon={<Send />} refused={refused} onClick={() => setAction('send')}>
        Send again…
      </Button>
      <Button icon={<Ban />} refused={refused} onClick={() => setAction('cancel')}>
        Cancel…
      </Button>
      <Button look="quiet" onClick={clear}>
        Choose none
      </Button>
      {action && (
        <BulkDialog
          action={action}
          deliveries={rows.filter(({ id }) => chosen.has(id))}
          onClose={() => setAction(undefined)}
          onMade={clear}
        />
      )}
    </Row>
  )
}
