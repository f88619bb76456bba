import type { Bulk } from '@g5/sdk'
import { useApi, useNeedsTenant } from '../api/use-api.ts'
import { useChange } from '../api/use-change.ts'
import { Confirm } from '../ui/dialog.tsx'
import { count } from '../ui/figure.tsx'
import { Loaded, Note } from '../ui/told.tsx'
import { lettersOf } from './letters-of.ts'
import type { Select } from './selection.ts'
import { useDryRun } from './use-dry-run.ts'

interface DiscardDialogProps {
  select: Select
  onClose: () => void
  onStarted: (bulk: Bulk) => void
}

/** Asks first, with how many it is and what is lost. */
export function DiscardDialog({ select, onClose, onStarted }: DiscardDialogProps) {
  const { g5 } = useApi()
  const allTenants = useNeedsTenant()
  const dryRun = useDryRun(select)
  const matched = dryRun.data
  const discard = useChange(() => g5.bulks.create({ action: 'discard', select: { ...select, status: ['dead'] } }), {
    done: (answer) => `${count(answer.matched)} ${lettersOf(answer.matched)} are being discarded.`,
    onDone(answer) {
      if ('id' in answer) onStarted(answer)
    },
  })
  return (
    <Confirm
      open
      onOpenChange={onClose}
      title="Discard dead letters"
      action={matched === undefined ? 'Discard' : `Discard ${count(matched)}`}
      danger
      busy={discard.isPending}
      refused={
        matched === undefined ? 'How many it is has to be known first' : matched === 0 ? 'Nothing matches' : undefined
      }
      onConfirm={() => discard.mutate()}
    >
      <Loaded query={dryRun} what="how many match" lines={1}>
        {(n) => (
          <p role="status">
            <strong>
              {count(n)} {lettersOf(n)}
            </strong>{' '}
            {n === 1 ? 'matches' : 'match'} now. Their receivers never get them by themselves again: they leave this
            list and become cancelled deliveries. Events and attempts stay readable until they are past retention; until
            then a single delivery can still be sent again from its page.
          </p>
        )}
      </Loaded>
      {allTenants && <Note tone="warn">They are of all tenants: none is chosen above.</Note>}
    </Confirm>
  )
}
