import { type DeliveryDefaults, naturalBatch, uuidv7 } from '@g5/core'
import {
  accept,
  type DatabaseClock,
  type Fate,
  type IncomingEvent,
  isDataError,
  keyIsLive,
  lookAgain,
  type Sql,
  tenantSnapshots,
} from '@g5/db'
import type { IngestMetrics } from '@g5/telemetry'
import { persistently } from '../persistently.ts'
import type { Counters } from '../rate-limit/counters.ts'
import type { Handover } from './handover.ts'
import { type Plan, type PostedEvent, planEvent } from './plan.ts'
import { createRate, createRepeats, type OverRate, overRate, type Second } from './rate.ts'
import { compile, createTenants } from './tenants.ts'

export type IngestOutcome =
  /** Durable, with its deliveries. */
  | { kind: 'accepted'; eventId: string; deliveries: number }
  /** The same was posted before: this is the first one's id. */
  | { kind: 'repeated'; eventId: string }
  /** Its uid or Idempotency-Key belongs to an event of another body. */
  | { kind: 'conflict' }
  /** Its API key was revoked or has expired meanwhile. */
  | { kind: 'key_ended' }
  | OverRate
  | Exclude<Plan, { kind: 'event' }>

type Planned = Extract<Plan, { kind: 'event' }>

export interface Ingest {
  /** Resolves when the event's fate is durable. Rejects with `Overloaded`, or as the database does. */
  accept(post: PostedEvent): Promise<IngestOutcome>
  /** Resolves when nothing waits and what follows from the commits is done. */
  drain(): Promise<void>
}

interface IngestDeps {
  /** Connections of its own: whoever waits here waits for ingest alone. */
  sql: Sql
  clock: DatabaseClock
  handover: Handover
  counters: Counters
  metrics: IngestMetrics
  defaults: DeliveryDefaults
  /** Seconds for which a uid or an Idempotency-Key is remembered. */
  dedupSeconds: number
}

/** Deliveries of one tenant in one flush that may be born queued. */
const directPerTenant = 25
/** Tries against endpoints that changed meanwhile, before the tenant is held still. */
const optimisticTries = 3
/** How long events wait for a database that comes back. */
const patienceMs = 5_000

/**
 * The way of an event: match → natural batch → one statement → its fate. While one flush is in flight, the next one
 * collects; so an idle system adds no latency, and a busy one makes few, large statements.
 */
