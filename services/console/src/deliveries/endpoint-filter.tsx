import { TextFilter } from '../table/text-filter.tsx'
import { endpointLabel, useSomeEndpoints } from './endpoint-name.tsx'

interface EndpointFilterProps {
  value: string | undefined
  onChange: (endpoint: string | undefined) => void
}

/** One endpoint, by its id or uid; the newest ones are offered by what they are called. */
export function EndpointFilter({ value, onChange }: EndpointFilterProps) {
  const { data } = useSomeEndpoints()
  return (
    <TextFilter
      label="Endpoint"
      placeholder="Endpoint id or uid"
      value={value}
      onChange={onChange}
      suggestions={(data?.data ?? []).map((one) => ({ value: one.id, label: endpointLabel(one) }))}
    />
  )
}
