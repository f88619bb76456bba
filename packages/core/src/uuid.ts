import { hash, randomFillSync } from 'node:crypto'

const lastMillis = 2 ** 48 - 1

/**
 * UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds and 74 random bits.
 * Ids of one millisecond have no order among themselves.
 */
export function uuidv7(unixMs: number): string {
  return shape(prefixAt(unixMs), randomHex())
}

/** The Unix milliseconds that a UUIDv7 was made with. */
export function uuidMillis(uuid: string): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16)
}

/** No UUIDv7 of that millisecond or a later one sorts before this, and all earlier ones do: a bound for ranges of ids. */
export function lowestUuidAt(unixMs: number): string {
  return `${prefixAt(unixMs)}-0000-0000-000000000000`
}

/**
 * The one id of an event's delivery to an endpoint: the event's millisecond and the first 74 usable bits of
 * SHA-256(event ‖ endpoint), each as its 16 bytes. So a delivery lies in its event's range of time, and making it
 * twice makes the same row.
 */
export function deliveryId(eventId: string, endpointId: string): string {
  writeBytes(eventId, 0)
  writeBytes(endpointId, 16)
  return shape(eventId.slice(0, 13), hash('sha256', pair, 'hex'))
}

const pair = Buffer.alloc(32)

/** Digit by digit: cutting the dashes out would make ten strings for each delivery. */
function writeBytes(uuid: string, at: number): void {
  let digits = at * 2
  for (let i = 0; i < uuid.length; i++) {
    const code = uuid.charCodeAt(i)
    if (code === dash) continue
    const value = code < letterA ? code - digit0 : code - letterA + 10
    const byte = digits >> 1
    pair[byte] = digits++ % 2 === 0 ? value << 4 : (pair[byte] ?? 0) | value
  }
}

const [dash, digit0, letterA] = [45, 48, 97]

function prefixAt(unixMs: number): string {
  const millis = Math.min(Math.max(Math.floor(unixMs), 0), lastMillis)
  const hex = millis.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}`
}

/** Version 7 and the RFC's variant around 74 bits, taken from 19 hex digits (two bits of the fourth are dropped). */
function shape(prefix: string, hex: string): string {
  const variant = '89ab'[Number.parseInt(hex.slice(3, 4), 16) & 3]
  return `${prefix}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`
}

const bytesAnId = 10
const pool = Buffer.alloc(bytesAnId * 256)
let used = pool.length

/** Twenty random hex digits. One call of the kernel serves 256 of them. */
function randomHex(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += bytesAnId
  return pool.toString('hex', used - bytesAnId, used)
}
