import { words as known } from '@g5/sdk'
import { TypeFilter } from '../events/type-filter.tsx'
import { ManyOf } from '../table/many-of.tsx'
import { deliveryWord } from '../ui/states-of.tsx'
import type { DeliverySearch } from './delivery-query.ts'
import { EndpointFilter } from './endpoint-filter.tsx'

type LiveSearch = Pick<DeliverySearch, 'status' | 'endpointId' | 'type'>

interface LiveFiltersProps {
  search: LiveSearch
  onChange: (change: LiveSearch) => void
}

export function LiveFilters({ search, onChange }: LiveFiltersProps) {
  return (
    <>
      <ManyOf
        label="Status"
        options={known['deliveries.stream'].status.map((value) => ({ value, label: deliveryWord(value) }))}
        value={search.status ?? []}
        onChange={(status) => onChange({ status })}
      />
      <EndpointFilter value={search.endpointId} onChange={(endpointId) => onChange({ endpointId })} />
      <TypeFilter value={search.type} onChange={(type) => onChange({ type })} />
    </>
  )
}
