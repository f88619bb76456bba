import type { Bulk } from '@g5/sdk'
import { useState } from 'react'
import { useApi, useNeedsTenant } from '../api/use-api.ts'
import { useChange } from '../api/use-change.ts'
import { type Pace, takesWords, usualPace } from '../bulks/pace.ts'
import { PaceSelect } from '../bulks/pace-select.tsx'
import { Actions } from '../ui/actions.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { count } from '../ui/figure.tsx'
import { Loaded, Note } from '../ui/told.tsx'
import { lettersOf } from './letters-of.ts'
import type { Select } from './selection.ts'
import { useDryRun } from './use-dry-run.ts'

interface ReplayDialogProps {
  select: Select
  onClose: () => void
  onStarted: (bulk: Bulk) => void
}

/** Says how many it would be and how long that would take, before anything is done. */
export function ReplayDialog({ select, onClose, onStarted }: ReplayDialogProps) {
  const { g5 } = useApi()
  const allTenants = useNeedsTenant()
  const [pace, setPace] = useState<Pace>(usualPace)
  const dryRun = useDryRun(select)
  const replay = useChange(() => g5.deadLetters.replayAll({ select, ...(pace !== null && { ratePerSecond: pace }) }), {
    done: (answer) => `${count(answer.matched)} ${lettersOf(answer.matched)} are being sent again.`,
    onDone(answer) {
      if ('id' in answer) onStarted(answer)
    },
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Replay dead letters"
      about="Each is sent again by its endpoint’s schedule, from the start, with the endpoint’s present URL and secret. Its webhook-id stays the same, so a receiver can tell that it had it before."
    >
      <Loaded query={dryRun} what="how many match" lines={1}>
        {(matched) => (
          <>
            <p role="status">
              <strong>
                {count(matched)} {lettersOf(matched)}
              </strong>{' '}
              {matched === 1 ? 'matches' : 'match'} now. What dies from now on is not among them.
            </p>
            {allTenants && matched > 0 && <Note tone="warn">They are of all tenants: none is chosen above.</Note>}
            <Field label="Pace" hint={takesWords(matched, pace)}>
              <PaceSelect value={pace} onChange={setPace} />
            </Field>
            <p>
              It can be paused, changed and stopped while it runs. Those whose endpoint is disabled, or whose payload is
              gone, are skipped and stay dead letters.
            </p>
            <Actions>
              <Button
                look="primary"
                busy={replay.isPending}
                refused={matched === 0 ? 'Nothing matches any more' : undefined}
                onClick={() => replay.mutate()}
              >
                Replay {count(matched)}
              </Button>
              <Button onClick={onClose}>Cancel</Button>
            </Actions>
          </>
        )}
      </Loaded>
    </Dialog>
  )
}
