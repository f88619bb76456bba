import type { RowOf } from '@g5/sdk'
import { TenantName } from '../api/tenant-name.tsx'
import type { Column } from '../table/data-table.tsx'
import { TimeOr } from '../time/time.tsx'
import { Badge } from '../ui/badge.tsx'
import { EndpointBadge, words } from '../ui/states-of.tsx'
import css from './endpoints.module.css'

export type Row = RowOf<'endpoints.list'>

/** What is asked of an endpoint in passing; the rest is on its page. */
export const columns: readonly Column<Row>[] = [
  {
    id: 'url',
    header: 'Endpoint',
    width: 'minmax(200px, 3fr)',
    cell: ({ url, description, uid }) => (
      <span className={css.two}>
        <span>{url}</span>
        {(description ?? uid) && <small>{description ?? uid}</small>}
      </span>
    ),
  },
  { id: 'state', header: 'State', width: '140px', cell: (endpoint) => <EndpointBadge endpoint={endpoint} /> },
  {
    id: 'failingSince',
    header: 'Failing since',
    width: '100px',
    cell: ({ health }) => <TimeOr at={health.failingSince} otherwise="—" />,
  },
  {
    id: 'lastSuccess',
    header: 'Last success',
    width: '100px',
    cell: ({ health }) => <TimeOr at={health.lastSuccessAt} otherwise="Never" />,
  },
  {
    id: 'eventTypes',
    header: 'Event types',
    width: 'minmax(120px, 2fr)',
    cell: ({ eventTypes }) => eventTypes?.join(', ') ?? 'All types',
  },
  {
    id: 'circuit',
    header: 'Circuit',
    width: '90px',
    cell: ({ circuit: { state } }) =>
      state === 'closed' ? 'Closed' : <Badge tone={state === 'open' ? 'bad' : 'warn'}>{words(state)}</Badge>,
  },
  {
    id: 'rateLimit',
    header: 'Rate limit',
    width: '90px',
    cell: ({ rateLimit }) => (rateLimit ? `${rateLimit.limit} in ${rateLimit.perSeconds} s` : 'None'),
  },
  { id: 'uid', header: 'uid', hidden: true, cell: ({ uid }) => uid ?? '—' },
  { id: 'id', header: 'Id', hidden: true, width: '260px', cell: ({ id }) => <code>{id}</code> },
  { id: 'createdAt', header: 'Made', hidden: true, cell: ({ createdAt }) => <TimeOr at={createdAt} otherwise="—" /> },
]

const tenant: Column<Row> = {
  id: 'tenant',
  header: 'Tenant',
  width: '150px',
  cell: ({ tenantId }) => <TenantName id={tenantId} />,
}

export const ofAllTenants = columns.toSpliced(1, 0, tenant)
