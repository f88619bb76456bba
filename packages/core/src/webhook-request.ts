import { publicId } from '@g5/contracts'
import type { OpenReceiver } from './receiver.ts'
import { sign } from './sign.ts'

export interface WebhookRequest {
  url: string
  /** Names and values in turn. */
  headers: string[]
  body: string
  timeoutMs: number
}

interface Sending {
  eventId: string
  /** Byte for byte as it is signed. */
  body: string
  /** Of this attempt, within its event's trace. */
  traceparent: string
  endpoint: OpenReceiver & { url: string; timeoutMs: number }
}

/**
 * The signed request of one attempt (Standard Webhooks 1.0.0): the same `webhook-id` on every attempt of an event, and
 * the moment of this one.
 * @param nowMs the database's clock: a pod's own could be outside what receivers tolerate
 */
export function webhookRequest({ eventId, body, traceparent, endpoint }: Sending, nowMs: number): WebhookRequest {
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
    sign(endpoint.keys, id, timestamp, body),
    'traceparent',
    traceparent,
  ]
  for (const [name, value] of endpoint.headers) headers.push(name, value)
  return { url: endpoint.url, headers, body, timeoutMs: endpoint.timeoutMs }
}
