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
  onChange(lane: number, state: 'open' | 'closed'): void
  onError(error: unknown): void
}

/** Endpoints whose attempts are remembered; about 6 KB each. */
const maxEndpoints = 10_000
const buckets = 6

export interface Circuits {
  /** An attempt has been judged. */
  sense(judged: Judged): void
  drain(): Promise<void>
  stop(): void
}

/**
 * One breaker an endpoint senses what this worker sees; the lane's row decides for all of them. A breaker that opens
 * opens the lane and starts anew: from there on the row says when a probe goes, and what it found out.
 */
export function createCircuits({ sql, resetMs, windowMs, onChange, onError, ...options }: CircuitDeps): Circuits {
  const rotation = new EventEmitter().setMaxListeners(0)
  const rotating = setInterval(() => rotation.emit('rotate'), windowMs / buckets)
  const breakers = new LRUCache<number, Breaker>({ max: maxEndpoints, dispose: (breaker) => breaker.shutdown() })
  const openings = naturalBatch<CircuitOpening, void>({ flush: open, maxItems: 1_000, maxWaiting: 20_000 })
  const probes = new Set<Promise<void>>()

  async function open(wanted: CircuitOpening[]): Promise<undefined[]> {
    for (const lane of await openCircuits(sql, wanted)) onChange(lane, 'open')
    return wanted.map(() => undefined)
  }

  function breakerOf(lane: number): Breaker {
    let breaker = breakers.get(lane)
    if (!breaker) {
      breaker = new CircuitBreaker(toPromise, {
        timeout: false,
        errorThresholdPercentage: options.errorPercent,
        volumeThreshold: options.volumeThreshold,
        rollingCountTimeout: windowMs,
        rollingCountBuckets: buckets,
        rotateBucketController: rotation,
        rollingPercentilesEnabled: false,
        enableSnapshots: false,
      })
      breakers.set(lane, breaker)
    }
    return breaker
  }

  async function feed(lane: number, verdict: CircuitVerdict, quiet: boolean): Promise<void> {
    const breaker = breakerOf(lane)
    const wasOpen = breaker.opened
    await breaker.fire(verdict).catch(() => {}) // Rejects with the failure that it was fed.
    if (wasOpen || !breaker.opened) return
    const { failures } = breaker.stats
    try {
      await openings.add({ lane, failures, resetMs, quiet })
    } finally {
      breakers.delete(lane)
    }
  }

  async function endProbeOf(lane: number, verdict: CircuitVerdict, quiet: boolean): Promise<void> {
    const succeeded = verdict === 'alive'
    if (await endProbe(sql, { lane, succeeded, resetMs, quiet })) onChange(lane, succeeded ? 'closed' : 'open')
  }

  return {
    sense({ delivery, verdict }) {
      const { lane, eventType, endpoint } = delivery
      const quiet = isOperational(eventType)
      const end = endpoint.circuit === 'half_open' ? endProbeOf : feed
      const work: Promise<void> = end(lane, verdict.circuit, quiet)
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

type Breaker = CircuitBreaker<[CircuitVerdict], void>

async function toPromise(verdict: CircuitVerdict): Promise<void> {
  if (verdict === 'down') throw new Error('the endpoint failed')
}
