/**
 * UUIDs as TypeIDs write them (https://github.com/jetify-com/typeid, "Encoding"): Crockford's base32 of the 128 bits,
 * the most significant first, behind two zero bits. Every event has two of these made on its way, so here are tables
 * and no arithmetic on 128 bits: 20 bits are five hex digits, and two of the pairs below.
 */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const pairs = Array.from({ length: 1024 }, (_, bits) => `${alphabet[bits >> 5]}${alphabet[bits & 31]}`)
const bitsOf = new Map(pairs.map((pair, bits) => [pair, bits]))

/** The 26 characters of a UUID in lower case. */
export function encodeUuid(uuid: string): string {
  const hex = uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(14, 18) + uuid.slice(19, 23) + uuid.slice(24)
  let text = pairs[Number.parseInt(hex.slice(0, 2), 16)] ?? ''
  for (let at = 2; at < 32; at += 5) {
    const bits = Number.parseInt(hex.slice(at, at + 5), 16)
    text += `${pairs[bits >> 10]}${pairs[bits & 1023]}`
  }
  return text
}

/** @param text 26 characters that {@link encodeUuid} may have written, so the first is at most 7 */
export function decodeUuid(text: string): string {
  const bitsAt = (at: number) => bitsOf.get(text.slice(at, at + 2)) ?? 0
  let hex = bitsAt(0).toString(16).padStart(2, '0')
  for (let at = 2; at < 26; at += 4) hex += ((bitsAt(at) << 10) | bitsAt(at + 2)).toString(16).padStart(5, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
