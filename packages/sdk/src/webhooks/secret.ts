import { bytesOf } from './base64.ts'
import { WebhookVerificationError } from './error.ts'

/** What one secret can verify: signatures of one version. */
export interface Verifier {
  version: 'v1' | 'v1a'
  /** Takes the same time whatever the signature is. */
  verify(signature: Uint8Array<ArrayBuffer>, content: Uint8Array<ArrayBuffer>): Promise<boolean>
}

/**
 * `whsec_` and base64 of 24 to 64 bytes (HMAC-SHA256), or `whpk_` and base64 of an ed25519 public key's 32
 * (Standard Webhooks 1.0.0, "Signature scheme").
 * @throws {WebhookVerificationError} `malformed_secret`
 */
export async function verifierOf(secret: string): Promise<Verifier> {
  const bytes = bytesOf(secret.slice(secret.indexOf('_') + 1))
  if (secret.startsWith('whsec_') && bytes && bytes.length >= 24 && bytes.length <= 64) {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify'])
    return { version: 'v1', verify: (signature, content) => crypto.subtle.verify('HMAC', key, signature, content) }
  }
  if (secret.startsWith('whpk_') && bytes?.length === 32) {
    const key = await crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify'])
    return { version: 'v1a', verify: (signature, content) => crypto.subtle.verify('Ed25519', key, signature, content) }
  }
  throw new WebhookVerificationError(
    'malformed_secret',
    'A secret is whsec_ and base64 of 24 to 64 bytes, or whpk_ and base64 of a public key of 32 bytes',
  )
}
