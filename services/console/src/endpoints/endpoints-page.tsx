import type { QueryOf } from '@g5/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { useApi, useNeedsTenant } from '../api/use-api.ts'
import { useRows } from '../api/use-rows.ts'
import { useCan } from '../session/use-session.ts'
import { DataTable } from '../table/data-table.tsx'
import { RowLink } from '../table/row-link.tsx'
import { Button } from '../ui/button.tsx'
import { ButtonLink } from '../ui/button-link.tsx'
import { Page } from '../ui/page.tsx'
import { Empty } from '../ui/told.tsx'
import { Filters } from './filters.tsx'
import { columns, ofAllTenants, type Row } from './list-columns.tsx'

const route = getRouteApi('/endpoints')
const refreshMs = 15_000
export default function EndpointsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { g5, key } = useApi()
  const allTenants = useNeedsTenant()
  const mayAdd = useCan()('endpoints:write')
  const { q, status, health, circuit } = search
  const filter: QueryOf<'endpoints.list'> = {
    ...(q && { q }),
    ...(status && { status }),
    ...(health && { health }),
    ...(circuit && { circuit }),
  }
  const filtered = Object.keys(filter).length > 0
  const list = useRows<Row>(
    [key, 'endpoints', 'list', filter],
    ({ cursor, signal }) => g5.endpoints.list({ ...filter, ...(cursor && { cursor }), limit: 100 }, { signal }),
    { refreshMs },
  )
  const add = mayAdd && (
    <ButtonLink to="/endpoints/new" look="primary">
      Add endpoint
    </ButtonLink>
  )
  return (
    <Page title="Endpoints" about="Where events are sent to, and how they fare there." actions={add} fill>
      <DataTable
        name="endpoints"
        label="Endpoints"
        columns={allTenants ? ofAllTenants : columns}
        list={list}
        rowId={({ id }) => id}
        link={({ id }, content) => (
          <RowLink to="/endpoints/$endpointId" params={{ endpointId: id }}>
            {content}
          </RowLink>
        )}
        filters={
          <Filters
            value={search}
            onChange={(over) => void navigate({ search: (before) => ({ ...before, ...over }) })}
          />
        }
        empty={
          filtered ? (
            <Empty
              title="No endpoint fits these filters"
              action={<Button onClick={() => void navigate({ search: {} })}>Show all</Button>}
            />
          ) : (
            <Empty title="No endpoints yet" action={add}>
              An endpoint is a URL that events are sent to. Until there is one, events are accepted and go nowhere.
            </Empty>
          )
        }
      />
    </Page>
  )
}
