import { EventEmitter } from 'node:events'
import { isOperational } from '@g5/contracts'
import { type CircuitVerdict, naturalBatch } from '@g5/core'
import { type CircuitOpening, endProbe, openCircuits, type Sql } from '@g5/db'
import { LRUCache } from 'lru-cache'
import CircuitBreaker from 'opossum'
import type { Judged } from './assess.ts'

interface CircuitOptions {
  /** Percent of the attempts in the window that must fail. */
  errorPercent: number
  /** Attempts that must lie in the window. */
  volumeThreshold: number
  windowMs: number
  /** Milliseconds until an open circuit lets a probe through. */
  resetMs: number
}

interface CircuitDeps extends CircuitOptions {
  sql: Sql
  /** The lane's row says something else now: whoever deals it turns must look again. */
  onChange(of: Sensed, state: 'open' | 'closed'): void
  onError(error: unknown): void
}

/** Endpoints that fail at times and have a breaker, about 6 KB each; and those that don't, of which a count will do. */
const maxBreakers = 10_000
const maxCalm = 50_000
const buckets = 6

export interface Circuits {
  /** An attempt has been judged. */
  sense(judged: Judged): void
  drain(): Promise<void>
  stop(): void
}

/**
 * One breaker an endpoint senses what this worker sees, from its first failure on; the lane's row decides for all of
 * them. A breaker that opens opens the lane and starts anew: from there on the row says when a probe goes, and what it found out.
 */
export function createCircuits({ sql, resetMs, windowMs, onChange, onError, ...options }: CircuitDeps): Circuits {
  const rotation = new EventEmitter().setMaxListeners(0)
  const rotating = setInterval(() => rotation.emit('rotate'), windowMs / buckets)
  const breakers = new LRUCache<number, Breaker>({ max: maxBreakers, dispose: (breaker) => breaker.shutdown() })
  const calm = createCalm(windowMs)
  const openings = naturalBatch<CircuitOpening, void>({ flush: open, maxItems: 1_000, maxWaiting: 20_000 })
  const probes = new Set<Promise<void>>()

  async function open(wanted: CircuitOpening[]): Promise<undefined[]> {
    for (const opened of await openCircuits(sql, wanted)) onChange(opened, 'open')
    return wanted.map(() => undefined)
  }

  /** A breaker as it would be had it seen the successes of the window before. */
  function newBreaker(lane: number): Breaker {
    const successes = calm.take(lane)
    const window = { rollingCountTimeout: windowMs, rollingCountBuckets: buckets, rotateBucketController: rotation }
    const bare = { ...window, rollingPercentilesEnabled: false, enableSnapshots: false }
    const status = CircuitBreaker.newStatus({ ...bare, stats: { ...nothing(), fires: successes, successes } })
    const breaker = new CircuitBreaker(toPromise, {
      ...{ ...bare, status, timeout: false as const },
      errorThresholdPercentage: options.errorPercent,
      volumeThreshold: options.volumeThreshold,
    })
    breakers.set(lane, breaker)
    return breaker
  }

  async function feed({ lane }: Sensed, verdict: CircuitVerdict, quiet: boolean): Promise<void> {
    const breaker = breakers.get(lane) ?? newBreaker(lane)
    const wasOpen = breaker.opened
    await breaker.fire(verdict).catch(() => {}) // Rejects with the failure that it was fed.
    if (!breaker.opened && breaker.stats.failures === 0) breakers.delete(lane)
    if (wasOpen || !breaker.opened) return
    const { failures } = breaker.stats
    try {
      await openings.add({ lane, failures, resetMs, quiet })
    } finally {
      breakers.delete(lane)
    }
  }

  async function endProbeOf(of: Sensed, verdict: CircuitVerdict, quiet: boolean): Promise<void> {
    const succeeded = verdict === 'alive'
    if (await endProbe(sql, { lane: of.lane, succeeded, resetMs, quiet })) onChange(of, succeeded ? 'closed' : 'open')
  }

  return {
    sense({ delivery, verdict }) {
      const { lane, eventType, endpoint, circuit } = delivery
      // Nearly all: an endpoint that is well, and has been.
      if (verdict.circuit === 'alive' && circuit !== 'half_open' && !breakers.has(lane)) return calm.succeeded(lane)
      const quiet = isOperational(eventType)
      const end = circuit === 'half_open' ? endProbeOf : feed
      const work: Promise<void> = end({ lane, endpointId: endpoint.id }, verdict.circuit, quiet)
        .catch(onError)
        .finally(() => probes.delete(work))
      probes.add(work)
    },
    async drain() {
      await Promise.all(probes)
      await openings.drain()
    },
    stop() {
      clearInterval(rotating)
      breakers.clear()
    },
  }
}

interface Sensed {
  lane: number
  endpointId: string
}

/** Successes of endpoints that have had no failure in the window, by halves: this window's and the one's before. */
function createCalm(windowMs: number) {
  const counts = new LRUCache<number, { since: number; now: number; before: number }>({ max: maxCalm })
  function upToDate(lane: number) {
    const time = performance.now()
    const known = counts.get(lane)
    if (known && time - known.since < windowMs) return known
    const before = known && time - known.since < 2 * windowMs ? known.now : 0
    const fresh = { since: time, now: 0, before }
    counts.set(lane, fresh)
    return fresh
  }
  return {
    succeeded(lane: number): void {
      upToDate(lane).now++
    },
    /** About how many there were in the last window; from here on a breaker counts. */
    take(lane: number): number {
      const { since, now, before } = upToDate(lane)
      counts.delete(lane)
      return now + Math.round(before * (1 - (performance.now() - since) / windowMs))
    },
  }
}

/** Of a window in which nothing happened. */
const nothing = (): CircuitBreaker.Stats => ({
  ...{ fires: 0, successes: 0, failures: 0, fallbacks: 0, rejects: 0, timeouts: 0, semaphoreRejections: 0 },
  ...{ cacheHits: 0, cacheMisses: 0, percentiles: {}, latencyTimes: [], latencyMean: 0 },
})

type Breaker = CircuitBreaker<[CircuitVerdict], void>

async function toPromise(verdict: CircuitVerdict): Promise<void> {
  if (verdict === 'down') throw new Error('the endpoint failed')
}
