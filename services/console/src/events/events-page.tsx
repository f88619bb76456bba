import type { Event } from '@g5/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { Send } from 'lucide-react'
import { useMemo } from 'react'
import { TenantName } from '../api/tenant-name.tsx'
import { useApi, useNeedsTenant } from '../api/use-api.ts'
import { useRows } from '../api/use-rows.ts'
import { useBounds } from '../search/bounds.ts'
import { useCan } from '../session/use-session.ts'
import { isCutShort, stoppingShort } from '../table/cut-short.ts'
import { type Column, DataTable } from '../table/data-table.tsx'
import { LookedBack } from '../table/looked-back.tsx'
import { RowLink } from '../table/row-link.tsx'
import { Time } from '../time/time.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ButtonLink } from '../ui/button-link.tsx'
import { Page } from '../ui/page.tsx'
import { Empty } from '../ui/told.tsx'
import { EventFilters, SearchHint } from './event-filters.tsx'

const route = getRouteApi('/events')
const pageRows = 100

export default function EventsPage() {
  const { g5, key } = useApi()
  const can = useCan()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const bounds = useBounds(search)
  const { q, type, unmatched } = search
  const query = { ...(q && { q }), ...(type && { type }), ...(unmatched && { unmatched }), ...bounds }
  const list = useRows(
    [key, 'events', 'list', query],
    ({ cursor, signal }) =>
      g5.events.list({ ...query, limit: pageRows, ...(cursor !== undefined && { cursor }) }, { signal }),
    // A search looks through what is stored, seconds long: it is not asked again and again by itself.
    { refreshMs: q === undefined ? 5_000 : undefined },
  )
  const cutShort = isCutShort(list, pageRows)
  const columns = useColumns()
  const clear = () => void navigate({ search: ({ tenant }) => ({ tenant }) })
  return (
    <Page
      title="Events"
      about="What was posted, once each, whoever got it."
      actions={
        can('events:write') && (
          <ButtonLink to="/events/send" look="primary" search={type === undefined ? {} : { type }}>
            <Send aria-hidden="true" />
            Send event
          </ButtonLink>
        )
      }
      fill
    >
      <SearchHint />
      <DataTable
        name="events"
        label="Events"
        columns={columns}
        list={stoppingShort(list, pageRows)}
        rowId={({ id }) => id}
        link={({ id }, content) => (
          <RowLink to="/events/$eventId" params={{ eventId: id }}>
            {content}
          </RowLink>
        )}
        filters={
          <EventFilters
            search={search}
            onChange={(change) => void navigate({ search: (before) => ({ ...before, ...change }) })}
          />
        }
        {...(cutShort && { foot: <LookedBack list={list} /> })}
        empty={
          cutShort ? (
            <Empty title="None found yet" action={<LookedBack list={list} />}>
              Nothing that matches was found in what has been looked through.
            </Empty>
          ) : Object.keys(query).length > 0 ? (
            <Empty title="No event matches" action={<Button onClick={clear}>Remove all filters</Button>}>
              There may be some in another time range, or without one of the filters.
            </Empty>
          ) : (
            <Empty
              title="No events yet"
              action={
                can('events:write') && (
                  <ButtonLink to="/events/send" look="primary">
                    Send the first one
                  </ButtonLink>
                )
              }
            >
              Events are posted to the API by your own programs.
            </Empty>
          )
        }
      />
    </Page>
  )
}

function useColumns(): readonly Column<Event>[] {
  const allTenants = useNeedsTenant()
  return useMemo(
    () => [
      { id: 'type', header: 'Type', cell: ({ type }) => type, width: 'minmax(140px, 1.5fr)' },
      {
        id: 'matched',
        header: 'Wanted',
        cell: ({ unmatched }) => (unmatched ? <Badge tone="warn">By no endpoint</Badge> : 'Yes'),
        width: '124px',
      },
      { id: 'id', header: 'Id', cell: ({ id }) => <code>{id}</code>, width: '250px' },
      { id: 'uid', header: 'Your id (uid)', cell: ({ uid }) => uid ?? '—', width: 'minmax(120px, 1fr)' },
      {
        id: 'channels',
        header: 'Channels',
        cell: ({ channels }) => channels?.join(', ') ?? '—',
        width: 'minmax(80px, 0.6fr)',
      },
      {
        id: 'metadata',
        header: 'Metadata',
        cell: ({ metadata }) =>
          Object.entries(metadata)
            .map(([name, value]) => `${name}=${value}`)
            .join(', ') || '—',
        width: 'minmax(160px, 1fr)',
        hidden: true,
      },
      { id: 'created', header: 'Created', cell: ({ createdAt }) => <Time at={createdAt} />, width: '88px' },
      ...(allTenants
        ? [{ id: 'tenant', header: 'Tenant', cell: ({ tenantId }: Event) => <TenantName id={tenantId} /> }]
        : []),
    ],
    [allTenants],
  )
}
