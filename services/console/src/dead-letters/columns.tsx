import { TenantName } from '../api/tenant-name.tsx'
import { EndpointName } from '../deliveries/endpoint-name.tsx'
import { reasonLabel } from '../deliveries/reasons.ts'
import type { Column } from '../table/data-table.tsx'
import { Time } from '../time/time.tsx'
import { words } from '../ui/states-of.tsx'
import { RowLevers } from './row-levers.tsx'
import type { DeadLetter } from './selection.ts'

const columns: readonly Column<DeadLetter>[] = [
  {
    id: 'type',
    header: 'Event type',
    cell: ({ eventType }) => eventType ?? 'past retention',
    width: 'minmax(130px, 1fr)',
  },
  {
    id: 'endpoint',
    header: 'Endpoint',
    cell: ({ endpointId }) => <EndpointName id={endpointId} />,
    width: 'minmax(160px, 1.2fr)',
  },
  { id: 'reason', header: 'Reason', cell: ({ reason }) => reasonLabel(reason), width: 'minmax(130px, 1fr)' },
  {
    id: 'error',
    header: 'Last error',
    cell: ({ errorCode }) => (errorCode === null ? '—' : words(errorCode)),
    width: 'minmax(130px, 1fr)',
  },
  { id: 'attempts', header: 'Attempts', cell: ({ attempts }) => attempts, width: '70px', end: true },
  { id: 'since', header: 'Dead since', cell: ({ stateSince }) => <Time at={stateSince} />, width: '90px' },
  { id: 'created', header: 'Accepted', cell: ({ createdAt }) => <Time at={createdAt} />, width: '90px', hidden: true },
  { id: 'id', header: 'Id', cell: ({ id }) => <code>{id}</code>, width: '290px', hidden: true },
]

const tenant: Column<DeadLetter> = {
  id: 'tenant',
  header: 'Tenant',
  cell: ({ tenantId }) => <TenantName id={tenantId} />,
}

const levers: Column<DeadLetter> = {
  id: 'levers',
  header: 'Actions',
  cell: (letter) => <RowLevers letter={letter} />,
  width: '84px',
}

export function columnsFor({ allTenants, mayChange }: { allTenants: boolean; mayChange: boolean }) {
  return [...columns, ...(allTenants ? [tenant] : []), ...(mayChange ? [levers] : [])]
}
