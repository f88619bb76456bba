import { G5UnexpectedAnswer, type Health } from '@g5/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeployment } from '../api/use-deployment.ts'
import { useSession } from '../session/use-session.ts'

/** Milliseconds: somebody watches an incident. */
export const watchMs = 5_000

/** How the deployment is. Whoever is signed in is told more than the word, so this public operation gets a credential. */
export function useHealth() {
  const g5 = useDeployment()
  const session = useSession()
  return useQuery({
    queryKey: ['*', 'health'],
    async queryFn({ signal }): Promise<Health> {
      const look = async (renew: boolean) =>
        g5.operations.health({
          headers: { authorization: `Bearer ${await session.credential({ renew })}` },
          ...{ retries: 0, signal },
        })
      try {
        const health = await look(false)
        // A token that is over is no refusal here: the word alone comes.
        return health.reasons === undefined ? await look(true) : health
      } catch (error) {
        if (error instanceof G5UnexpectedAnswer && error.status === 503) return { status: 'down' }
        throw error
      }
    },
    refetchInterval: watchMs,
    placeholderData: keepPreviousData,
  })
}
