import { createClient, type G5 } from '@g5/sdk'
import { useMemo } from 'react'
import { useSession } from '../session/use-session.ts'

/** The API without a tenant, whichever one is acted in: for what is done to tenants, not in one. */
export function useDeployment(): G5 {
  const session = useSession()
  return useMemo(() => createClient({ baseUrl: location.origin, credential: session.credential }), [session])
}
