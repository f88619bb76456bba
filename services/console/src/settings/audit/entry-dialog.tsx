import type { RowOf } from '@g5/sdk'
import { Link } from '@tanstack/react-router'
import { TenantName } from '../../api/tenant-name.tsx'
import { useCan } from '../../session/use-session.ts'
import { pageOf } from '../../shell/page-of.ts'
import { Time } from '../../time/time.tsx'
import { Copyable } from '../../ui/code.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts, Stack } from '../../ui/page.tsx'
import { ChangeList } from './change-list.tsx'
import { changesOf } from './changes.ts'

/** One entry, with what it changed. */
export function EntryDialog({ entry, onClose }: { entry: RowOf<'auditLogs.list'>; onClose: () => void }) {
  const { action, actor, target, address, requestId, createdAt, tenantId } = entry
  const changes = changesOf(entry.changes)
  const can = useCan()
  const none = action.endsWith('.deleted') || (target.kind === 'tenant' && !can('tenants:write'))
  const page = target.id === null || none ? undefined : pageOf(target.id)
  return (
    <Dialog open wide onOpenChange={onClose} title={action}>
      <Facts
        facts={[
          ['When', <Time key="when" at={createdAt} />],
          ['Who', `${actor.name} (${actor.kind.replaceAll('_', ' ')})`],
          ['Their id', actor.id && <Copyable text={actor.id} label="id of who did it" />],
          ['To what', [target.kind.replaceAll('_', ' '), target.name].filter(Boolean).join(' ')],
          ['Its id', target.id && <Copyable text={target.id} label="id of what it was done to" />],
          ['Its page', page && <Link {...page.target}>{page.label}</Link>],
          ['Tenant', tenantId === undefined ? undefined : <TenantName id={tenantId} />],
          ['From', address],
          ['Request', requestId && <Copyable text={requestId} label="request id" />],
        ]}
      />
      <Stack>
        {changes.length === 0 && <p>No value was changed by it, or none that is told.</p>}
        <ChangeList changes={changes} />
      </Stack>
    </Dialog>
  )
}
