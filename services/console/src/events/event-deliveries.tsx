import type { Delivery } from '@g5/sdk'
import type { Rows } from '../api/use-rows.ts'
import { deliveryLink, useDeliveryColumns } from '../deliveries/delivery-columns.tsx'
import { DataTable } from '../table/data-table.tsx'
import { Empty } from '../ui/told.tsx'

/** The deliveries of one event, as they go on. */
export function EventDeliveries({ list, empty }: { list: Rows<Delivery>; empty: string }) {
  const columns = useDeliveryColumns({ first: 'endpoint' })
  return (
    <DataTable
      name="event-deliveries"
      label="Deliveries of this event"
      columns={columns}
      list={list}
      rowId={({ id }) => id}
      link={deliveryLink}
      empty={<Empty title="No endpoint got it">{empty}</Empty>}
      short
    />
  )
}
