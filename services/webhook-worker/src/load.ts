import type { DeliveryReason, Hint } from '@g5/contracts'
import { naturalBatch, type OpenReceiver, openReceiver, type SealedReceiver, type Sealer } from '@g5/core'
import { type LoadedDelivery, type LoadedEndpoint, loadDeliveries, loadEndpoints, renewLease, type Sql } from '@g5/db'
import { LRUCache } from 'lru-cache'

/** A delivery that is ours to send now. */
export interface Sendable extends LoadedDelivery {
  payload: string
  eventType: string
  traceparent: string
  requestId: string
  endpoint: Receiver
}

/** An endpoint with its secrets opened. */
interface Receiver extends OpenReceiver {
  id: string
  url: string
  timeoutMs: number
  retrySchedule: readonly number[]
  circuit: LoadedEndpoint['circuit']
  bounded: boolean
}

export type Loaded =
  | { kind: 'sendable'; delivery: Sendable }
  /** A later hand-out owns the row, or it is settled: the hint is dropped. */
  | { kind: 'not_ours' }
  /** Its endpoint was disabled or its circuit opened since the hand-out: no attempt is made. */
  | { kind: 'blocked' }
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

/** Loads hints in natural batches: the rows that are still theirs, with payload and endpoint. */
export function createLoader(options: LoadOptions) {
  const { sql, leaseMarginMs } = options
  const open = createOpener(options)
  const batch = naturalBatch<Hint, LoadedRow | undefined>({ flush, maxItems: 200, maxWaiting: 100_000 })

  async function flush(hints: Hint[]): Promise<(LoadedRow | undefined)[]> {
    const asked = moment()
    const lanes = [...new Set(hints.map(([, , lane]) => lane))]
    const [deliveries, endpoints] = await Promise.all([loadDeliveries(sql, hints), loadEndpoints(sql, lanes)])
    const rows = new Map(deliveries.map((row) => [row.id, row]))
    const receivers = new Map(endpoints.map((endpoint) => [endpoint.lane, endpoint]))
    return hints.map(([id, , lane]) => {
      const row = rows.get(id)
      return row && { row, endpoint: receivers.get(lane), asked }
    })
  }

  return async function load(hint: Hint): Promise<Loaded> {
    const found = await batch.add(hint)
    if (!found) return { kind: 'not_ours' }
    const { row, asked } = found
    const gone = (reason: DeliveryReason): Loaded => ({ kind: 'cancelled', id: row.id, fence: row.fence, reason })
    if (!found.endpoint) return gone('endpoint_deleted')
    const { payload, eventType, traceparent, requestId } = row
    if (payload === null || eventType === null || traceparent === null || requestId === null)
      return gone('payload_missing')
    if (!found.endpoint.enabled || found.endpoint.circuit === 'open') return { kind: 'blocked' }
    const endpoint = open(found.endpoint)
    const leaseLeftMs = row.leaseMs - since(asked)
    if (leaseLeftMs < endpoint.timeoutMs + recordingMarginMs) {
      const ours = await renewLease(sql, hint, endpoint.timeoutMs + leaseMarginMs)
      if (!ours) return { kind: 'not_ours' }
    }
    return { kind: 'sendable', delivery: { ...row, payload, eventType, traceparent, requestId, endpoint } }
  }
}

interface LoadedRow {
  row: LoadedDelivery
  endpoint: LoadedEndpoint | undefined
  asked: Moment
}

/** By both clocks: a suspended machine stops the monotonic one, a corrected clock sets the other back. */
interface Moment {
  monotonic: number
  wall: number
}
const moment = (): Moment => ({ monotonic: performance.now(), wall: Date.now() })
const since = (then: Moment) => Math.max(performance.now() - then.monotonic, Date.now() - then.wall)

/** Opening a secret costs more than the rest of a load: the last result is kept for as long as the row is the same. */
function createOpener({ sealer, defaultTimeoutMs, defaultRetrySchedule }: LoadOptions) {
  const opened = new LRUCache<number, OpenReceiver & { sealed: string }>({ max: 20_000 })
  return (endpoint: LoadedEndpoint): Receiver => {
    const sealed = [endpoint.id, endpoint.headers ?? '', ...endpoint.secrets.map((one) => one.sealed)].join()
    let known = opened.get(endpoint.lane)
    if (known?.sealed !== sealed) {
      known = { sealed, ...openReceiver(sealer, sealedReceiver(endpoint)) }
      opened.set(endpoint.lane, known)
    }
    return {
      id: endpoint.id,
      url: endpoint.url,
      headers: known.headers,
      keys: known.keys,
      timeoutMs: endpoint.timeoutMs ?? defaultTimeoutMs,
      retrySchedule: endpoint.retrySchedule ?? defaultRetrySchedule,
      circuit: endpoint.circuit,
      bounded: endpoint.bounded,
    }
  }
}

function sealedReceiver({ id, headers, secrets }: LoadedEndpoint): SealedReceiver {
  return {
    id,
    headers: headers === null ? null : Buffer.from(headers, 'base64'),
    secrets: secrets.map(({ id, sealed }) => ({ id, sealed: Buffer.from(sealed, 'base64') })),
  }
}
