import type { TransportError } from '@g5/contracts'

/** An error that already knows its word, so that it survives the way through net, tls and undici. */
export class ConnectFailure extends Error {
  readonly word: TransportError
  constructor(word: TransportError, detail: string) {
    super(detail)
    this.word = word
  }
}

/** Why an exchange failed, and one sentence about it that shows no address, header or payload. */
export interface Failure {
  error: TransportError
  detail: string
}

/** How far a connection had come: each phase fails in its own words. */
export type ConnectPhase = 'tcp' | 'tls'

/** The meaning of an error before the connection was ready. */
export function connectFailure(error: unknown, phase: ConnectPhase): ConnectFailure {
  if (error instanceof ConnectFailure) return error
  const code = connectCode(error)
  if (code === 'ETIMEDOUT') return new ConnectFailure('connect_timeout', 'The receiver did not accept a connection.')
  if (phase === 'tls') {
    return code === 'ECONNRESET' || code === 'EPIPE'
      ? new ConnectFailure('connection_reset', 'The receiver closed the connection during the TLS handshake.')
      : new ConnectFailure('tls_failed', `The TLS handshake failed (${code}).`)
  }
  if (code === 'ECONNRESET') {
    return new ConnectFailure('connection_reset', 'The receiver closed the connection as it was opened.')
  }
  return new ConnectFailure('connection_refused', `No connection could be opened (${code}).`)
}

/** The meaning of an error once a request was, or was about to be, written to a connection. */
export function exchangeFailure(error: unknown, reused: boolean): Failure {
  if (error instanceof ConnectFailure) return { error: error.word, detail: error.message }
  const code = codeOf(error)
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) {
    return { error: 'tls_failed', detail: `The TLS connection broke (${code}).` }
  }
  if (BROKEN.has(code) && !isBadResponse(error)) {
    const which = reused ? 'a kept-alive connection' : 'the connection'
    return { error: 'connection_reset', detail: `The receiver closed ${which} before it answered.` }
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return { error: 'protocol_error', detail: 'The headers of the answer are larger than 16 KiB.' }
  }
  if (NOT_SENT.has(code)) {
    return { error: 'protocol_error', detail: 'The request could not be written: one of its headers is not valid.' }
  }
  return { error: 'protocol_error', detail: `The answer is not HTTP/1.1 (${code}).` }
}

const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT', 'UND_ERR_SOCKET'])

const NOT_SENT = new Set(['UND_ERR_INVALID_ARG', 'UND_ERR_NOT_SUPPORTED', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'])

/** undici gives an answer at the wrong time, or an upgrade nobody asked for, the code of a closed socket. */
function isBadResponse(error: unknown): boolean {
  return error instanceof Error && (error.message === 'bad response' || error.message === 'bad upgrade')
}

/** A host with several addresses fails once for each; that one of them was silent is the more useful news. */
function connectCode(error: unknown): string {
  if (!(error instanceof AggregateError)) return codeOf(error)
  const codes = error.errors.map(codeOf)
  return codes.find((code) => code === 'ETIMEDOUT') ?? codes[0] ?? codeOf(error)
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && code !== '' ? code.slice(0, 80) : 'no code'
}
