import { hash, randomInt, timingSafeEqual } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
/** 62^43 > 2^256. */
const length = 43

/** What a person can recognise a key by, once the secret is gone. */
const prefixLength = 12

/** A new API key: the secret is shown once, only `prefix` and `hash` are kept. */
export function mintApiKey(): { secret: string; prefix: string; hash: Buffer } {
  const letters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)])
  const secret = `g5k_${letters.join('')}`
  return { secret, prefix: secret.slice(0, prefixLength), hash: hashToken(secret) }
}

/** SHA-256: enough for a random secret of 256 bits, which nobody can guess through it. Not for passwords. */
export function hashToken(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}

/** Equality in a time that does not depend on where they differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
