import { publicId } from '@g5/contracts'
import { sign } from '@g5/core'
import { newTraceparent } from '@g5/telemetry'
import type { Sendable } from './load.ts'

export interface OutgoingRequest {
  url: string
  /** Names and values in turn. */
  headers: string[]
  body: string
  timeoutMs: number
}

/**
 * The signed request of one attempt (Standard Webhooks 1.0.0): the same `webhook-id` on every attempt of an event, the
 * moment of this one, and a `traceparent` of its own within the event's trace.
 * @param nowMs the database's clock: a pod's own could be outside what receivers tolerate
 */
export function prepareRequest({ eventId, payload, traceparent, endpoint }: Sendable, nowMs: number): OutgoingRequest {
  const id = publicId('event', eventId)
  const timestamp = Math.floor(nowMs / 1000)
  const headers = [
    'content-type',
    'application/json',
    'webhook-id',
    id,
    'webhook-timestamp',
    String(timestamp),
    'webhook-signature',
    sign(endpoint.keys, id, timestamp, payload),
    'traceparent',
    newTraceparent(traceparent),
  ]
  for (const [name, value] of endpoint.headers) headers.push(name, value)
  return { url: endpoint.url, headers, body: payload, timeoutMs: endpoint.timeoutMs }
}
