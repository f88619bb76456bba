import { generateKeyPairSync, randomBytes } from 'node:crypto'

/** A new HMAC secret: `whsec_` and base64 of 32 random bytes. */
export function generateSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/** What signs an endpoint's deliveries: HMAC-SHA256 or ed25519 (Standard Webhooks 1.0.0, "Signature scheme"). */
export type Signing = 'v1' | 'v1a'

/** A new secret of a kind. */
export function newSecret(signing: Signing): string {
  return signing === 'v1' ? generateSecret() : generateKeyPair().privateKey
}

/** The kind that a secret is of. */
export function signingOf(secret: string): Signing {
  return secret.startsWith('whsk_') ? 'v1a' : 'v1'
}

/** What a receiver verifies with: the shared secret itself, or the public half of a key pair. */
export function verifyingSecret(secret: string): string {
  if (signingOf(secret) === 'v1') return secret
  return `whpk_${Buffer.from(secret.slice('whsk_'.length), 'base64').subarray(32).toString('base64')}`
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
