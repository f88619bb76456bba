import { type RowOf, words } from '@g5/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { Building2 } from 'lucide-react'
import { useState } from 'react'
import { given } from '../../api/given.ts'
import { useDeployment } from '../../api/use-deployment.ts'
import { useRows } from '../../api/use-rows.ts'
import { type Column, DataTable } from '../../table/data-table.tsx'
import { ManyOf } from '../../table/many-of.tsx'
import { RowLink } from '../../table/row-link.tsx'
import { Time } from '../../time/time.tsx'
import { Button } from '../../ui/button.tsx'
import { count } from '../../ui/figure.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/told.tsx'
import { NewTenantDialog } from './new-tenant-dialog.tsx'
import { TenantBadge } from './tenant-badge.tsx'

const route = getRouteApi('/settings/tenants')

export default function TenantsPage() {
  const deployment = useDeployment()
  const { status } = route.useSearch()
  const navigate = route.useNavigate()
  const [making, setMaking] = useState(false)
  const list = useRows(
    ['*', 'tenants', { status }],
    ({ cursor, signal }) => deployment.tenants.list(given({ status, cursor, limit: 100 }), { signal }),
    { refreshMs: 15_000 },
  )
  const create = (
    <Button look="primary" icon={<Building2 />} onClick={() => setMaking(true)}>
      New tenant…
    </Button>
  )
  return (
    <Page
      fill
      title="Tenants"
      about="Who has endpoints, users and limits of their own in this deployment."
      actions={create}
    >
      <DataTable
        name="tenants"
        label="Tenants"
        columns={columns}
        list={list}
        rowId={({ id }) => id}
        link={({ id }, content) => (
          <RowLink to="/settings/tenants/$tenantId" params={{ tenantId: id }}>
            {content}
          </RowLink>
        )}
        filters={
          <ManyOf
            label="Status"
            value={status ?? []}
            onChange={(next) => void navigate({ search: { status: next } })}
            options={words['tenants.list'].status.map((value) => ({ value, label: value }))}
          />
        }
        empty={
          <Empty title={status ? 'No tenant has this status' : 'There is no tenant yet'} action={create}>
            Endpoints and events belong to a tenant, so make one first.
          </Empty>
        }
      />
      {making && <NewTenantDialog onClose={() => setMaking(false)} />}
    </Page>
  )
}

const columns: Column<RowOf<'tenants.list'>>[] = [
  { id: 'name', header: 'Name', width: 'minmax(160px, 1fr)', cell: ({ name }) => name },
  {
    id: 'status',
    header: 'Status',
    width: '140px',
    cell: ({ status }) => <TenantBadge status={status} />,
  },
  {
    id: 'slug',
    header: 'Slug',
    width: 'minmax(120px, 0.75fr)',
    cell: ({ slug }) => (slug ? <code>{slug}</code> : '—'),
  },
  { id: 'class', header: 'Class', width: '110px', cell: (tenant) => tenant.class },
  {
    id: 'endpoints',
    header: 'Endpoints',
    width: '110px',
    end: true,
    cell: ({ usage, limits }) =>
      limits.endpoints === null ? count(usage.endpoints) : `${count(usage.endpoints)} of ${count(limits.endpoints)}`,
  },
  {
    id: 'rate',
    header: 'Events/s at most',
    end: true,
    width: '130px',
    cell: ({ limits }) => (limits.eventsPerSecond === null ? 'No limit' : count(limits.eventsPerSecond)),
  },
  { id: 'created', header: 'Made', width: '110px', cell: ({ createdAt }) => <Time at={createdAt} /> },
  { id: 'uid', header: 'uid', hidden: true, cell: ({ uid }) => uid ?? '—' },
  { id: 'id', header: 'Id', hidden: true, width: 'minmax(260px, 1fr)', cell: ({ id }) => <code>{id}</code> },
]
