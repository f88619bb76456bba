import { createPublicKey, verify } from 'node:crypto'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ed25519Key, hmacKey, MalformedSecret, sign } from './sign.ts'
import { generateKeyPair, generateSecret } from './signing-secrets.ts'

const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek'
const timestamp = 1614265330
const body = '{"test": 2432232314}'
const hmac = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}
const ed25519 = {
  secret: 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
  publicKey: 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=',
  signature: 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==',
}

function verifiesV1a(publicKey: string, signature: string, content: string): boolean {
  const x = Buffer.from(publicKey.replace('whpk_', ''), 'base64').toString('base64url')
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } })
  return verify(null, Buffer.from(content), key, Buffer.from(signature.replace('v1a,', ''), 'base64'))
}

describe('sign', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('gives the signatures of the Standard Webhooks vectors', () => {
    expect(sign([hmacKey(hmac.secret)], id, timestamp, body)).toBe(hmac.signature)
    expect(sign([ed25519Key(ed25519.secret)], id, timestamp, body)).toBe(ed25519.signature)
  })

  it('signs with every key during a rotation, newest first', () => {
    const keys = [ed25519Key(ed25519.secret), hmacKey(hmac.secret)]
    expect(sign(keys, id, timestamp, body)).toBe(`${ed25519.signature} ${hmac.signature}`)
  })

  it('is accepted by the Standard Webhooks library, with the old and with the new secret', () => {
    vi.useFakeTimers({ now: timestamp * 1000 })
    fc.assert(
      fc.property(fc.json(), fc.string({ unit: 'grapheme' }), (json, text) => {
        const payload = JSON.stringify({ json, text })
        const [old, fresh] = [generateSecret(), generateSecret()]
        const headers = {
          'webhook-id': id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': sign([hmacKey(fresh), hmacKey(old)], id, timestamp, payload),
        }
        expect(new Webhook(old).verify(payload, headers)).toEqual({ json, text })
        expect(new Webhook(fresh).verify(payload, headers)).toEqual({ json, text })
        expect(() => new Webhook(generateSecret()).verify(payload, headers)).toThrow('No matching signature')
      }),
      { numRuns: 30 },
    )
  })
})

describe('generateKeyPair', () => {
  it('makes a private key whose signatures its public key verifies, and no other', () => {
    const pair = generateKeyPair()
    const signature = sign([ed25519Key(pair.privateKey)], id, timestamp, body)
    expect(verifiesV1a(pair.publicKey, signature, `${id}.${timestamp}.${body}`)).toBe(true)
    expect(verifiesV1a(ed25519.publicKey, signature, `${id}.${timestamp}.${body}`)).toBe(false)
  })
})

describe('a malformed secret', () => {
  const bytes = (size: number) => Buffer.alloc(size, 7).toString('base64')

  it.each([
    ['no prefix', bytes(32)],
    ['another prefix', `whsk_${bytes(32)}`],
    ['nothing behind the prefix', 'whsec_'],
    ['too short', `whsec_${bytes(23)}`],
    ['too long', `whsec_${bytes(65)}`],
    ['not base64', `whsec_${bytes(32).replace('B', '!')}`],
  ])('is refused as an HMAC secret: %s', (_, secret) => {
    expect(() => hmacKey(secret)).toThrow(MalformedSecret)
  })

  it.each([24, 32, 64])('is not one of %i bytes', (size) => {
    expect(hmacKey(`whsec_${bytes(size)}`).symmetricKeySize).toBe(size)
  })

  it.each([
    ['an HMAC secret', hmac.secret],
    ['the private half alone', `whsk_${bytes(32)}`],
    ['halves of two pairs', `whsk_${bytes(64)}`],
  ])('is refused as an ed25519 key: %s', (_, secret) => {
    expect(() => ed25519Key(secret)).toThrow(MalformedSecret)
  })

  it('never shows in the error', () => {
    expect(() => hmacKey('whsec_hunter2')).toThrow(expect.not.stringContaining('hunter2'))
  })
})
