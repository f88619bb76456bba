import { createRoot } from 'react-dom/client'
import './design/tokens.css'
import './design/base.css'
import { App } from './app.tsx'
import { createConsoleRouter } from './router.tsx'
import { createSession } from './session/session.ts'
import { applyTheme } from './shell/theme.ts'

/** A portal's whole application lives below its own path, which alone may be framed. */
const portal = '/console/portal'
const door = location.pathname === portal || location.pathname.startsWith(`${portal}/`) ? 'portal' : 'console'

const code = new URLSearchParams(location.hash.slice(1)).get('code') ?? undefined
// Good once, and of no use to anybody who looks at the history.
if (door === 'portal' && code) history.replaceState(history.state, '', location.pathname + location.search)

applyTheme()
const session = createSession({ door, origin: location.origin, code })
const router = createConsoleRouter(door === 'portal' ? portal : '/console')
void session.start()

const place = document.getElementById('root')
if (!place) throw new Error('The page has no #root')
createRoot(place).render(<App session={session} router={router} />)
