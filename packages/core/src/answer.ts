import type { TransportError } from '@g5/contracts'

/** Milliseconds from the start of the attempt; a phase that did not happen (a kept-alive connection) is absent. */
export interface Timings {
  dns?: number
  connect?: number
  tls?: number
  firstByte?: number
  total: number
}

/** What a receiver did with one request: it answered with a status, or it failed to; or there was nothing to send it. */
export type Answer =
  | {
      kind: 'response'
      status: number
      retryAfter?: string | undefined
      headers: Record<string, string>
      body: Buffer
      timings: Timings
    }
  | { kind: 'failure'; error: TransportError | 'transform_failed'; detail: string; timings: Timings }
