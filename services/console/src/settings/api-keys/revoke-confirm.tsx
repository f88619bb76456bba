import type { RowOf } from '@g5/sdk'
import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { Time } from '../../time/time.tsx'
import { Confirm } from '../../ui/dialog.tsx'

export function RevokeConfirm({ apiKey, onClose }: { apiKey: RowOf<'apiKeys.list'>; onClose: () => void }) {
  const { g5 } = useApi()
  const { id, name, prefix, lastUsedAt } = apiKey
  const revoke = useChange(() => g5.apiKeys.revoke(id), { done: `${name} is revoked`, onDone: onClose })
  return (
    <Confirm
      open
      onOpenChange={onClose}
      title={`Revoke ${name} (${prefix}…)`}
      action="Revoke key"
      danger
      busy={revoke.isPending}
      onConfirm={() => revoke.mutate()}
    >
      Whatever uses it is refused with its next request, at once and everywhere, and it can’t be brought back.{' '}
      {lastUsedAt ? (
        <>
          It was last used <Time at={lastUsedAt} />.
        </>
      ) : (
        'It was never used.'
      )}
    </Confirm>
  )
}
