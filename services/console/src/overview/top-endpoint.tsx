import { Link } from '@tanstack/react-router'
import { useEndpoint } from '../deliveries/endpoint-name.tsx'
import type { RangeSearch } from '../search/range.ts'
import type { TopRow } from './top-table.tsx'

/** An endpoint by what its people call it, as a link to its page. One that is deleted has none. */
export function TopEndpoint({ row: { endpointId = '', host }, range }: { row: TopRow; range: RangeSearch }) {
  const endpoint = useEndpoint(endpointId)
  if (host === null) return <span>An endpoint that is deleted</span>
  // Its host alone would be another name a moment later.
  const name = endpoint === undefined ? '…' : (endpoint?.uid ?? endpoint?.url ?? host ?? endpointId)
  return (
    <Link to="/endpoints/$endpointId" params={{ endpointId }} search={range} title={endpoint?.url}>
      {name}
    </Link>
  )
}
