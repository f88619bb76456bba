import type { Delivery } from '@g5/sdk'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../api/use-api.ts'
import { useChange } from '../api/use-change.ts'
import { FollowedBulk } from '../bulks/followed-bulk.tsx'
import { type Pace, takesWords, usualPace } from '../bulks/pace.ts'
import { PaceSelect } from '../bulks/pace-select.tsx'
import { Actions } from '../ui/actions.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { count } from '../ui/numbers.ts'
import { Failed, Loaded } from '../ui/told.tsx'
import { consequences, type ManyAction, takes } from './many-actions.ts'

interface BulkDialogProps {
  action: ManyAction
  deliveries: readonly Delivery[]
  onClose: () => void
  /** It is under way: what was chosen need not be any more. */
  onMade: () => void
}

const titles: Record<ManyAction, string> = { send: 'Send again', cancel: 'Cancel' }

/** Says how many it would be before anything is done, then does it and shows how far it is. */
export function BulkDialog({ action, deliveries, onClose, onMade }: BulkDialogProps) {
  const { g5, key } = useApi()
  // Those that were chosen when it was opened: what the list shows meanwhile is nothing to it.
  const [chosen] = useState(deliveries)
  const [pace, setPace] = useState<Pace>(usualPace)
  const select = { status: takes[action], ids: chosen.map(({ id }) => id) }
  const dryRun = useQuery({
    queryKey: [key, 'bulks', 'dry-run', action, select.ids],
    queryFn: ({ signal }) => Promise.resolve(g5.bulks.create({ action, select, dryRun: true }, { signal })),
    staleTime: 0,
    gcTime: 0,
  })
  const make = useChange(
    async () => {
      const made = await g5.bulks.create({
        action,
        select,
        ...(action === 'send' && pace !== null && { ratePerSecond: pace }),
      })
      if (!('id' in made)) throw new Error('The API answered as if it had been a dry run.')
      return made
    },
    { tellFailure: false },
  )
  const close = () => {
    if (make.data) onMade()
    onClose()
  }
  if (make.data)
    return (
      <Dialog open onOpenChange={close} title={titles[action]}>
        <FollowedBulk bulk={make.data} />
        <Actions>
          <Button onClick={close}>Close</Button>
        </Actions>
      </Dialog>
    )
  return (
    <Dialog open onOpenChange={close} title={titles[action]} about={abouts[action]}>
      <Loaded query={dryRun} what="how many it would be" lines={2}>
        {({ matched }) => (
          <>
            <p role="status">
              <strong>
                {count(matched)} of {count(chosen.length)}
              </strong>{' '}
              chosen would be {action === 'send' ? 'sent again' : 'cancelled'}.
            </p>
            <ul>
              {consequences(action, chosen).map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
            {action === 'send' && (
              <Field label="Pace" hint={takesWords(matched, pace)}>
                <PaceSelect value={pace} onChange={setPace} />
              </Field>
            )}
            {make.error && <Failed error={make.error} />}
            <Actions>
              <Button
                look={action === 'send' ? 'primary' : 'danger'}
                busy={make.isPending}
                refused={matched === 0 ? 'None of them can be' : undefined}
                onClick={() => make.mutate()}
              >
                {action === 'send' ? `Send ${count(matched)} again` : `Cancel ${count(matched)}`}
              </Button>
              <Button onClick={close}>Leave them</Button>
            </Actions>
          </>
        )}
      </Loaded>
    </Dialog>
  )
}

const abouts: Record<ManyAction, string> = {
  send: 'Each starts its retry schedule anew, to the endpoint as it is now: its present URL, secret and transform.',
  cancel: 'They are not tried again. Each can be sent again later, as long as its event is kept.',
}
