import { Unplug } from 'lucide-react'
import { useState } from 'react'
import { useChange } from '../../api/use-change.ts'
import { useDeployment } from '../../api/use-deployment.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'

export function EndSessions({ tenant }: { tenant: string }) {
  const deployment = useDeployment()
  const [asking, setAsking] = useState(false)
  const end = useChange(() => deployment.portalSessions.endAll(tenant), {
    done: `All portal sessions of ${tenant} have ended`,
    onDone: () => setAsking(false),
  })
  return (
    <>
      <Button icon={<Unplug />} onClick={() => setAsking(true)}>
        End all sessions…
      </Button>
      <Confirm
        open={asking}
        onOpenChange={() => setAsking(false)}
        title={`End all portal sessions of ${tenant}`}
        action="End all sessions"
        danger
        busy={end.isPending}
        onConfirm={() => end.mutate()}
      >
        Everybody who has the portal of this tenant open is refused with their next click, and links that nobody has
        opened yet are void. Your product can make new ones at once.
      </Confirm>
    </>
  )
}
