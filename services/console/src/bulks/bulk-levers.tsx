import type { Bulk, BulkPatch } from '@g5/sdk'
import { Pause, Play, Square } from 'lucide-react'
import { useState } from 'react'
import { useApi } from '../api/use-api.ts'
import { useChange } from '../api/use-change.ts'
import { useCan } from '../session/use-session.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { count } from '../ui/figure.tsx'
import { Row } from '../ui/page.tsx'
import { type Pace, paceWords } from './pace.ts'
import { PaceSelect } from './pace-select.tsx'
import { doneWord, progressOf } from './progress.ts'

/** What can be done about a bulk that runs, by those who may. */
export function BulkLevers({ bulk }: { bulk: Bulk }) {
  const { g5, key } = useApi()
  const can = useCan()
  const [stopping, setStopping] = useState(false)
  const touches = [[key, 'bulks']]
  const change = useChange((patch: BulkPatch) => g5.bulks.update(bulk.id, patch), { done: said, touches })
  const stop = useChange(() => g5.bulks.stop(bulk.id), {
    done: 'Stopped. What was touched stays so, the rest is as it was.',
    onDone: () => setStopping(false),
  })
  if (bulk.status !== 'running' || !can('deliveries:write')) return null
  const setPace = (ratePerSecond: Pace) => change.mutate({ ratePerSecond })
  return (
    <>
      <Row>
        <Button
          icon={bulk.paused ? <Play /> : <Pause />}
          busy={change.isPending}
          onClick={() => change.mutate({ paused: !bulk.paused })}
        >
          {bulk.paused ? 'Go on' : 'Pause'}
        </Button>
        <div>
          <PaceSelect label="Pace" value={bulk.ratePerSecond} disabled={change.isPending} onChange={setPace} />
        </div>
        <Button icon={<Square />} onClick={() => setStopping(true)}>
          Stop…
        </Button>
      </Row>
      <Confirm
        open={stopping}
        onOpenChange={setStopping}
        title="Stop it here"
        action="Stop"
        busy={stop.isPending}
        onConfirm={() => stop.mutate()}
      >
        {count(bulk.touched)} {doneWord[bulk.action]} so far: they stay so. The {count(progressOf(bulk).left)} that it
        has not come to are left as they are. It can’t go on later, but a new one can be started for the rest.
      </Confirm>
    </>
  )
}

function said({ paused, ratePerSecond }: Bulk, patch: BulkPatch): string {
  if (patch.paused !== undefined) return paused ? 'Paused. Nothing more is touched until it goes on.' : 'It goes on.'
  return ratePerSecond === null ? 'It now goes as fast as it can.' : `It now goes at ${paceWords(ratePerSecond)}.`
}
