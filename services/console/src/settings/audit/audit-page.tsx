import type { RowOf } from '@g5/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import { given } from '../../api/given.ts'
import { TenantName } from '../../api/tenant-name.tsx'
import { useApi, useNeedsTenant } from '../../api/use-api.ts'
import { useRows } from '../../api/use-rows.ts'
import { useBounds } from '../../search/bounds.ts'
import { RangePicker } from '../../search/range-picker.tsx'
import { type Column, DataTable } from '../../table/data-table.tsx'
import { RowLink } from '../../table/row-link.tsx'
import { TextFilter } from '../../table/text-filter.tsx'
import { Time } from '../../time/time.tsx'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/told.tsx'
import { summaryOf } from './changes.ts'
import { EntryDialog } from './entry-dialog.tsx'
import { ExportDialog } from './export-dialog.tsx'

type Entry = RowOf<'auditLogs.list'>

const route = getRouteApi('/settings/audit')

export default function AuditPage() {
  const { g5, key } = useApi()
  const allTenants = useNeedsTenant()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { actor, action, target, entry } = search
  const [exporting, setExporting] = useState(false)
  const filter = given({ actor, action, target, ...useBounds(search) })
  const list = useRows(
    [key, 'auditLogs', filter],
    ({ cursor, signal }) => g5.auditLogs.list(given({ ...filter, cursor, limit: 100 }), { signal }),
    { refreshMs: 15_000 },
  )
  const set = (change: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...change }) })
  const columns = useMemo(() => columnsOf(allTenants), [allTenants])
  const known = useMemo(() => [...new Set(list.rows.map((row) => row.action))].sort(), [list.rows])
  const shown = list.rows.find(({ id }) => id === entry)
  const narrowed = Object.keys(filter).length > 0

  return (
    <Page
      fill
      title="Audit log"
      about="Who did what, to what, and when. What operators did to a tenant is in that tenant’s log too."
      actions={
        <Button icon={<Download />} onClick={() => setExporting(true)}>
          Export…
        </Button>
      }
    >
      <DataTable
        name="audit"
        label="Audit log"
        columns={columns}
        list={list}
        rowId={({ id }) => id}
        link={({ id }, content) => (
          <RowLink to="." search={(before) => ({ ...before, entry: id })}>
            {content}
          </RowLink>
        )}
        filters={
          <>
            <RangePicker
              value={search}
              anyTime
              onChange={({ range, from: a, to: b }) => set({ range, from: a, to: b })}
            />
            <TextFilter
              label="Who"
              placeholder="Who: an id, e-mail or key"
              value={actor}
              onChange={(next) => set({ actor: next })}
            />
            <TextFilter
              label="Action"
              placeholder="Action: endpoint.disabled"
              value={action}
              onChange={(next) => set({ action: next })}
              suggestions={known.map((value) => ({ value }))}
            />
            <TextFilter
              label="To what"
              placeholder="To what: an id or a name"
              value={target}
              onChange={(next) => set({ target: next })}
            />
          </>
        }
        empty={
          <Empty
            title={narrowed ? 'Nothing was done that these filters find' : 'Nothing has been done yet'}
            action={
              narrowed && (
                <Button onClick={() => void navigate({ search: ({ tenant }) => ({ tenant }) })}>
                  Clear the filters
                </Button>
              )
            }
          >
            {narrowed
              ? 'They take whole names and ids, not parts of them. There may be something in another time.'
              : 'Every change that somebody makes is written here.'}
          </Empty>
        }
      />
      {shown && <EntryDialog entry={shown} onClose={() => set({ entry: undefined })} />}
      {exporting && <ExportDialog filter={filter} onClose={() => setExporting(false)} />}
    </Page>
  )
}

function columnsOf(allTenants: boolean): Column<Entry>[] {
  return [
    { id: 'action', header: 'Action', width: '200px', cell: ({ action }) => <code>{action}</code> },
    { id: 'when', header: 'When', width: '100px', cell: ({ createdAt }) => <Time at={createdAt} /> },
    { id: 'who', header: 'Who', width: 'minmax(150px, 1fr)', cell: ({ actor }) => actor.name },
    {
      id: 'target',
      header: 'To what',
      width: 'minmax(150px, 1fr)',
      cell: ({ target }) => target.name ?? target.id ?? target.kind.replaceAll('_', ' '),
    },
    ...(allTenants
      ? [
          {
            id: 'tenant',
            header: 'Tenant',
            width: '140px',
            cell: ({ tenantId }: Entry) => <TenantName id={tenantId} />,
          },
        ]
      : []),
    {
      id: 'changes',
      header: 'Before → after',
      width: 'minmax(225px, 1.5fr)',
      cell: ({ changes }) => summaryOf(changes) || '—',
    },
    { id: 'address', header: 'From', hidden: true, cell: ({ address }) => address ?? '—' },
    { id: 'request', header: 'Request', hidden: true, cell: ({ requestId }) => requestId ?? '—' },
  ]
}
