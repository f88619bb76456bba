import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { useCan } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import type { Endpoint } from '../form/draft.ts'

interface CircuitResetProps {
  endpoint: Endpoint
  refused: string | undefined
}

/** Without asking first: if the receiver is still down, the circuit opens again by itself. */
export function CircuitReset({ endpoint, refused }: CircuitResetProps) {
  const { g5, key } = useApi()
  const reset = useChange(() => g5.circuits.reset(endpoint.id), {
    done: 'The circuit is closed: deliveries start slowly. It opens again if they fail.',
    touches: [[key]],
  })
  if (!useCan()('deliveries:write')) return null
  return (
    <Button busy={reset.isPending} refused={refused} onClick={() => reset.mutate()}>
      Close the circuit now
    </Button>
  )
}
