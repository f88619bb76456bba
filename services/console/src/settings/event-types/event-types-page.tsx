import type { RowOf } from '@g5/sdk'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Download, FileInput } from 'lucide-react'
import { useMemo, useState } from 'react'
import { given } from '../../api/given.ts'
import { TenantName } from '../../api/tenant-name.tsx'
import { useApi, useNeedsTenant } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { useRows } from '../../api/use-rows.ts'
import { oneOf } from '../../search/address.ts'
import { useCan } from '../../session/use-session.ts'
import { type Column, DataTable } from '../../table/data-table.tsx'
import { RowLink } from '../../table/row-link.tsx'
import { Time } from '../../time/time.tsx'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { pretty } from '../../ui/code.tsx'
import { Select } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { saveAs } from '../../ui/save-as.ts'
import { Empty } from '../../ui/told.tsx'
import { EventTypeBadges } from './event-type-badges.tsx'
import { ImportDialog } from './import-dialog.tsx'

type EventType = RowOf<'eventTypes.list'>

const route = getRouteApi('/settings/event-types')
const archivedWords = oneOf(['true', 'false'])

export default function EventTypesPage() {
  const { g5, key } = useApi()
  const may = useCan()('event-types:write')
  const allTenants = useNeedsTenant()
  const { archived } = route.useSearch()
  const navigate = route.useNavigate()
  const [importing, setImporting] = useState(false)
  const list = useRows([key, 'eventTypes', { archived }], ({ cursor, signal }) =>
    g5.eventTypes.list(given({ archived, cursor, limit: 100 }), { signal }),
  )
  const download = useChange(() => g5.eventTypes.openapi(), {
    touches: [],
    onDone: (document) =>
      saveAs('event-types.openapi.json', new Blob([pretty(document)], { type: 'application/json' })),
  })
  const columns = useMemo(() => columnsOf(allTenants), [allTenants])

  return (
    <Page
      fill
      title="Event types"
      about="What endpoints can subscribe to, and the shape of its payloads. Types that nobody declared are taken too, unless the tenant validates its events."
      actions={
        <>
          <Button icon={<Download />} busy={download.isPending} onClick={() => download.mutate()}>
            Download OpenAPI
          </Button>
          {may && (
            <>
              <Button icon={<FileInput />} onClick={() => setImporting(true)}>
                Import…
              </Button>
              <ButtonLink look="primary" to="/settings/event-types/new">
                New event type
              </ButtonLink>
            </>
          )}
        </>
      }
    >
      <DataTable
        name="event-types"
        label="Event types"
        columns={columns}
        list={list}
        rowId={({ id }) => id}
        link={({ name, tenantId }, content) => (
          <RowLink
            to="/settings/event-types/$name"
            params={{ name }}
            // One that is a tenant's own is to be seen in that tenant alone.
            search={tenantId ? { tenant: tenantId } : {}}
          >
            {content}
          </RowLink>
        )}
        filters={
          <Select
            aria-label="Which"
            value={archived ?? 'all'}
            onChange={(next) => void navigate({ search: { archived: archivedWords(next) } })}
            options={[
              { value: 'all', label: 'In use and archived' },
              { value: 'false', label: 'In use' },
              { value: 'true', label: 'Archived' },
            ]}
          />
        }
        empty={archived ? <NoneOf archived={archived} /> : <None may={may} />}
      />
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </Page>
  )
}

function columnsOf(allTenants: boolean): Column<EventType>[] {
  return [
    { id: 'name', header: 'Name', width: 'minmax(180px, 1fr)', cell: ({ name }) => <code>{name}</code> },
    { id: 'state', header: 'State', width: '190px', cell: (row) => <EventTypeBadges eventType={row} /> },
    ...(allTenants
      ? [
          {
            id: 'tenant',
            header: 'Tenant',
            width: '140px',
            cell: ({ tenantId, shared }: EventType) => (shared ? 'All tenants' : <TenantName id={tenantId} />),
          },
        ]
      : []),
    {
      id: 'description',
      header: 'Description',
      width: 'minmax(160px, 1.5fr)',
      cell: ({ description }) => description ?? '—',
    },
    {
      id: 'schema',
      header: 'Schema',
      width: '110px',
      cell: ({ schema, version }) => (schema === null ? 'Any payload' : `Version ${version}`),
    },
    { id: 'updated', header: 'Changed', width: '110px', cell: ({ updatedAt }) => <Time at={updatedAt} /> },
    { id: 'created', header: 'Declared', hidden: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
  ]
}

const NoneOf = ({ archived }: { archived: string }) => (
  <Empty
    title={archived === 'true' ? 'Nothing is archived' : 'No type is in use'}
    action={
      <Link to="/settings/event-types" search={{}}>
        Show all
      </Link>
    }
  >
    {archived === 'true'
      ? 'A type that is no longer meant to be used can be archived on its page.'
      : 'All that there are, are archived.'}
  </Empty>
)

const None = ({ may }: { may: boolean }) => (
  <Empty
    title="No event type is declared yet"
    action={
      may && (
        <ButtonLink look="primary" to="/settings/event-types/new">
          Declare the first one
        </ButtonLink>
      )
    }
  >
    Events can be sent all the same. A declared type has a description, examples and a schema that whoever receives it
    can rely on.
  </Empty>
)
