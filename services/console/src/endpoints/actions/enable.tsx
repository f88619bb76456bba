import { useState } from 'react'
import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Radios } from '../../ui/field.tsx'
import { count } from '../../ui/numbers.ts'
import { Failed } from '../../ui/told.tsx'
import type { Endpoint } from '../form/draft.ts'
import { paceOf, paceProblem } from './pace.ts'
import { PaceField } from './pace-field.tsx'

interface EnableProps {
  endpoint: Endpoint
  onClose: () => void
}

export function Enable({ endpoint, onClose }: EnableProps) {
  const { g5, key } = useApi()
  const [held, setHeld] = useState<'send' | 'keep'>('send')
  const [pace, setPace] = useState('')
  const problem = held === 'send' ? paceProblem(pace) : undefined
  const enable = useChange(
    () =>
      g5.endpoints.enable(
        endpoint.id,
        held === 'send' ? { releaseHeld: true, ...paceOf(pace) } : { releaseHeld: false },
      ),
    {
      done: ({ released }) =>
        released?.matched ? `Enabled. Being sent, of what was held: ${count(released.matched)}.` : 'Enabled.',
      touches: [[key]],
      tellFailure: false,
      onDone: onClose,
    },
  )
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Enable this endpoint"
      about="What comes from now on is delivered at once. What was held while it was disabled is yours to decide:"
    >
      <Radios
        legend="What is held"
        value={held}
        onChange={setHeld}
        options={[
          { value: 'send', label: 'Send it', hint: 'All of it, each from the start of its schedule.' },
          {
            value: 'keep',
            label: 'Keep it held',
            hint: 'It stays as it is. You can send it later, from the list of its deliveries.',
          },
        ]}
      />
      {held === 'send' && <PaceField value={pace} onChange={setPace} error={problem} />}
      {enable.error && <Failed error={enable.error} />}
      <Actions>
        <Button look="primary" busy={enable.isPending} refused={problem} onClick={() => enable.mutate()}>
          {held === 'send' ? 'Enable, and send what is held' : 'Enable'}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </Actions>
    </Dialog>
  )
}
