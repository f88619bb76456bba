import { LRUCache } from 'lru-cache'

interface Count {
  /** Hits in the present window, this one included. */
  current: number
  /** Milliseconds until the window ends. */
  ttl: number
}

/** Counts by key in fixed windows, shared between processes where there is somebody to share through. */
export interface Counters {
  /** At once, from what this process knows: nothing remote can slow a request or fail it. */
  hit(key: string, windowMs: number): Count
  /** Milliseconds of the clock that windows begin and end by. */
  now(): number
  close(): void
}

/** Where processes add up what each of them counted. */
export interface SharedCounts {
  /** For each key, the count of all and the milliseconds its window has left; undefined where those were not to be had. */
  add(hits: readonly { key: string; hits: number; windowMs: number }[]): Promise<(Count | undefined)[]>
}

interface Window {
  count: number
  /** Of them, those that nobody else knows of yet. */
  unshared: number
  endsAt: number
  windowMs: number
}

/** Keys that are remembered; the one not seen for longest gives way. */
const maxKeys = 100_000
/** Between two exchanges with the others: how late a process may learn what they let in. */
const shareEveryMs = 50
/** After a failure, each process counts for itself for this long. */
const restMs = 1_000

interface CountersOptions {
  /** Each process counts for itself without it. */
  shared?: SharedCounts | undefined
  now?: () => number
}

/**
 * Each hit is answered from memory and shared a moment later: processes together may let a little more through than
 * the limit, in exchange for a limiter that costs a request nothing and that no outage can turn against it.
 */
export function createCounters({ shared, now = () => performance.now() }: CountersOptions = {}): Counters {
  const windows = new LRUCache<string, Window>({ max: maxKeys })
  const unshared = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let closed = false

  function windowOf(key: string, windowMs: number): Window {
    const known = windows.get(key)
    if (known && known.endsAt > now()) return known
    const fresh = { count: 0, unshared: 0, endsAt: now() + windowMs, windowMs }
    windows.set(key, fresh)
    return fresh
  }

  function shareAfter(ms: number) {
    if (!shared || closed || timer) return
    timer = setTimeout(() => void share(), ms)
    timer.unref()
  }

  async function share(): Promise<void> {
    const hits = [...unshared].flatMap((key) => {
      const window = windows.peek(key)
      if (!window || window.endsAt <= now()) return []
      const { unshared: hits, windowMs } = window
      window.unshared = 0
      return [{ key, hits, windowMs }]
    })
    unshared.clear()
    let rest = shareEveryMs
    try {
      const totals = (await shared?.add(hits)) ?? []
      for (const [i, { key }] of hits.entries()) take(key, totals[i])
    } catch {
      rest = restMs // What was counted here still counts here.
    }
    timer = undefined
    if (unshared.size > 0) shareAfter(rest)
  }

  function take(key: string, total: Count | undefined) {
    const window = windows.peek(key)
    if (!window || !total) return
    window.count = total.current + window.unshared
    window.endsAt = now() + total.ttl
  }

  return {
    hit(key, windowMs) {
      const window = windowOf(key, windowMs)
      window.count += 1
      if (shared) {
        window.unshared += 1
        unshared.add(key)
        shareAfter(shareEveryMs)
      }
      return { current: window.count, ttl: Math.max(0, window.endsAt - now()) }
    },
    now,
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
