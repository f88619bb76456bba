import { words } from '@g5/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { EndpointFilter } from '../deliveries/endpoint-filter.tsx'
import { reasonLabel } from '../deliveries/reasons.ts'
import { TypeFilter } from '../events/type-filter.tsx'
import { RangePicker } from '../search/range-picker.tsx'
import { ManyOf } from '../table/many-of.tsx'
import { Button } from '../ui/button.tsx'

const route = getRouteApi('/dead-letters')
const reasons = words['deadLetters.list'].reason.map((value) => ({ value, label: reasonLabel(value) }))

/** What the list is filtered by; all of it stands in the address. */
export function Filters() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const set = (change: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...change }) })
  const { endpointId, type, reason = [], range, from, to } = search
  const isFiltered = [endpointId, type, range, from, to].some((one) => one !== undefined) || reason.length > 0
  return (
    <>
      <EndpointFilter value={endpointId} onChange={(next) => set({ endpointId: next })} />
      <TypeFilter value={type} onChange={(next) => set({ type: next })} />
      <ManyOf
        label="Reason"
        options={reasons}
        value={reason}
        onChange={(next) => set({ reason: next.length > 0 ? next : undefined })}
      />
      <div>
        <RangePicker
          anyTime
          value={{ range, from, to }}
          onChange={(next) => set({ range: next.range, from: next.from, to: next.to })}
        />
      </div>
      {isFiltered && (
        <Button look="quiet" onClick={() => void navigate({ search: ({ tenant, bulk }) => ({ tenant, bulk }) })}>
          Remove all filters
        </Button>
      )}
    </>
  )
}
