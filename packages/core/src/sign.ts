import { createHmac, createPrivateKey, createSecretKey, type KeyObject, sign as signEd25519 } from 'node:crypto'

/** A key parsed once and kept: HMAC (signs `v1`) or an ed25519 private key (signs `v1a`). */
export type SigningKey = KeyObject

/** A secret that is not one. Its text is never part of the message. */
export class MalformedSecret extends Error {
  override name = 'MalformedSecret'
}

/**
 * The key of a `whsec_` secret: base64 of 24 to 64 bytes (Standard Webhooks 1.0.0, "Symmetric").
 * @throws {MalformedSecret}
 */
export function hmacKey(secret: string): SigningKey {
  const bytes = decode('whsec_', secret)
  if (!bytes || bytes.length < 24 || bytes.length > 64) {
    throw new MalformedSecret('a signing secret is whsec_ and base64 of 24 to 64 bytes')
  }
  return createSecretKey(bytes)
}

/**
 * The key of a `whsk_` private key: base64 of private ‖ public, 64 bytes (Standard Webhooks 1.0.0, "Asymmetric").
 * @throws {MalformedSecret} also when the two halves are no pair
 */
export function ed25519Key(secret: string): SigningKey {
  const bytes = decode('whsk_', secret)
  if (bytes?.length !== 64) throw new MalformedSecret('a private key is whsk_ and base64 of 64 bytes')
  const d = bytes.toString('base64url', 0, 32)
  const x = bytes.toString('base64url', 32)
  const key = createPrivateKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', d, x } })
  // OpenSSL derives the public half and ignores the one it was given.
  if (key.export({ format: 'jwk' }).x !== x) throw new MalformedSecret('the halves of a whsk_ key must be a pair')
  return key
}

/**
 * The key of a secret of either kind.
 * @throws {MalformedSecret}
 */
export function signingKey(secret: string): SigningKey {
  return secret.startsWith('whsk_') ? ed25519Key(secret) : hmacKey(secret)
}

/**
 * The value of `webhook-signature`: one signature a key, in the order of the keys (newest first during a rotation).
 * @param timestampSeconds whole seconds, the value of `webhook-timestamp`
 * @param body what is sent, as UTF-8
 */
export function sign(keys: readonly SigningKey[], id: string, timestampSeconds: number, body: string): string {
  const content = `${id}.${timestampSeconds}.${body}`
  return keys.map((key) => (key.type === 'secret' ? v1(key, content) : v1a(key, content))).join(' ')
}

function v1(key: SigningKey, content: string): string {
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`
}

function v1a(key: SigningKey, content: string): string {
  return `v1a,${signEd25519(null, Buffer.from(content), key).toString('base64')}`
}

function decode(prefix: string, secret: string): Buffer | undefined {
  const text = secret.slice(prefix.length)
  if (!secret.startsWith(prefix) || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined
  return Buffer.from(text, 'base64')
}
