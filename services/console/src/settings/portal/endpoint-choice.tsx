import type { RowOf } from '@g5/sdk'
import { given } from '../../api/given.ts'
import { useApi } from '../../api/use-api.ts'
import { useRows } from '../../api/use-rows.ts'
import { type Column, DataTable } from '../../table/data-table.tsx'
import { EndpointBadge } from '../../ui/states-of.tsx'
import { Empty } from '../../ui/told.tsx'

/** Which endpoints a customer is to see. */
export function EndpointChoice({
  chosen,
  onChange,
}: {
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}) {
  const { g5, key } = useApi()
  const list = useRows([key, 'endpoints', 'choice'], ({ cursor, signal }) =>
    g5.endpoints.list(given({ cursor, limit: 100 }), { signal }),
  )
  return (
    <DataTable
      short
      name="portal-endpoints"
      label="Endpoints to show"
      columns={columns}
      list={list}
      rowId={({ id }) => id}
      selection={{ chosen, onChange }}
      empty={<Empty title="This tenant has no endpoint yet">Let them see all: they will see those that come.</Empty>}
    />
  )
}

const columns: Column<RowOf<'endpoints.list'>>[] = [
  { id: 'url', header: 'URL', width: 'minmax(220px, 2fr)', cell: ({ url }) => url },
  { id: 'state', header: 'State', cell: (endpoint) => <EndpointBadge endpoint={endpoint} /> },
  { id: 'uid', header: 'uid', cell: ({ uid }) => uid ?? '—' },
  { id: 'description', header: 'Description', cell: ({ description }) => description ?? '—' },
]
