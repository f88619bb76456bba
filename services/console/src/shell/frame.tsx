import { Outlet, useLocation } from '@tanstack/react-router'
import { PortalClosed } from '../portal/portal-closed.tsx'
import { useSession, useSessionState } from '../session/use-session.ts'
import { SignIn } from '../sign-in/sign-in.tsx'
import { Failed } from '../ui/told.tsx'
import { Layout } from './layout.tsx'
import { Splash } from './splash.tsx'

/** What is around every page: who is here decides whether there is a page at all. The address stays as it is. */
export function Frame() {
  const session = useSession()
  const state = useSessionState()
  const { pathname } = useLocation()
  if (session.door === 'console' && pathname.endsWith('/accept-invite')) return <Outlet />
  switch (state.kind) {
    case 'starting':
      return <Splash>Looking who is here…</Splash>
    case 'unreachable':
      return (
        <Splash>
          <Failed error={state.error} retry={() => void session.start()} />
        </Splash>
      )
    case 'out':
      return session.door === 'console' ? <SignIn ended={state.ended} /> : <PortalClosed ended={state.ended} />
    case 'in':
      return <Layout />
  }
}
