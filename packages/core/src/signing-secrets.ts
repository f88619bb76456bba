import { generateKeyPairSync, randomBytes } from 'node:crypto'

/** A new HMAC secret: `whsec_` and base64 of 32 random bytes. */
export function generateSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/** A new ed25519 pair: `whsk_` (private ‖ public, kept here) and `whpk_` (public, for the receiver). */
export function generateKeyPair(): { privateKey: string; publicKey: string } {
  const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  if (!d || !x) throw new Error('an ed25519 key without its halves')
  const halves = [d, x].map((half) => Buffer.from(half, 'base64url'))
  return {
    privateKey: `whsk_${Buffer.concat(halves).toString('base64')}`,
    publicKey: `whpk_${Buffer.from(x, 'base64url').toString('base64')}`,
  }
}
