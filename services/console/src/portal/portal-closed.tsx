import { Splash } from '../shell/splash.tsx'
import { Empty } from '../ui/told.tsx'

/** A portal without a session: its link is good once, and only the product that made it can make another. */
export function PortalClosed({ ended }: { ended: boolean }) {
  return (
    <Splash>
      <Empty title={ended ? 'This session has ended' : 'This link is not good any more'}>
        Go back to the page that you came from and open it from there again.
      </Empty>
    </Splash>
  )
}