export function createIngest({ sql, clock, handover, counters, metrics, defaults, dedupSeconds }: IngestDeps): Ingest {
  const tenants = createTenants(sql, patienceMs)
  const fateOf = createRepeats(sql, patienceMs)
  const count = createRate(counters)
  const options = { dedupSeconds, directPerTenant }
  const batch = naturalBatch<IncomingEvent, Fate>({
    flush: store,
    maxItems: 500,
    bounds: [
      { weigh: ({ deliveries }) => 1 + deliveries.length, max: 2_000 },
      { weigh: ({ payload }) => payload.length, max: 4_000_000 },
    ],
    maxWaiting: 5_000,
    bisect: isDataError,
  })

  async function acceptPost(post: PostedEvent): Promise<IngestOutcome> {
    const id = uuidv7(clock.now())
    let plan = planEvent(id, post, tenants.seen(post.tenantId), defaults)
    if (plan.kind !== 'event') plan = await planAfresh(id, post) // Only what is so now may refuse.
    if (plan.kind === 'event' && plan.tenant.eventsPerSecond !== undefined) {
      const second = count(post.tenantId, plan.tenant.eventsPerSecond)
      const over = overRate(plan.tenant, second)
      if (over) {
        const found = await lookBeyond(id, post, plan, second, over)
        if (found.kind !== 'event') return found
        plan = found
      }
    }
    for (let tries = 1; plan.kind === 'event'; tries++) {
      const fate = await batch.add(plan.event)
      if (fate.kind !== 'stale') return outcomeOf(plan.event, fate)
      if (post.keyId !== null && !(await keyIsLive(sql, post.keyId))) return { kind: 'key_ended' }
      if (tries === optimisticTries) return acceptHoldingStill(id, post)
      plan = await planAfresh(id, post)
    }
    return plan.kind === 'payload_over_limit' ? ((await repetitionOf(plan.event)) ?? plan) : plan
  }

  /** What comes beyond its tenant's rate is refused, unless that was raised meanwhile, or it was accepted before. */
  async function lookBeyond(
    id: string,
    post: PostedEvent,
    { event, tenant }: Planned,
    second: Second,
    over: OverRate,
  ): Promise<Plan | IngestOutcome> {
    const [current, repetition] = await Promise.all([tenants.isCurrent(tenant), repetitionOf(event)])
    if (repetition) return repetition
    if (current) return over
    const plan = await planAfresh(id, post)
    return plan.kind === 'event' ? (overRate(plan.tenant, second) ?? plan) : plan
  }

  async function repetitionOf(event: IncomingEvent): Promise<IngestOutcome | undefined> {
    const fate = await fateOf(event)
    return fate.kind === 'stale' ? undefined : outcomeOf(event, fate)
  }

  async function planAfresh(id: string, post: PostedEvent): Promise<Plan> {
    return planEvent(id, post, await tenants.fresh(post.tenantId), defaults)
  }

  /** An event that keeps losing the race against changes of its tenant's endpoints: nobody changes them meanwhile. */
  async function acceptHoldingStill(id: string, post: PostedEvent): Promise<IngestOutcome> {
    const { plan, stored, born } = await sql.begin(async (tx) => {
      const [snapshot] = await tenantSnapshots(tx, [post.tenantId], true)
      const plan = planEvent(id, post, snapshot && compile(snapshot), defaults)
      const accepted = plan.kind === 'event' ? await accept(tx, [plan.event], options) : undefined
      return { plan, stored: accepted?.stored.has(id) ?? false, born: accepted?.born ?? [] }
    })
    if (plan.kind !== 'event') return plan
    if (stored) {
      settled([plan.event], born)
      return outcomeOf(plan.event, { kind: 'stored' })
    }
    const fate = (await lookAgain(sql, [plan.event])).get(id)
    // The key's first event expired between the two looks: as rare as it is harmless, it is free now.
    return !fate || fate.kind === 'stale' ? acceptPost(post) : outcomeOf(plan.event, fate)
  }

  /** Makes events durable. After a lost connection the same statement with the same ids is sent again. */
  async function store(events: IncomingEvent[]): Promise<Fate[]> {
    const told = new Set<string>()
    return persistently(patienceMs, () => storeOnce(events, told))
  }

  /** @param told those whose commit is known from an earlier try */
  async function storeOnce(events: IncomingEvent[], told: Set<string>): Promise<Fate[]> {
    const began = performance.now()
    const firsts = firstOfEachKey(events)
    const { stored, born } = await accept(sql, firsts, options)
    metrics.flushDuration.observe((performance.now() - began) / 1000)
    metrics.batchEvents.observe(events.length)
    settled(
      firsts.filter(({ id }) => stored.has(id)),
      born,
    )
    for (const id of stored) told.add(id)

    const others = events.filter(({ id }) => !told.has(id))
    const fates = others.length > 0 ? await lookAgain(sql, others) : new Map<string, Fate>()
    const late = others.filter(({ id }) => fates.get(id)?.kind === 'stored')
    if (late.length > 0) handover.tellLate(late)
    return events.map(({ id }) => (told.has(id) ? { kind: 'stored' } : (fates.get(id) ?? { kind: 'stale' })))
  }

  function settled(events: readonly IncomingEvent[], born: Parameters<Handover['tell']>[1]) {
    metrics.accepted.inc(events.length)
    handover.tell(events, born)
  }

  return {
    accept: acceptPost,
    async drain() {
      await batch.drain()
      await handover.drain()
    },
  }
}

function outcomeOf({ id, deliveries }: IncomingEvent, fate: Exclude<Fate, { kind: 'stale' }>): IngestOutcome {
  if (fate.kind === 'stored') return { kind: 'accepted', eventId: id, deliveries: deliveries.length }
  return fate.same ? { kind: 'repeated', eventId: fate.eventId } : { kind: 'conflict' }
}

/** Of events that share a key, the first goes in; the others then find it there, as any later one would. */
function firstOfEachKey(events: readonly IncomingEvent[]): IncomingEvent[] {
  const keys = new Set<string>()
  return events.filter(({ dedupKey }) => {
    if (dedupKey === null) return true
    const first = !keys.has(dedupKey)
    keys.add(dedupKey)
    return first
  })
}
