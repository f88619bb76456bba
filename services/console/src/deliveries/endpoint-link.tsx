import { Link } from '@tanstack/react-router'
import { EndpointName } from './endpoint-name.tsx'

/** An endpoint by what it is known by, with a link to its page here; never to its URL. */
export const EndpointLink = ({ id }: { id: string }) => (
  <Link to="/endpoints/$endpointId" params={{ endpointId: id }}>
    <EndpointName id={id} />
  </Link>
)
