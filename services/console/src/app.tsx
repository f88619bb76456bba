import { CSPProvider } from '@base-ui/react/csp-provider'
import { G5Problem } from '@g5/sdk'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { createConsoleRouter } from './router.tsx'
import type { Session } from './session/session.ts'
import { SessionContext } from './session/use-session.ts'
import { Toasts } from './ui/toasts.tsx'

interface AppProps {
  session: Session
  router: ReturnType<typeof createConsoleRouter>
}

export function App({ session, router }: AppProps) {
  const [queries] = useState(createQueries)
  // What one user was told is not for the next one.
  useEffect(
    () =>
      session.onChange(() => {
        if (session.state().kind === 'out') queries.clear()
      }),
    [session, queries],
  )
  return (
    <CSPProvider disableStyleElements>
      <SessionContext value={session}>
        <QueryClientProvider client={queries}>
          <Toasts>
            <RouterProvider router={router} />
          </Toasts>
        </QueryClientProvider>
      </SessionContext>
    </CSPProvider>
  )
}

function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // The SDK tries again where that is of use; what was refused stays refused.
        retry: (failures, error) => !(error instanceof G5Problem) && failures < 1,
      },
    },
  })
}
