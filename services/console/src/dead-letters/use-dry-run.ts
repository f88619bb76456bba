import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useApi } from '../api/use-api.ts'
import type { Select } from './selection.ts'

/** How many dead letters a selection is of, now; asked anew by each dialog, since a count of a minute ago misleads. */
export function useDryRun(select: Select) {
  const { g5, key } = useApi()
  return useQuery({
    queryKey: [key, 'dead-letters', 'dry-run', useId(), select],
    queryFn: async ({ signal }) => (await g5.deadLetters.replayAll({ select, dryRun: true }, { signal })).matched,
    gcTime: 0,
  })
}
