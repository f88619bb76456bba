import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { Confirm } from '../../ui/dialog.tsx'
import type { Endpoint } from '../form/draft.ts'

export function Disable({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const { g5, key } = useApi()
  const disable = useChange(() => g5.endpoints.disable(endpoint.id), {
    done: 'Disabled. What is open for it is held.',
    touches: [[key]],
    onDone: onClose,
  })
  return (
    <Confirm
      open
      onOpenChange={onClose}
      title="Disable this endpoint"
      action="Disable"
      busy={disable.isPending}
      onConfirm={() => disable.mutate()}
    >
      <p>
        No attempt begins after this. What is open for it and every event that it wants from now on is held: nothing is
        lost, and held deliveries cost no attempt. An attempt that is under way is finished.
      </p>
      <p>When you enable it again, you say whether what is held is sent.</p>
    </Confirm>
  )
}
