import type { Hold } from '@g5/sdk'
import { useState } from 'react'
import { useChange } from '../api/use-change.ts'
import { useDeployment } from '../api/use-deployment.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { upTo } from './bounded.ts'

/** Ends a hold. */
export function ReleaseHold({ hold: { id, held } }: { hold: Hold }) {
  const g5 = useDeployment()
  const [asking, setAsking] = useState(false)
  const release = useChange(() => g5.holds.delete(id), {
    done: held === 0 ? 'Released. It held nothing.' : 'Released. What it held goes out little by little.',
    onDone: () => setAsking(false),
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>Release…</Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title="Release what it holds"
        action="Release"
        busy={release.isPending}
        onConfirm={() => release.mutate()}
      >
        {held === 0
          ? 'It holds nothing now. What comes is sent as usual.'
          : `${upTo(held)} held ${held === 1 ? 'delivery goes' : 'deliveries go'} on where they stood. They are let go at a pace, not all at once, so that a receiver that has just come back is spared; each endpoint’s own limits hold too. What another hold matches as well stays held.`}
      </Confirm>
    </>
  )
}
