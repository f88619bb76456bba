import { expect, it } from 'vitest'
import { startDemoReceiver, type Verdict, verify } from './demo-receiver.ts'

/** The vector of the Standard Webhooks specification. */
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const body = Buffer.from('{"test": 2432232314}')
const at = 1_614_265_330
const headers = {
  'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  'webhook-timestamp': String(at),
  'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}

it('believes the right signature, also among others and during a rotation', () => {
  expect(verify(headers, body, [secret], at * 1000)).toMatchObject({ kind: 'verified', bytes: 20 })
  const rotated = { ...headers, 'webhook-signature': `v1,AAAA v1a,BBBB ${headers['webhook-signature']}` }
  expect(verify(rotated, body, ['whsec_bmV3ZXIgc2VjcmV0', secret], at * 1000).kind).toBe('verified')
})

it.each([
  ['another body', headers, Buffer.from('{"test": 2432232315}'), [secret], at, /no signature fits/],
  ['another secret', headers, body, ['whsec_bmV3ZXIgc2VjcmV0'], at, /no signature fits/],
  ['an old timestamp', headers, body, [secret], at + 301, /300 s/],
  ['a timestamp that is none', { ...headers, 'webhook-timestamp': 'now' }, body, [secret], at, /300 s/],
  ['no signature', { ...headers, 'webhook-signature': undefined }, body, [secret], at, /lacks/],
])('refuses %s', (_what, given, bytes, secrets, now, why) => {
  expect(verify(given, bytes, secrets, now * 1000)).toEqual({ kind: 'refused', why: expect.stringMatching(why) })
})

it('answers 401 to what it does not believe, and tells', async () => {
  const told: Verdict[] = []
  const receiver = await startDemoReceiver(
    0,
    async () => [secret],
    (verdict) => told.push(verdict),
  )
  const answer = await fetch(receiver.url, { method: 'POST', body: 'forged', headers: { connection: 'close' } })
  expect(answer.status).toBe(401)
  expect(told).toMatchObject([{ kind: 'refused' }])
  await receiver.close()
})
