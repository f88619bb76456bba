import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const tell of listeners) tell()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/**
 * Something that depends on the time, in Unix milliseconds. One clock for the page, that ticks each second; only those
 * whose own words change are drawn anew.
 */
export function useTicking<Value extends string | number | boolean>(of: (now: number) => Value): Value {
  return useSyncExternalStore(subscribe, () => of(now))
}
