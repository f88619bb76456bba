import { useQuery } from '@tanstack/react-query'
import { useDeployment } from '../api/use-deployment.ts'
import { useSettled } from '../time/use-settled.ts'
import { countMatching, type TypedTarget, targetOf } from './hold-target.ts'

/** What is typed, by ids, and how much it would hold now. Counting may fail or take long: the lever works all the same. */
export function useTarget(typed: TypedTarget) {
  const g5 = useDeployment()
  const settled = useSettled(typed)
  const isSettled = settled === typed
  const target = useQuery({
    queryKey: ['*', 'holds', 'target', settled],
    queryFn: ({ signal }) => targetOf(g5, settled, signal),
    enabled: Object.values(settled).some((text) => text.trim() !== ''),
    retry: false,
    gcTime: 0,
  })
  const matching = useQuery({
    queryKey: ['*', 'holds', 'matching', target.data],
    queryFn: ({ signal }) => countMatching(g5, target.data ?? {}, signal),
    enabled: target.data !== undefined,
    retry: false,
    gcTime: 0,
  })
  return {
    target: isSettled ? target.data : undefined,
    error: isSettled ? target.error : null,
    matching: isSettled ? matching : undefined,
  }
}
