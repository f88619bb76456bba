import {
  addCounts,
  type Counts,
  countLatency,
  grainMinutes,
  noCounts,
  type TalliedAttempt,
  unpackTally,
} from '@g5/core'
import { type EventCount, type LaneOwner, noTenant, type RollUp, type RollUpKind, type TallyRow } from '@g5/db'

/** What one fold has counted, by minute and subject. */
export interface Ledger {
  /** @returns the lanes whose owners it must be told */
  addTallies(tallies: readonly TallyRow[]): number[]
  addOwners(owners: readonly LaneOwner[]): void
  addEvents(events: readonly EventCount[]): void
  /** What is to be added to the roll-ups of the minutes and of their hours. */
  rollUps(): RollUp[]
}

interface Entry {
  minute: number
  lane: number
  type: string
  counts: Counts
  lastError: string | null
  lastFailedAt: number | null
}

export function createLedger(): Ledger {
  /** By minute, lane and type: the finest that anything is asked by. */
  const attempts = new Map<string, Entry>()
  const owners = new Map<number, LaneOwner>()
  const rows = new Map<string, RollUp>()

  function count(at: number, attempt: TalliedAttempt, died: boolean): void {
    const { lane, type, error, durationMs, startedAgoMs, firstAttemptDelayMs } = attempt
    const startedAt = at - startedAgoMs * 1_000
    const minute = Math.floor(startedAt / 60_000_000)
    const key = `${minute} ${lane} ${type}`
    const entry = attempts.get(key) ?? { minute, lane, type, counts: noCounts(), lastError: null, lastFailedAt: null }
    attempts.set(key, entry)
    countLatency(entry.counts.latency, durationMs)
    if (firstAttemptDelayMs !== undefined) countLatency(entry.counts.firstAttemptDelay, firstAttemptDelayMs)
    if (died) entry.counts.dead += 1
    if (error === null) {
      entry.counts.delivered += 1
      return
    }
    entry.counts.failed += 1
    entry.counts.errors[error] = (entry.counts.errors[error] ?? 0) + 1
    fail(entry, error, startedAt)
  }

  function book(kind: RollUpKind, tenantId: string, subject: string, entry: Omit<Entry, 'lane' | 'type'>): void {
    for (const grain of ['minute', 'hour'] as const) {
      const minute = entry.minute - (entry.minute % grainMinutes[grain])
      const key = `${grain} ${minute} ${kind} ${tenantId} ${subject}`
      const row = rows.get(key) ?? {
        ...{ grain, minute, kind, tenantId, subject, lastError: null, lastFailedAt: null },
        ...noCounts(),
      }
      rows.set(key, row)
      addCounts(row, entry.counts)
      if (entry.lastError !== null && entry.lastFailedAt !== null) fail(row, entry.lastError, entry.lastFailedAt)
    }
  }

  return {
    addTallies(tallies) {
      for (const { at, attempts: packed, counted, died } of tallies) {
        const isCounted = counted && new Set(counted)
        const hasDied = new Set(died)
        for (const [i, attempt] of unpackTally(packed).entries())
          if (!isCounted || isCounted.has(i + 1)) count(at, attempt, hasDied.has(i + 1))
      }
      return [...new Set(Array.from(attempts.values(), ({ lane }) => lane))]
    },
    addOwners(found) {
      for (const owner of found) owners.set(owner.lane, owner)
    },
    addEvents(events) {
      for (const { minute, tenantId, type, events: count } of events) {
        const entry = { minute, counts: { ...noCounts(), events: count }, lastError: null, lastFailedAt: null }
        book('deployment', noTenant, '', entry)
        book('tenant', tenantId, '', entry)
        book('type', tenantId, type, entry)
      }
    },
    rollUps() {
      for (const entry of attempts.values()) {
        book('deployment', noTenant, '', entry)
        const owner = owners.get(entry.lane)
        if (!owner) continue // Its tenant is erased: it counts for nobody else.
        book('tenant', owner.tenantId, '', entry)
        book('type', owner.tenantId, entry.type, entry)
        book('endpoint', owner.tenantId, owner.endpointId, entry)
      }
      attempts.clear()
      return [...rows.values()]
    },
  }
}

interface Failing {
  lastError: string | null
  lastFailedAt: number | null
}

function fail(to: Failing, error: string, at: number): void {
  if (to.lastFailedAt !== null && to.lastFailedAt > at) return
  to.lastError = error
  to.lastFailedAt = at
}
