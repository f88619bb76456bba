import { naturalBatch } from '@g5/core'
import { type Fate, type IncomingEvent, lookAgain, type Sql } from '@g5/db'
import { LRUCache } from 'lru-cache'
import { persistently } from '../persistently.ts'
import type { Counters } from '../rate-limit/counters.ts'
import type { Tenant } from './tenants.ts'

const windowMs = 1_000
/** Tenants with a limit whose last second is remembered. */
const maxTenants = 20_000

export interface OverRate {
  kind: 'over_rate'
  eventsPerSecond: number
  /** Milliseconds until more may come. */
  waitMs: number
}

/** A second of a tenant that has a limit. */
export interface Second {
  /** Its events so far, refused ones included. */
  count: number
  /** What was left over when it began. */
  spare: number
  beganAt: number
  waitMs: number
}

/**
 * Counts events by the second, over all pods. What a second leaves over the next one may use, so that who posts evenly
 * at the limit is not refused for arriving a moment early: a token bucket that holds two seconds' worth.
 */
export function createRate(counters: Counters) {
  const seconds = new LRUCache<string, Second>({ max: maxTenants })
  return (tenantId: string, eventsPerSecond: number): Second => {
    const { current: count, ttl: waitMs } = counters.hit(`events:${tenantId}`, windowMs)
    const last = seconds.get(tenantId)
    const second = last && count > 1 ? { ...last, count, waitMs } : begin(last, count, waitMs, eventsPerSecond)
    seconds.set(tenantId, second)
    return second
  }

  function begin(last: Second | undefined, count: number, waitMs: number, eventsPerSecond: number): Second {
    const beganAt = counters.now()
    if (!last) return { count, spare: eventsPerSecond, beganAt, waitMs }
    const left = last.spare + ((beganAt - last.beganAt) / windowMs) * eventsPerSecond - last.count
    return { count, spare: Math.min(Math.max(left, 0), eventsPerSecond), beganAt, waitMs }
  }
}

export function overRate({ eventsPerSecond }: Tenant, { count, spare, waitMs }: Second): OverRate | undefined {
  return eventsPerSecond === undefined || count <= eventsPerSecond + spare
    ? undefined
    : { kind: 'over_rate', eventsPerSecond, waitMs }
}

/** Says what became of events that a limit refuses: what was accepted before is told so, however much comes. */
export function createRepeats(sql: Sql, patienceMs: number) {
  const looks = naturalBatch<IncomingEvent, Fate>({ flush: look, maxItems: 500, maxWaiting: 5_000 })

  async function look(events: IncomingEvent[]): Promise<Fate[]> {
    const fates = await persistently(patienceMs, () => lookAgain(sql, events))
    return events.map(({ id }) => fates.get(id) ?? unknown)
  }

  return (event: IncomingEvent): Promise<Fate> => (event.dedupKey === null ? neverRepeated : looks.add(event))
}

const unknown: Fate = { kind: 'stale' }
const neverRepeated = Promise.resolve(unknown)
