import { words as known } from '@g5/sdk'
import { TypeFilter } from '../events/type-filter.tsx'
import { RangePicker } from '../search/range-picker.tsx'
import { ManyOf } from '../table/many-of.tsx'
import { TextFilter } from '../table/text-filter.tsx'
import { deliveryWord, words } from '../ui/states-of.tsx'
import type { DeliveryFilterName, DeliverySearch } from './delivery-query.ts'
import { EndpointFilter } from './endpoint-filter.tsx'

const { status: statuses, errorCode: errorCodes, statusClass: statusClasses } = known['deliveries.list']

export const filterNames: Record<DeliveryFilterName, string> = {
  status: 'Status',
  errorCode: 'Last error',
  statusClass: 'Last answer',
  endpointId: 'Endpoint',
  eventId: 'Event',
  type: 'Event type',
  host: 'Host',
}

const answerWord = (one: (typeof statusClasses)[number]) => (one === 'none' ? 'no answer' : one)

/** A value of a filter in the words that its list shows. */
export function filterWord(name: DeliveryFilterName, value: string): string {
  if (name === 'status') return deliveryWord(statuses.find((one) => one === value) ?? 'pending')
  if (name === 'errorCode') return words(value)
  if (name === 'statusClass') return value === 'none' ? 'no answer' : value
  return value
}

interface DeliveryFiltersProps {
  search: DeliverySearch
  onChange: (change: DeliverySearch) => void
}

export function DeliveryFilters({ search, onChange }: DeliveryFiltersProps) {
  return (
    <>
      <ManyOf
        label="Status"
        options={statuses.map((value) => ({ value, label: deliveryWord(value) }))}
        value={search.status ?? []}
        onChange={(status) => onChange({ status })}
      />
      <ManyOf
        label="Last error"
        options={errorCodes.map((value) => ({ value, label: words(value) }))}
        value={search.errorCode ?? []}
        onChange={(errorCode) => onChange({ errorCode })}
      />
      <ManyOf
        label="Last answer"
        options={statusClasses.map((value) => ({ value, label: answerWord(value) }))}
        value={search.statusClass ?? []}
        onChange={(statusClass) => onChange({ statusClass })}
      />
      <EndpointFilter value={search.endpointId} onChange={(endpointId) => onChange({ endpointId })} />
      <TypeFilter value={search.type} onChange={(type) => onChange({ type })} />
      <TextFilter label="Host" value={search.host} onChange={(host) => onChange({ host })} />
      <RangePicker
        anyTime
        value={search}
        onChange={(range) => onChange({ range: undefined, from: undefined, to: undefined, ...range })}
      />
    </>
  )
}
