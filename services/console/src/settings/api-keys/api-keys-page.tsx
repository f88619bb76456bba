import type { AnswerOf, RowOf } from '@g5/sdk'
import { KeyRound } from 'lucide-react'
import { useMemo, useState } from 'react'
import { given } from '../../api/given.ts'
import { TenantName } from '../../api/tenant-name.tsx'
import { useApi, useNeedsTenant } from '../../api/use-api.ts'
import { useRows } from '../../api/use-rows.ts'
import { type Column, DataTable } from '../../table/data-table.tsx'
import { Time, TimeOr } from '../../time/time.tsx'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/told.tsx'
import { KeyBadge } from './key-badge.tsx'
import { stateOf } from './key-state.ts'
import { MadeKeyDialog } from './made-key-dialog.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'
import { RevokeConfirm } from './revoke-confirm.tsx'

type ApiKey = RowOf<'apiKeys.list'>

type Open =
  | { kind: 'new' }
  | { kind: 'made'; made: AnswerOf<'apiKeys.create'> }
  | { kind: 'revoke'; apiKey: ApiKey }
  | undefined

export default function ApiKeysPage() {
  const { g5, key } = useApi()
  const allTenants = useNeedsTenant()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const list = useRows(
    [key, 'apiKeys'],
    ({ cursor, signal }) => g5.apiKeys.list(given({ cursor, limit: 100 }), { signal }),
    { refreshMs: 15_000 },
  )
  const columns = useMemo(() => columnsOf(allTenants, (apiKey) => setOpen({ kind: 'revoke', apiKey })), [allTenants])
  const create = (
    <Button look="primary" icon={<KeyRound />} onClick={() => setOpen({ kind: 'new' })}>
      {allTenants ? 'New key of the deployment…' : 'New API key…'}
    </Button>
  )

  return (
    <Page
      fill
      title="API keys"
      about={
        allTenants
          ? 'Keys of the deployment, and of all tenants. Those that have ended stay listed.'
          : 'What programs call the API with. Those that have ended stay listed.'
      }
      actions={create}
    >
      <DataTable
        name="api-keys"
        label="API keys"
        columns={columns}
        list={list}
        rowId={({ id }) => id}
        empty={
          <Empty title="There is no API key yet" action={create}>
            A program needs one to send events, or to do anything else that you can do here.
          </Empty>
        }
      />
      {open?.kind === 'new' && <NewKeyDialog onClose={close} onMade={(made) => setOpen({ kind: 'made', made })} />}
      {open?.kind === 'made' && <MadeKeyDialog made={open.made} onClose={close} />}
      {open?.kind === 'revoke' && <RevokeConfirm apiKey={open.apiKey} onClose={close} />}
    </Page>
  )
}

function columnsOf(allTenants: boolean, onRevoke: (apiKey: ApiKey) => void): Column<ApiKey>[] {
  return [
    { id: 'name', header: 'Name', width: 'minmax(140px, 1fr)', cell: ({ name }) => <strong>{name}</strong> },
    { id: 'state', header: 'State', width: '130px', cell: (apiKey) => <KeyBadge apiKey={apiKey} /> },
    ...(allTenants
      ? [
          {
            id: 'tenant',
            header: 'Tenant',
            width: '140px',
            cell: ({ tenantId }: ApiKey) => <TenantName id={tenantId} />,
          },
        ]
      : []),
    {
      id: 'used',
      header: 'Last used',
      width: '100px',
      cell: ({ lastUsedAt }) => <TimeOr at={lastUsedAt} otherwise="Never" />,
    },
    {
      id: 'expires',
      header: 'Expires',
      width: '100px',
      cell: ({ expiresAt }) => <TimeOr at={expiresAt} otherwise="Never" />,
    },
    {
      id: 'scopes',
      header: 'May do',
      width: 'minmax(160px, 1.5fr)',
      cell: ({ scopes }) => <span title={scopes.join(', ')}>{scopes.join(', ') || 'nothing any more'}</span>,
    },
    { id: 'prefix', header: 'Begins with', hidden: true, width: '140px', cell: ({ prefix }) => <code>{prefix}…</code> },
    { id: 'created', header: 'Made', hidden: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      id: 'revoked',
      header: 'Revoked',
      hidden: true,
      cell: ({ revokedAt }) => <TimeOr at={revokedAt} otherwise="—" />,
    },
    {
      id: 'actions',
      header: 'Actions',
      width: '100px',
      cell: (apiKey) => stateOf(apiKey, Date.now()).live && <Button onClick={() => onRevoke(apiKey)}>Revoke…</Button>,
    },
  ]
}
