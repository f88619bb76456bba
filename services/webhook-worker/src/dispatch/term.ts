import { type DeliveryQueue, type Hint, maxRowsPerHint } from '@g5/contracts'
import { beginProbes, beginTerm, claim, type LeaseOptions, type Sql, type Turn, type Wake } from '@g5/db'
import type { DispatchMetrics } from '@g5/telemetry'
import { createDoor } from './door.ts'
import { createLaneBook, type LaneBookOptions } from './lane-book.ts'
import { createRooms } from './room.ts'
import { createSurvey } from './survey.ts'

/** What a leader needs of the queues that carry hints. */
export interface HintQueue {
  /** Jobs that no worker has taken yet; undefined while the queue is away: claiming would only lease rows in vain. */
  waiting(): Promise<ReadonlyMap<DeliveryQueue, number> | undefined>
  /** Never throws: what can't be sent is released. */
  send(queue: DeliveryQueue, hints: Hint[]): Promise<void>
}

export interface TermOptions extends LaneBookOptions {
  queue: HintQueue
  lease: LeaseOptions
  metrics: DispatchMetrics
  /** Milliseconds between two sweeps, which repair lost wakes. */
  sweepIntervalMs: number
  /** Milliseconds between two signs of life, and between two tries to take over. */
  heartbeatMs: number
}

const turnsPerRound = 500
/** Without a queue for so long, another worker may have a better connection. */
const queuelessMs = 5_000
const queuelessRestMs = 250
/** While a queue is paused: how soon it is noticed that it goes again. */
const pausedRestMs = 250
/** Until a full queue is looked at again. */
const fullQueueRestMs = 5

export interface Term {
  /** Rows became due or lanes changed; kept until the claim that is under way has been taken in. */
  hear(wakes: Wake[]): void
  /** Leads until the connection, the queue or the worker goes. */
  lead(): Promise<'lost' | 'queueless' | 'stopped'>
  lose(): void
  stop(): void
}

/** One leader's time in office: sweep, then deal, claim and hint, over and over. */
export function createTerm(sql: Sql, term: string, options: TermOptions): Term {
  const { queue, lease, metrics, sweepIntervalMs, heartbeatMs } = options
  const book = createLaneBook(options)
  const survey = createSurvey(sql, book, () => ended !== undefined)
  const rooms = createRooms()
  const door = createDoor()
  let heard: Wake[] = []
  let ended: 'lost' | 'stopped' | undefined
  let rouse = () => {}
  let queuelessSince: number | undefined

  async function lead() {
    await survey.sweep()
    while (!ended) {
      await takeIn()
      if (survey.age() > sweepIntervalMs) await survey.sweep()
      const jobs = await queue.waiting()
      if (jobs === undefined) {
        queuelessSince ??= performance.now()
        if (performance.now() - queuelessSince > queuelessMs) return 'queueless'
        await door.set(sql, false, performance.now())
        await beat()
        if (survey.untidy) await survey.tidy()
        await rest(queuelessRestMs)
      } else {
        queuelessSince = undefined
        const busy = await round(rooms.measure(jobs, performance.now()))
        if (survey.untidy) await survey.tidy()
        else if (!busy) await rest(Math.min(mostRestMs(jobs), book.nextIn(performance.now()) ?? heartbeatMs))
      }
    }
    if (ended === 'stopped') await door.set(sql, false, Number.POSITIVE_INFINITY)
    return ended
  }

  const anyPaused = (queues: ReadonlyMap<DeliveryQueue, number>) => Array.from(queues.keys()).some(options.isPaused)
  const mostRestMs = (queues: ReadonlyMap<DeliveryQueue, number>) =>
    anyPaused(queues) ? Math.min(heartbeatMs, pausedRestMs) : heartbeatMs

  /** Deals and claims once, for each queue that has room; true when the next round should follow at once. */
  async function round(space: ReadonlyMap<DeliveryQueue, number>): Promise<boolean> {
    const dealt = book.deal(inRounds(space), performance.now())
    if (dealt.length === 0) {
      const waits = book.ready > 0
      await door.set(sql, !waits && hasRoom(space) && !anyPaused(space), performance.now())
      await beat()
      if (waits) await rest(fullQueueRestMs)
      return waits
    }
    let short = true
    for (const { queue, turns } of dealt) if (!(await take(queue, turns))) short = false
    short &&= book.ready === 0
    await door.set(sql, short && !anyPaused(space), performance.now())
    return !short
  }

  /** Claims for one queue and hands it the hints; true when the claim came back short. */
  async function take(queueName: DeliveryQueue, wanted: readonly Turn[]): Promise<boolean> {
    const turns = await withProbes(wanted)
    if (turns.length === 0) return true
    const asked = performance.now()
    const answers = await claim(sql, term, turns, lease)
    const now = performance.now()
    metrics.claimDuration.observe((now - asked) / 1000)
    for (const answer of answers) book.answered(answer, now)
    if (answers.length === 0) await beat() // The connection may have been made anew, without the term.
    const hints = answers.flatMap((answer) => answer.hints)
    metrics.claimed.inc(hints.length)
    rooms.handedOut(queueName, hints.length, Math.ceil(hints.length / maxRowsPerHint))
    if (hints.length > 0) await queue.send(queueName, hints)
    return hints.length < turns.reduce((sum, turn) => sum + turn.rows, 0)
  }

  /** An open circuit whose time has come is half open from here on; one that somebody else has moved is learned anew. */
  async function withProbes(turns: readonly Turn[]): Promise<readonly Turn[]> {
    const wanted = book.probes(turns)
    if (wanted.length === 0) return turns
    const begun = await beginProbes(sql, wanted)
    for (const lane of begun) book.probing(lane)
    const moved = wanted.filter((lane) => !begun.includes(lane))
    if (moved.length > 0) await survey.read(moved)
    return turns.filter(({ lane }) => !moved.includes(lane))
  }

  /** A sign of life, and a look whether the office is still ours. */
  async function beat(): Promise<void> {
    if (!(await beginTerm(sql, term))) ended ??= 'lost'
  }

  async function takeIn(): Promise<void> {
    const wakes = heard
    heard = []
    if (wakes.some((wake) => wake.kind === 'sweep')) {
      book.dropBounds()
      await survey.sweep()
    }
    const unknown = new Set<number>()
    for (const wake of wakes) {
      if (wake.kind === 'full') book.full(wake.lane, wake.held, performance.now())
      if (wake.kind === 'lane') unknown.add(wake.lane)
      if (wake.kind === 'due' && !book.due(wake.lane, wake.inMs, performance.now())) unknown.add(wake.lane)
    }
    if (unknown.size > 0) await survey.read([...unknown])
  }

  /** Until something is heard, or `ms` have passed. */
  function rest(ms: number): Promise<void> {
    if (heard.length > 0 || ended || ms <= 0) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      rouse = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  function end(how: 'lost' | 'stopped'): void {
    ended ??= how
    rouse()
  }

  return {
    hear(wakes) {
      heard.push(...wakes)
      rouse()
    },
    lead,
    lose: () => end('lost'),
    stop: () => end('stopped'),
  }
}

const hasRoom = (space: ReadonlyMap<DeliveryQueue, number>) => Array.from(space.values()).every((room) => room > 0)

/** What is dealt at once of each queue's room. */
function inRounds(space: ReadonlyMap<DeliveryQueue, number>): Map<DeliveryQueue, number> {
  return new Map(Array.from(space, ([queue, room]) => [queue, Math.min(turnsPerRound, room)]))
}
