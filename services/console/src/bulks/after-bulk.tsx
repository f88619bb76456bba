import type { Bulk } from '@g5/sdk'
import { ButtonLink } from '../ui/button-link.tsx'
import { Row, Stack } from '../ui/page.tsx'

/** Where to see how the deliveries fared: a bulk gives them back to the engine, and knows no more of them. */
export function AfterBulk({ bulk: { action, select, createdAt } }: { bulk: Bulk }) {
  if (action !== 'send') return null
  const filter = {
    ...(select.endpointId !== undefined && { endpointId: select.endpointId }),
    ...(select.type !== undefined && { type: select.type }),
    ...(select.from !== undefined && { from: select.from, to: select.to ?? createdAt }),
  }
  return (
    <Stack>
      <p>
        What is sent again is tried by the endpoint’s schedule from its start, within the endpoint’s own limits. How
        such deliveries fare:
      </p>
      <Row>
        <ButtonLink to="/deliveries" search={{ ...filter, status: ['delivered'] }}>
          Delivered
        </ButtonLink>
        <ButtonLink to="/deliveries" search={{ ...filter, status: ['pending', 'queued'] }}>
          Under way
        </ButtonLink>
        <ButtonLink to="/dead-letters" search={{ ...filter, ...(select.reason && { reason: [select.reason] }) }}>
          Dead letters
        </ButtonLink>
      </Row>
    </Stack>
  )
}
