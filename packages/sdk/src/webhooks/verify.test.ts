import { generateKeyPair, generateSecret, sign, signingKey } from '@g5/core'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { verifyWebhook } from './verify.ts'

// The vectors that every implementation of Standard Webhooks 1.0.0 must take.
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek'
const seconds = 1614265330
const now = seconds * 1000
const body = '{"test": 2432232314}'
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const publicKey = 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4='
const v1 = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
const v1a = 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=='

const headers = (over: Record<string, string | undefined> = {}) => ({
  'webhook-id': id,
  'webhook-timestamp': String(seconds),
  'webhook-signature': v1,
  ...over,
})

test.each([
  ['v1', secret, v1],
  ['v1a', publicKey, v1a],
])("the specification's vector of %s is taken, with its id, time and payload", async (_version, own, signature) => {
  const verified = await verifyWebhook(body, headers({ 'webhook-signature': signature }), own, { now })
  expect(verified).toEqual({ id, sentAt: new Date(now), payload: { test: 2432232314 } })
})

test.each([
  ['v1', generateSecret()],
  ['v1a', generateKeyPair().privateKey],
])('what the engine signs as %s verifies, whatever is in it', async (version, own) => {
  const text = '{"ä":"😀\\u0000","n":1.10}'
  const pair = version === 'v1' ? own : `whpk_${Buffer.from(own.slice(5), 'base64').subarray(32).toString('base64')}`
  const signature = sign([signingKey(own)], 'evt_1', seconds, text)
  const given = headers({ 'webhook-id': 'evt_1', 'webhook-signature': signature })
  expect((await verifyWebhook(Buffer.from(text), given, pair, { now })).payload).toEqual({ ä: '😀\u0000', n: 1.1 })
})

test('what the reference library signs verifies', async () => {
  const signature = new Webhook(secret).sign(id, new Date(now), body)
  expect(await verifyWebhook(body, headers({ 'webhook-signature': signature }), secret, { now })).toMatchObject({ id })
})

test('headers are read as the web has them and as Node has them, and bytes in any wrapping', async () => {
  const bytes = new TextEncoder().encode(body)
  for (const one of [bytes, bytes.buffer, Buffer.from(body)])
    for (const given of [new Headers(headers()), headers(), { ...headers(), 'webhook-signature': [v1] }])
      expect((await verifyWebhook(one, given, secret, { now })).id).toBe(id)
  const shouted = Object.fromEntries(Object.entries(headers()).map(([name, value]) => [name.toUpperCase(), value]))
  expect((await verifyWebhook(body, shouted, secret, { now })).id).toBe(id)
})

test('during a rotation one signature and one secret that fit each other are enough', async () => {
  const other = generateSecret()
  const both = `${sign([signingKey(other)], id, seconds, body)} v9,AAAA ${v1}`
  const given = headers({ 'webhook-signature': both })
  for (const secrets of [secret, other, [generateSecret(), secret], [publicKey, other]])
    expect((await verifyWebhook(body, given, secrets, { now })).id).toBe(id)
})

test.each<[code: string, what: string, over: object]>([
  ['missing_header', 'no id', { headers: headers({ 'webhook-id': undefined }) }],
  ['missing_header', 'no time', { headers: headers({ 'webhook-timestamp': undefined }) }],
  ['missing_header', 'no signature', { headers: headers({ 'webhook-signature': '' }) }],
  ['malformed_header', 'a time that is none', { headers: headers({ 'webhook-timestamp': '1614265330.5' }) }],
  ['malformed_header', 'a signature that is none', { headers: headers({ 'webhook-signature': 'v1' }) }],
  ['malformed_header', 'a thousand signatures', { headers: headers({ 'webhook-signature': `${v1} `.repeat(1_000) }) }],
  ['too_old', 'five minutes and a second ago', { now: now + 301_000 }],
  ['too_new', 'five minutes and a second from now', { now: now - 301_000 }],
  ['no_match', 'another body', { body: `${body} ` }],
  ['no_match', 'another id', { headers: headers({ 'webhook-id': 'msg_2' }) }],
  ['no_match', 'another secret', { secret: generateSecret() }],
  ['no_match', 'a signature of the other kind', { headers: headers({ 'webhook-signature': v1a }) }],
  ['no_match', 'a signature cut short', { headers: headers({ 'webhook-signature': 'v1,g0hM9SsE' }) }],
  ['malformed_secret', 'no secret', { secret: [] }],
  ['malformed_secret', 'a secret without its prefix', { secret: secret.slice(6) }],
  ['malformed_secret', 'a short secret', { secret: 'whsec_AAAA' }],
  ['malformed_secret', 'the private key, which is no business of a receiver', { secret: generateKeyPair().privateKey }],
])('%s: %s', async (code, _what, over) => {
  const asked = { body, headers: headers(), secret, now, ...over }
  const verified = verifyWebhook(asked.body, asked.headers, asked.secret, { now: asked.now })
  await expect(verified).rejects.toMatchObject({ name: 'WebhookVerificationError', code })
})

test('five minutes either way are tolerated, and more or less where asked', async () => {
  for (const at of [now - 300_000, now + 300_999]) await verifyWebhook(body, headers(), secret, { now: at })
  await verifyWebhook(body, headers(), secret, { now: now + 3_600_000, toleranceSeconds: 3_600 })
  const strict = verifyWebhook(body, headers(), secret, { now: now + 2_000, toleranceSeconds: 1 })
  await expect(strict).rejects.toMatchObject({ code: 'too_old' })
})

test('what is signed and is no JSON is told apart, and no failure tells a secret', async () => {
  const signature = sign([signingKey(secret)], id, seconds, 'hello')
  const verified = verifyWebhook('hello', headers({ 'webhook-signature': signature }), secret, { now })
  await expect(verified).rejects.toMatchObject({ code: 'malformed_body' })
  await expect(verifyWebhook(body, headers(), 'whsec_hunter2', { now })).rejects.not.toThrow(/hunter2/)
})
