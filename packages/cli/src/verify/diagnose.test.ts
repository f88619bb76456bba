import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { diagnose } from './diagnose.ts'
import { readHeaders } from './headers.ts'

const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
const id = 'evt_1'
const now = 1_770_000_000_000
const body = '{"name":"Zoë","amount":1,"list":[1,2]}'
const signed = (text: string, key = secret) => ({
  'webhook-id': id,
  'webhook-timestamp': String(now / 1000),
  'webhook-signature': new Webhook(key).sign(id, new Date(now), text),
})

async function failing(over: Partial<Parameters<typeof diagnose>[0]>) {
  const checks = await diagnose({
    body: Buffer.from(body),
    headers: signed(body),
    secret,
    now,
    toleranceSeconds: 300,
    ...over,
  })
  return checks.filter(({ passed }) => passed === false)
}

test('a webhook that is right passes every check', async () => {
  expect(await failing({})).toEqual([])
})

test.each<[check: string, what: string, over: Partial<Parameters<typeof diagnose>[0]>, cure: RegExp]>([
  ['headers', 'a header that was dropped', { headers: { 'webhook-id': id } }, /proxy/],
  ['age', 'one from yesterday', { now: now + 86_400_000 }, /--tolerance/],
  ['age', 'a clock that is wrong', { now: now - 3_600_000 }, /NTP/],
  ['age', 'a time in milliseconds', { headers: { ...signed(body), 'webhook-timestamp': String(now) } }, /NTP|seconds/],
  [
    'id',
    'an id that was joined with another',
    { headers: { ...signed(body), 'webhook-id': 'evt_1, evt_2' } },
    /as it came/,
  ],
  ['secret', 'a secret without its prefix', { secret: secret.slice(6) }, /prefix/],
  ['secret', 'a secret with a newline', { secret: `${secret}\n` }, /[Tt]rim/],
  ['secret', 'a secret in quotation marks', { secret: `"${secret}"` }, /Docker/],
  ['secret', 'a secret cut short', { secret: secret.slice(0, 20) }, /cut/],
  ['secret', 'an API key', { secret: 'g5k_abc' }, /endpoints secret/],
  [
    'signature',
    'the secret of another endpoint',
    { headers: signed(body, `whsec_${Buffer.alloc(24, 8).toString('base64')}`) },
    /another endpoint/,
  ],
  [
    'signature',
    'no signature in the header',
    { headers: { ...signed(body), 'webhook-signature': 'sha256=abc' } },
    /whole header/,
  ],
  ['signature', 'the wrong kind of secret', { secret: `whpk_${Buffer.alloc(32, 7).toString('base64')}` }, /anew/],
])('%s fails for %s, with its cure', async (check, _what, over, cure) => {
  const [found] = (await failing(over)).filter(({ name }) => name === check)
  expect(found?.cure).toMatch(cure)
})

test.each([
  ['a newline at its end', `${body}\n`, body],
  ['other line ends', '{\r\n"a": 1}', '{\n"a": 1}'],
  ['white space of its own', JSON.stringify(JSON.parse(body), undefined, 2), body],
  ['none of its white space', body, JSON.stringify(JSON.parse(body), undefined, 2)],
  ['Python’s blanks taken away', '{"a":1,"b":[1,2]}', '{"a": 1, "b": [1, 2]}'],
  ['escapes decoded', '{"name":"Zoë"}', '{"name":"Zo\\u00eb"}'],
])('a body that a framework gave %s is recognised', async (_what, got, sent) => {
  const found = await failing({ body: Buffer.from(got), headers: signed(sent) })
  expect(found.map(({ name }) => name)).toEqual(['signature', 'body'])
  expect(found[1]?.cure).toContain('express.raw')
})

test('a key that was not decoded is recognised', async () => {
  const mac = createHmac('sha256', secret.slice(6))
    .update(`${id}.${now / 1000}.${body}`)
    .digest('base64')
  const [found] = await failing({ headers: { ...signed(body), 'webhook-signature': `v1,${mac}` } })
  expect(found?.cure).toContain('base64')
})

test('headers are read as JSON and as curl shows them', () => {
  const wanted = { 'webhook-id': 'evt_1', 'webhook-signature': 'v1,a v1,b' }
  expect(readHeaders('{"Webhook-Id":"evt_1","webhook-signature":["v1,a","v1,b"]}')).toEqual(wanted)
  expect(readHeaders('> POST / HTTP/1.1\r\n> Webhook-Id: evt_1\r\n> webhook-signature: v1,a v1,b\r\n')).toEqual(wanted)
})
