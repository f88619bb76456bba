import { createClient, type G5 } from '@g5/sdk'
import { useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { isOperator, useMe, useSession } from '../session/use-session.ts'

export interface Api {
  g5: G5
  /** The tenant that is acted in; undefined for an operator who looks at all of them. */
  tenant: string | undefined
  /** The first part of each query's key: what one tenant is told is nothing to another. */
  key: string
}

/** The API as the one who is signed in, in the tenant of the address. */
export function useApi(): Api {
  const session = useSession()
  const me = useMe()
  const chosen = useSearch({ strict: false, select: ({ tenant }) => tenant })
  const tenant = isOperator(me) ? chosen : (me.tenantId ?? undefined)
  return useMemo(() => {
    const g5 = createClient({
      baseUrl: location.origin,
      credential: session.credential,
      ...(isOperator(me) && tenant !== undefined && { tenant }),
    })
    return { g5, tenant, key: tenant ?? '*' }
  }, [session, me, tenant])
}

/** An operator who looks at all tenants can read, and must name one before changing what belongs to one. */
export function useNeedsTenant(): boolean {
  const me = useMe()
  const { tenant } = useApi()
  return isOperator(me) && tenant === undefined
}
