import { words as known } from '@g5/sdk'
import { useTypeSuggestions } from '../events/event-types.ts'
import { ManyOf } from '../table/many-of.tsx'
import { TextFilter } from '../table/text-filter.tsx'
import { deliveryWord } from '../ui/states-of.tsx'
import type { DeliverySearch } from './delivery-query.ts'
import { endpointLabel, useSomeEndpoints } from './endpoint-name.tsx'

type LiveSearch = Pick<DeliverySearch, 'status' | 'endpointId' | 'type'>

interface LiveFiltersProps {
  search: LiveSearch
  onChange: (change: LiveSearch) => void
}

export function LiveFilters({ search, onChange }: LiveFiltersProps) {
  const endpoints = useSomeEndpoints()
  const types = useTypeSuggestions()
  return (
    <>
      <ManyOf
        label="Status"
        options={known['deliveries.stream'].status.map((value) => ({ value, label: deliveryWord(value) }))}
        value={search.status ?? []}
        onChange={(status) => onChange({ status })}
      />
      <TextFilter
        label="Endpoint"
        placeholder="Endpoint id or uid"
        value={search.endpointId}
        onChange={(endpointId) => onChange({ endpointId })}
        suggestions={(endpoints.data?.data ?? []).map((one) => ({ value: one.id, label: endpointLabel(one) }))}
      />
      <TextFilter
        label="Event type"
        value={search.type}
        onChange={(type) => onChange({ type })}
        {...(types && { suggestions: types })}
      />
    </>
  )
}
