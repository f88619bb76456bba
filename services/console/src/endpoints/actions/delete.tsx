import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { Confirm } from '../../ui/dialog.tsx'
import type { Endpoint } from '../form/draft.ts'

export function Delete({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const { g5, key } = useApi()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const remove = useChange(() => g5.endpoints.delete(endpoint.id), {
    done: 'Deleted. What was open for it is cancelled.',
    touches: [],
    async onDone() {
      await navigate({ to: '/endpoints' })
      queries.removeQueries({ queryKey: [key, 'endpoints', endpoint.id] })
      await queries.invalidateQueries({ queryKey: [key] })
    },
  })
  return (
    <Confirm
      open
      onOpenChange={onClose}
      title="Delete this endpoint"
      action="Delete"
      danger
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
    >
      <p>
        <code>{endpoint.url}</code>
      </p>
      <p>
        All deliveries that are open for it, held ones too, are cancelled and its secret is gone. This can not be
        undone. To stop deliveries for a while, disable it instead.
      </p>
      <p>Its past deliveries and their attempts stay as long as they are kept, and its uid is free again.</p>
    </Confirm>
  )
}
