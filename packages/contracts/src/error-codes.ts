import { z } from 'zod'

/**
 * Why one attempt failed. A closed enum: alerts, filters and dashboards rely on these words.
 * `http_*` come from the receiver's status (packages/core judge), `transform_failed` from the endpoint's own expression,
 * before any request was made; the rest come from the connection (packages/egress).
 */
export const errorCode = z.enum([
  'dns_failed',
  'address_blocked',
  'connection_refused',
  'connection_reset',
  'connect_timeout',
  'timeout',
  'tls_failed',
  'protocol_error',
  'http_redirect',
  'http_client_error',
  'http_rate_limited',
  'http_gone',
  'http_server_error',
  'transform_failed',
])
export type ErrorCode = z.infer<typeof errorCode>

/** The part of {@link errorCode} that egress itself can answer with: no HTTP status was received in full. */
export type TransportError = Exclude<ErrorCode, `http_${string}` | 'transform_failed'>
