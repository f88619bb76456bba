import type { DeliveryReason, Hint } from '@g5/contracts'
import { naturalBatch, type OpenReceiver, openReceiver, type SealedReceiver, type Sealer } from '@g5/core'
import { type LoadedDelivery, type LoadedEndpoint, loadDeliveries, loadEndpoints, renewLease, type Sql } from '@g5/db'
import { LRUCache } from 'lru-cache'
import type { AttemptSpans } from './attempt-spans.ts'

/** A delivery that is ours to send now. */
export interface Sendable extends LoadedDelivery {
  payload: string
  eventType: string
  traceparent: string
  requestId: string
  endpoint: Receiver
  /** From the moment it is sent, where somebody collects them. */
  spans?: AttemptSpans
}

/** An endpoint with its secrets opened. */
interface Receiver extends OpenReceiver {
  id: string
  url: string
  timeoutMs: number
  retrySchedule: readonly number[]
  storesAnswers: boolean
}

export type Loaded =
  | { kind: 'sendable'; delivery: Sendable; leaseTooShort: boolean }
  /** A later hand-out owns the row, or it is settled: the hint is dropped. */
  | { kind: 'not_ours' }
  /** Its endpoint was disabled or slowed, or its circuit opened, since the hand-out: no attempt is made. */
  | { kind: 'blocked' }
  /** A hold, or its tenant is suspended: it turns `held`, and no attempt is made. */
  | { kind: 'held'; heldBy: string; lane: number; bounded: boolean }
  | { kind: 'cancelled'; id: string; fence: number; reason: DeliveryReason }

export interface LoadOptions {
  sql: Sql
  sealer: Sealer
  defaultTimeoutMs: number
  defaultRetrySchedule: readonly number[]
  leaseMarginMs: number
}

/** Milliseconds of lease that an attempt needs on top of its timeout: to be sent, judged and recorded in. */
const recordingMarginMs = 10_000

/**
 * Loads the hints of a job in natural batches of jobs: the rows that are still theirs, with payload and endpoint.
 * Endpoints are remembered, and the statement that loads the rows says which of them have changed since.
 */
export function createLoader(options: LoadOptions) {
  const { sql, leaseMarginMs } = options
  const receivers = createReceivers(options)
  const batch = naturalBatch<readonly Hint[], (LoadedRow | undefined)[]>({
    flush,
    maxItems: 200,
    bounds: [{ weigh: (hints) => hints.length, max: 200 }],
    maxWaiting: 100_000,
  })

  async function flush(jobs: (readonly Hint[])[]): Promise<(LoadedRow | undefined)[][]> {
    const asked = moment()
    const rows = await loadDeliveries(sql, jobs.flat())
    await receivers.refresh(rows)
    const found = rows.map((row) => row && { row, endpoint: receivers.get(row.lane), asked })
    return jobs.map((hints) => found.splice(0, hints.length))
  }

  return {
    async load(hints: readonly Hint[]): Promise<Loaded[]> {
      const rows = await batch.add(hints)
      return rows.map(judgeRow)
    },
    renewLease: (hint: Hint, { endpoint }: Sendable) => renewLease(sql, hint, endpoint.timeoutMs + leaseMarginMs),
  }
}

/** What may be done with a row that was loaded. */
function judgeRow(found: LoadedRow | undefined): Loaded {
  if (!found) return { kind: 'not_ours' }
  const { row, endpoint, asked } = found
  if (row.revision === null || !endpoint) return cancelled(row, 'endpoint_deleted')
  const { payload, eventType, traceparent, requestId } = row
  if (payload === null || eventType === null || traceparent === null || requestId === null)
    return cancelled(row, 'payload_missing')
  if (row.blocked) return { kind: 'blocked' }
  if (row.heldBy !== null) return { kind: 'held', heldBy: row.heldBy, lane: row.lane, bounded: row.bounded === true }
  const leaseTooShort = row.leaseMs - since(asked) < endpoint.timeoutMs + recordingMarginMs
  const delivery = { ...row, payload, eventType, traceparent, requestId, endpoint }
  return { kind: 'sendable', delivery, leaseTooShort }
}

function cancelled({ id, fence }: LoadedDelivery, reason: DeliveryReason): Loaded {
  return { kind: 'cancelled', id, fence, reason }
}

interface LoadedRow {
  row: LoadedDelivery
  endpoint: Receiver | undefined
  asked: Moment
}

/** By both clocks: a suspended machine stops the monotonic one, a corrected clock sets the other back. */
interface Moment {
  monotonic: number
  wall: number
}
const moment = (): Moment => ({ monotonic: performance.now(), wall: Date.now() })
const since = (then: Moment) => Math.max(performance.now() - then.monotonic, Date.now() - then.wall)

/** Endpoints with their secrets opened, which costs more than the rest of a load. */
function createReceivers({ sql, sealer, defaultTimeoutMs, defaultRetrySchedule }: LoadOptions) {
  const known = new LRUCache<number, Remembered>({ max: 20_000 })

  function remember(endpoint: LoadedEndpoint, asked: number): void {
    const overlaps = endpoint.secrets.flatMap(({ expiresInMs }) => expiresInMs ?? [])
    known.set(endpoint.lane, {
      revision: endpoint.revision,
      until: asked + Math.min(...overlaps),
      receiver: {
        id: endpoint.id,
        url: endpoint.url,
        ...openReceiver(sealer, sealedReceiver(endpoint)),
        timeoutMs: endpoint.timeoutMs ?? defaultTimeoutMs,
        retrySchedule: endpoint.retrySchedule ?? defaultRetrySchedule,
        storesAnswers: endpoint.storesAnswers,
      },
    })
  }

  return {
    get: (lane: number) => known.get(lane)?.receiver,
    /** Reads again what has changed since, or what a secret has expired of. */
    async refresh(rows: readonly (LoadedDelivery | undefined)[]): Promise<void> {
      const asked = performance.now()
      const unknown = new Set<number>()
      for (const row of rows) {
        if (!row) continue
        const { lane, revision } = row
        const { revision: held, until = 0 } = known.get(lane) ?? {}
        if (revision !== null && (held !== revision || until < asked)) unknown.add(lane)
      }
      if (unknown.size === 0) return
      for (const lane of unknown) known.delete(lane)
      for (const endpoint of await loadEndpoints(sql, [...unknown])) remember(endpoint, asked)
    },
  }
}

interface Remembered {
  revision: string
  /** By `performance.now()`: when the first of its secrets expires. */
  until: number
  receiver: Receiver
}

function sealedReceiver({ id, headers, secrets }: LoadedEndpoint): SealedReceiver {
  return {
    id,
    headers: headers === null ? null : Buffer.from(headers, 'base64'),
    secrets: secrets.map(({ id, sealed }) => ({ id, sealed: Buffer.from(sealed, 'base64') })),
  }
}
