import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Me, Scope, Session } from './session.ts'

export const SessionContext = createContext<Session | undefined>(undefined)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('There is no session above this.')
  return session
}

export function useSessionState() {
  const session = useSession()
  return useSyncExternalStore(session.onChange, session.state)
}

/** Who is signed in; only where that is known. */
export function useMe(): Me {
  const state = useSessionState()
  if (state.kind !== 'in') throw new Error('Nobody is signed in.')
  return state.me
}

/** Whether the one who asks holds a scope. What they lack is not offered; the API decides all the same. */
export function useCan(): (scope: Scope) => boolean {
  const { scopes } = useMe()
  return (scope) => scopes.includes(scope)
}

/** Users of the deployment see all tenants, or one that they chose. */
export const isOperator = (me: Me) => me.kind === 'user' && me.tenantId === null
