/**
 * UUIDs as TypeIDs write them (https://github.com/jetify-com/typeid, "Encoding"): Crockford's base32 of the 128 bits,
 * the most significant first, behind two zero bits. Every event has some of these made on its way, so here is no
 * arithmetic on 128 bits and no string beside the one that comes out.
 */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const codes = Array.from(alphabet, (letter) => letter.charCodeAt(0))
const bitsOf = new Map(Array.from(alphabet, (letter, bits) => [letter, bits]))
const written: number[] = Array(26).fill(0)

/** The 26 characters of a UUID in lower case. */
export function encodeUuid(uuid: string): string {
  let bits = 0
  let held = 2
  let at = 0
  for (let i = 0; i < uuid.length; i++) {
    const code = uuid.charCodeAt(i)
    if (code === dash) continue
    bits = ((bits << 4) | (code < letterA ? code - digit0 : code - letterA + 10)) & 0xff
    held += 4
    if (held < 5) continue
    held -= 5
    written[at++] = codes[(bits >> held) & 31] ?? 0
  }
  return String.fromCharCode(...written)
}

const [dash, digit0, letterA] = [45, 48, 97]

/** @param text 26 characters that {@link encodeUuid} may have written, so the first is at most 7 */
export function decodeUuid(text: string): string {
  let hex = ''
  let bits = 0
  let held = -2
  for (const letter of text) {
    bits = ((bits << 5) | (bitsOf.get(letter) ?? 0)) & 0x1ff
    held += 5
    for (; held >= 4; held -= 4) hex += ((bits >> (held - 4)) & 15).toString(16)
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
