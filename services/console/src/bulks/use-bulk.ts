import type { Bulk } from '@g5/sdk'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useApi } from '../api/use-api.ts'
import { observedRate, type Sample, sampled } from './observed-rate.ts'

/** Milliseconds between two looks at what goes on, and at what may be let go on. */
const [goingMs, pausedMs] = [1_000, 5_000]

/** A bulk, looked at for as long as it runs. */
export function useBulk(id: string) {
  const { g5, key } = useApi()
  return useQuery({
    queryKey: [key, 'bulks', 'one', id],
    queryFn: ({ signal }) => Promise.resolve(g5.bulks.get(id, { signal })),
    refetchInterval: ({ state: { data } }) => (data?.status === 'running' ? (data.paused ? pausedMs : goingMs) : false),
  })
}

/** How many a second it really touches, seen while somebody watches; undefined until that can be said. */
export function useObservedRate({ id, touched, status, paused, ratePerSecond }: Bulk): number | undefined {
  const [samples, setSamples] = useState<readonly Sample[]>([])
  const going = status === 'running' && !paused
  // What was seen at another pace says nothing about this one.
  useEffect(() => setSamples([]), [id, going, ratePerSecond])
  useEffect(() => {
    if (!going) return
    const look = () => setSamples((before) => sampled(before, { at: Date.now(), touched }))
    look()
    // Standing still is seen too: what is not touched changes nothing that would be drawn anew.
    const timer = setInterval(look, goingMs)
    return () => clearInterval(timer)
  }, [going, touched])
  return going ? observedRate(samples) : undefined
}
