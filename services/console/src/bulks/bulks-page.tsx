import type { Bulk } from '@g5/sdk'
import { given } from '../api/given.ts'
import { TenantName } from '../api/tenant-name.tsx'
import { useApi, useNeedsTenant } from '../api/use-api.ts'
import { useRows } from '../api/use-rows.ts'
import { EndpointName } from '../deliveries/endpoint-name.tsx'
import { type Column, DataTable } from '../table/data-table.tsx'
import { RowLink } from '../table/row-link.tsx'
import { Time, TimeOr } from '../time/time.tsx'
import { ButtonLink } from '../ui/button-link.tsx'
import { count } from '../ui/figure.tsx'
import { Page } from '../ui/page.tsx'
import { Progress } from '../ui/progress.tsx'
import { Empty } from '../ui/told.tsx'
import { BulkBadge } from './bulk-badge.tsx'
import { toneOf } from './bulk-progress.tsx'
import { paceWords } from './pace.ts'
import { progressOf } from './progress.ts'
import { bulkTitle, selectionWords } from './selection-words.ts'

/** Milliseconds after which the list is read anew: somebody may be watching. */
const refreshMs = 5_000

export default function BulksPage() {
  const { g5, key } = useApi()
  const allTenants = useNeedsTenant()
  const list = useRows(
    [key, 'bulks', 'list'],
    ({ cursor, signal }) => g5.bulks.list(given({ cursor, limit: 100 }), { signal }),
    {
      refreshMs,
    },
  )
  return (
    <Page fill title="Bulk work" about="Replays, releases and other changes of many deliveries at once, newest first.">
      <p role="status">{runningWords(list.rows.filter(({ status }) => status === 'running').length)}</p>
      <DataTable
        name="bulks"
        label="Bulk work"
        columns={allTenants ? [...columns, tenantColumn] : columns}
        list={list}
        rowId={({ id }) => id}
        link={({ id }, content) => (
          <RowLink to="/bulks/$bulkId" params={{ bulkId: id }}>
            {content}
          </RowLink>
        )}
        empty={
          <Empty title="No bulk work yet" action={<ButtonLink to="/dead-letters">Look at the dead letters</ButtonLink>}>
            It begins when somebody replays or discards many dead letters, recovers an endpoint, or releases what was
            held for one.
          </Empty>
        }
      />
    </Page>
  )
}

const runningWords = (running: number) =>
  running === 0 ? 'Nothing runs now.' : running === 1 ? 'One runs now.' : `${count(running)} run now.`

const columns: Column<Bulk>[] = [
  { id: 'what', header: 'What', cell: bulkTitle, width: 'minmax(110px, 0.7fr)' },
  { id: 'status', header: 'Status', cell: (bulk) => <BulkBadge bulk={bulk} />, width: '110px' },
  {
    id: 'progress',
    header: 'Progress',
    cell: (bulk) => (
      <Progress
        small
        label={`Progress of ${bulkTitle(bulk)}`}
        share={progressOf(bulk).share}
        tone={toneOf(bulk)}
        words={progressOf(bulk).words}
      />
    ),
    width: '120px',
  },
  {
    id: 'touched',
    header: 'Touched',
    cell: ({ touched, matched }) => `${count(touched)} of ${count(matched)}`,
    width: '120px',
    end: true,
  },
  { id: 'selects', header: 'Of', cell: selectionWords, width: 'minmax(160px, 1fr)' },
  {
    id: 'endpoint',
    header: 'Endpoint',
    cell: ({ select }) => (select.endpointId ? <EndpointName id={select.endpointId} /> : 'Any'),
    width: 'minmax(160px, 1fr)',
  },
  { id: 'pace', header: 'Pace', cell: ({ ratePerSecond }) => paceWords(ratePerSecond), width: '140px', hidden: true },
  { id: 'skipped', header: 'Skipped', cell: ({ skipped }) => count(skipped), width: '90px', end: true, hidden: true },
  { id: 'created', header: 'Started', cell: ({ createdAt }) => <Time at={createdAt} />, width: '90px' },
  {
    id: 'ended',
    header: 'Ended',
    cell: ({ endedAt }) => <TimeOr at={endedAt} otherwise="—" />,
    width: '90px',
    hidden: true,
  },
]

const tenantColumn: Column<Bulk> = {
  id: 'tenant',
  header: 'Tenant',
  cell: ({ tenantId }) => (tenantId === undefined ? 'All tenants' : <TenantName id={tenantId} />),
}
