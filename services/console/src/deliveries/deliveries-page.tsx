import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useApi } from '../api/use-api.ts'
import { useRows } from '../api/use-rows.ts'
import { useBounds } from '../search/bounds.ts'
import { useCan } from '../session/use-session.ts'
import { Chips } from '../table/chips.tsx'
import { isCutShort, stoppingShort } from '../table/cut-short.ts'
import { DataTable } from '../table/data-table.tsx'
import { LookedBack } from '../table/looked-back.tsx'
import { Button } from '../ui/button.tsx'
import { Page, Stack } from '../ui/page.tsx'
import { Empty } from '../ui/told.tsx'
import { ChosenDeliveries } from './chosen-deliveries.tsx'
import { deliveryLink, useDeliveryColumns } from './delivery-columns.tsx'
import { DeliveryFilters, filterNames, filterWord } from './delivery-filters.tsx'
import { activeFilters, type DeliverySearch, deliveryQuery } from './delivery-query.ts'

const route = getRouteApi('/deliveries')
const pageRows = 100

export default function DeliveriesPage() {
  const { g5, key } = useApi()
  const can = useCan()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const bounds = useBounds(search)
  const query = deliveryQuery(search, bounds)
  const columns = useDeliveryColumns({ first: 'eventType' })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const list = useRows(
    [key, 'deliveries', 'list', query],
    ({ cursor, signal }) =>
      g5.deliveries.list({ ...query, limit: pageRows, ...(cursor !== undefined && { cursor }) }, { signal }),
    { refreshMs: 5_000 },
  )
  const cutShort = isCutShort(list, pageRows)
  const filters = activeFilters(search)
  const change = (after: DeliverySearch) => {
    setChosen(new Set())
    void navigate({ search: (before) => ({ ...before, ...after }) })
  }
  const clear = () => {
    setChosen(new Set())
    void navigate({ search: ({ tenant }) => ({ tenant }) })
  }
  return (
    <Page title="Deliveries" about="An event on its way to one endpoint, with every attempt that was made." fill>
      <Stack>
        <Chips
          chips={filters.map(({ name, value, without }) => ({
            name: filterNames[name],
            value: filterWord(name, value),
            remove: () => change(without),
          }))}
          clear={clear}
        />
        {can('deliveries:write') && (
          <ChosenDeliveries rows={list.rows} chosen={chosen} clear={() => setChosen(new Set())} />
        )}
      </Stack>
      <DataTable
        name="deliveries"
        label="Deliveries"
        columns={columns}
        list={stoppingShort(list, pageRows)}
        rowId={({ id }) => id}
        link={deliveryLink}
        {...(can('deliveries:write') && { selection: { chosen, onChange: setChosen } })}
        filters={<DeliveryFilters search={search} onChange={change} />}
        {...(cutShort && { foot: <LookedBack list={list} /> })}
        empty={
          cutShort ? (
            <Empty title="None found yet" action={<LookedBack list={list} />}>
              Nothing that matches was found in what has been looked through.
            </Empty>
          ) : filters.length > 0 || bounds.from !== undefined || bounds.to !== undefined ? (
            <Empty title="No delivery matches" action={<Button onClick={clear}>Remove all filters</Button>}>
              There may be some in another time range, or without one of the filters.
            </Empty>
          ) : (
            <Empty title="No deliveries yet">
              One is made for each endpoint that wants an event, at the moment the event is accepted.
            </Empty>
          )
        }
      />
    </Page>
  )
}
