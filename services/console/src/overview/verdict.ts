import { duration, relative } from '../time/words.ts'
import { bounded, count, share } from '../ui/numbers.ts'
import { type Sum, splitLately } from './counted.ts'
import type { Overview } from './overview.ts'
import { pace } from './pace.ts'

export interface Finding {
  kind: 'paused' | 'late' | 'circuits' | 'dead' | 'failing' | 'silent' | 'stale' | 'held'
  tone: 'bad' | 'warn' | 'info'
  words: string
}

export interface Verdict {
  tone: 'good' | 'warn' | 'bad'
  words: string
  /** What else there is to know, the worst first. */
  others: Finding[]
  /** What `words` tell of; undefined: all is well. */
  worst: Finding | undefined
}

export interface Facts {
  /** Of the last hours, until now. */
  overview: Overview
  /** Of all tenants, where some endpoint is always in trouble. */
  ofAllTenants: boolean
  /** URLs of some of the endpoints whose circuit is open. */
  openCircuits?: readonly string[] | undefined
  /** RFC 3339; since when nothing leaves because somebody wants it so. */
  pausedSince?: string | undefined
}

const second = 1_000
const minute = 60 * second
/** Seconds that count as lately. */
const lately = 15 * 60
/** As the alerts have it (infra/prometheus): of the age of the oldest due delivery. */
export const late = { warn: minute, bad: 5 * minute }
/** As the objective has it: 99 of 100 first attempts begin within these milliseconds. */
export const lateStartMs = 5_000
/** Of attempts that fail. */
export const failing = { warn: 0.05, bad: 0.2 }
/** Fewer attempts lately than these say nothing, and all the hours are looked at. */
const leastAttempts = 5
/** Events that should have come in by now, at the pace of before, when none did. */
const missed = 20
/** Statistics are counted each 15 seconds. */
const staleMs = 2 * minute
/** Of a whole deployment: so many are no single receiver's trouble. */
const many = { circuits: 10, dead: 100 }

/**
 * Whether anything is wrong now, in one sentence: the worst that was found, or that all is well.
 * @param now Unix milliseconds
 */
export function verdictOf(facts: Facts, now: number): Verdict {
  const { lately: recent, before } = splitLately(facts.overview, lately)
  const found = [
    paused(facts, now),
    tooLate(facts, now),
    circuits(facts),
    died(facts, recent, before),
    fails(recent, before),
    silent(recent, before),
    stale(facts, now),
    held(facts),
  ].filter((finding) => finding !== undefined)
  const sorted = (['bad', 'warn', 'info'] as const).flatMap((tone) => found.filter((one) => one.tone === tone))
  const [worst, ...others] = sorted
  if (worst === undefined || worst.tone === 'info')
    return { tone: 'good', words: wellWords(facts.overview, recent), others: sorted, worst: undefined }
  return { tone: worst.tone, words: worst.words, others, worst }
}

function wellWords({ asOf }: Overview, { attempts, delivered, seconds }: Sum): string {
  if (asOf === null) return 'Nothing waits longer than it should. Nothing has been counted yet.'
  if (attempts === 0) return `All well: nothing waits longer than it should, and nothing was sent in ${span(seconds)}.`
  return `All well: ${share(delivered / attempts)} of attempts succeed, and nothing waits longer than it should.`
}

function paused({ pausedSince }: Facts, now: number): Finding | undefined {
  if (pausedSince === undefined) return
  const since = relative(Date.parse(pausedSince), now)
  return {
    kind: 'paused',
    tone: 'bad',
    words: `Sending was paused ${since}: what comes in waits, and nothing is lost.`,
  }
}

function tooLate({ overview: { present } }: Facts, now: number): Finding | undefined {
  if (present.oldestDueAt === null) return
  const age = now - Date.parse(present.oldestDueAt)
  if (age < late.warn) return
  const words = `Deliveries leave late: the oldest that is due has waited for ${duration(age)}, with ${bounded(present.backlog)} due.`
  return { kind: 'late', tone: age < late.bad ? 'warn' : 'bad', words }
}

function circuits({ overview: { present }, openCircuits = [], ofAllTenants }: Facts): Finding | undefined {
  const open = present.openCircuits
  if (open === 0) return
  const [first = 'An endpoint'] = openCircuits
  const whose =
    open === 1 ? `${first} is failing: its circuit is` : `${count(open)} endpoints are failing: their circuits are`
  const waits = present.blocked.count > 0 ? `, and ${bounded(present.blocked)} deliveries wait` : ''
  return {
    kind: 'circuits',
    tone: ofAllTenants && open <= many.circuits ? 'warn' : 'bad',
    words: `${whose} open, so that nothing but probes is sent there${waits}.`,
  }
}

function died({ overview: { present }, ofAllTenants }: Facts, recent: Sum, before: Sum): Finding | undefined {
  const dead = recent.dead + before.dead
  if (dead === 0 || present.deadLetters.count === 0) return
  const bad = recent.dead > (ofAllTenants ? many.dead : 0)
  const [n, seconds] = recent.dead > 0 ? [recent.dead, recent.seconds] : [dead, recent.seconds + before.seconds]
  const became = n === 1 ? 'delivery became a dead letter' : 'deliveries became dead letters'
  return { kind: 'dead', tone: bad ? 'bad' : 'warn', words: `${count(n)} ${became} in ${span(seconds)}.` }
}

function fails(recent: Sum, before: Sum): Finding | undefined {
  const isEnough = recent.attempts >= leastAttempts
  const [attempts, failed, seconds] = isEnough
    ? [recent.attempts, recent.failed, recent.seconds]
    : [recent.attempts + before.attempts, recent.failed + before.failed, recent.seconds + before.seconds]
  if (attempts === 0 || failed / attempts < failing.warn) return
  const parts = [
    `${share(failed / attempts)} of attempts fail`,
    `${count(failed)} of ${count(attempts)} in ${span(seconds)}`,
  ]
  const then =
    isEnough && before.attempts >= leastAttempts ? `; before, it was ${share(before.failed / before.attempts)}` : ''
  return {
    kind: 'failing',
    tone: failed / attempts < failing.bad ? 'warn' : 'bad',
    words: `${parts.join(': ')}${then}.`,
  }
}

function silent(recent: Sum, before: Sum): Finding | undefined {
  if (recent.events > 0 || recent.seconds === 0 || before.seconds === 0) return
  const usual = before.events / before.seconds
  if (usual * recent.seconds < missed) return
  return {
    kind: 'silent',
    tone: 'warn',
    words: `No event has come in for ${duration(recent.seconds * second)}; before, it was ${pace(usual)}.`,
  }
}

function stale({ overview: { asOf } }: Facts, now: number): Finding | undefined {
  if (asOf === null || now - Date.parse(asOf) < staleMs) return
  const since = relative(Date.parse(asOf), now)
  return {
    kind: 'stale',
    tone: 'warn',
    words: `Attempts and events were last counted ${since}: newer ones are not in yet.`,
  }
}

function held({ overview: { present } }: Facts): Finding | undefined {
  if (present.held.count === 0) return
  const are = present.held.count === 1 ? 'delivery is held until it is' : 'deliveries are held until they are'
  return { kind: 'held', tone: 'info', words: `${bounded(present.held)} ${are} released.` }
}

const span = (seconds: number) => `the last ${duration(seconds * second)}`
