import type { IncomingHttpHeaders } from 'node:http'

/** Characters of names and values kept from one answer. The parser itself gives up at 16 KiB. */
const MAX_KEPT = 8 * 1024

/** Headers of a stranger reach logs, consoles and JSON columns, none of which should meet a NUL or an escape code. */
const CONTROL = /\p{Cc}/gu

/**
 * Names in lower case, repeated ones joined by `, ` (RFC 9110, section 5.3), values as latin1 without control
 * characters. Headers past 8 KiB are left out.
 */
export function keepHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {}
  let room = MAX_KEPT
  for (const name in headers) {
    const given = headers[name]
    if (given === undefined || name === '__proto__') continue
    const value = clean(typeof given === 'string' ? given : given.join(', '))
    room -= name.length + value.length
    if (room < 0) break
    kept[name] = value
  }
  return kept
}

/** The Retry-After of an answer as it was sent; the first when there are several. */
export function retryAfterOf(headers: IncomingHttpHeaders): string | undefined {
  const given: string | string[] | undefined = headers['retry-after']
  const value = Array.isArray(given) ? given[0] : given
  return value === undefined ? undefined : clean(value).slice(0, 100)
}

function clean(value: string): string {
  return value.replace(CONTROL, '')
}
