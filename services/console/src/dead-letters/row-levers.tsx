import { RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useApi } from '../api/use-api.ts'
import { useChange } from '../api/use-change.ts'
import { useCan } from '../session/use-session.ts'
import { IconButton } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { Row } from '../ui/page.tsx'
import { discardOne, type Outcome, replayOne } from './one.ts'
import type { DeadLetter } from './selection.ts'

const orFaster = (done: string) => (outcome: Outcome) =>
  outcome === 'done' ? done : 'Somebody replayed or discarded it already: it is no dead letter any more.'

/** What can be done about one dead letter, in its row. */
export function RowLevers({ letter }: { letter: DeadLetter }) {
  const { g5 } = useApi()
  const can = useCan()
  const [discarding, setDiscarding] = useState(false)
  const replay = useChange(() => replayOne(g5, letter), {
    done: orFaster('It is sent again, from the start of its schedule.'),
  })
  const discard = useChange(() => discardOne(g5, letter), {
    done: orFaster('Discarded. It is now a cancelled delivery.'),
    onDone: () => setDiscarding(false),
  })
  return (
    <Row>
      {can('deliveries:write') && (
        <IconButton
          label="Replay this one"
          icon={<RotateCcw />}
          busy={replay.isPending}
          onClick={() => replay.mutate()}
        />
      )}
      {can('data:erase') && (
        <IconButton label="Discard this one…" icon={<Trash2 />} onClick={() => setDiscarding(true)} />
      )}
      <Confirm
        open={discarding}
        onOpenChange={setDiscarding}
        title="Discard this dead letter"
        action="Discard"
        danger
        busy={discard.isPending}
        onConfirm={() => discard.mutate()}
      >
        Its receiver never gets it by itself again: it leaves this list and becomes a cancelled delivery. The event and
        the attempts stay readable until they are past retention.
      </Confirm>
    </Row>
  )
}
