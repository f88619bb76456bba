import { expect, test } from 'vitest'
import { createEgress } from './egress.ts'
import { judgeEndpointUrl } from './endpoint-url.ts'
import { createPolicy, type Policy } from './policy.ts'
import type { Resolve } from './resolve.ts'

const policy = createPolicy()

const NAMES: Record<string, string[]> = {
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
  '127.0.0.1.nip.io': ['127.0.0.1'],
  'metadata.google.internal': ['169.254.169.254'],
  'six.example.com': ['::ffff:7f00:1'],
  'zone.example.com': ['fe80::1%eth0'],
  'two-faced.example.com': ['93.184.216.34', '10.0.0.1'],
  'hooks.example.com': ['93.184.216.34', '2606:4700::1'],
  'inside.example.com': ['10.0.0.1'],
  'nobody.example.com': [],
}
const resolve: Resolve = async (hostname) => {
  const addresses = NAMES[hostname]
  if (!addresses) throw new Error(`queryA ENOTFOUND ${hostname}`)
  return addresses
}

/** The reason for refusing a URL when an endpoint is written. */
async function written(url: string, by: Policy = policy) {
  const judged = await judgeEndpointUrl(by, url, resolve)
  return judged.allowed ? 'allowed' : judged.reason
}

const HOSTILE: [url: string, reason: string][] = [
  ['https://127.0.0.1/', 'address_blocked'],
  ['https://localhost/', 'address_blocked'],
  ['https://localhost./', 'address_blocked'],
  ['https://127.0.0.1.nip.io/', 'address_blocked'],
  ['https://metadata.google.internal/', 'address_blocked'],
  ['https://six.example.com/', 'address_blocked'],
  ['https://zone.example.com/', 'address_blocked'],
  ['https://two-faced.example.com/', 'address_blocked'],
  ['https://2130706433/', 'address_blocked'],
  ['https://0x7f.1/', 'address_blocked'],
  ['https://0x7f000001/', 'address_blocked'],
  ['https://0177.0.0.1/', 'address_blocked'],
  ['https://127.1/', 'address_blocked'],
  ['https://127.0.0.1./', 'address_blocked'],
  ['https://0/', 'address_blocked'],
  ['https://①②⑦.⓪.⓪.①/', 'address_blocked'],
  ['https://127。0。0。1/', 'address_blocked'],
  ['https://%31%32%37.0.0.1/', 'address_blocked'],
  ['https://[::]/', 'address_blocked'],
  ['https://[::1]/', 'address_blocked'],
  ['https://[::ffff:7f00:1]/', 'address_blocked'],
  ['https://[::ffff:127.0.0.1]/', 'address_blocked'],
  ['https://[::7f00:1]/', 'address_blocked'],
  ['https://[64:ff9b::7f00:1]/', 'address_blocked'],
  ['https://[fd00:ec2::254]/', 'address_blocked'],
  ['https://169.254.169.254/latest/meta-data/', 'address_blocked'],
  ['https://evil.com\\@127.0.0.1/', 'invalid_url'],
  ['https://hooks.exa\tmple.com/', 'invalid_url'],
  ['https://127.0.\n0.1/', 'invalid_url'],
  [' https://hooks.example.com/', 'invalid_url'],
  ['https://hooks.example.com/\u0000', 'invalid_url'],
  ['https://', 'invalid_url'],
  ['//hooks.example.com/', 'invalid_url'],
  ['https://[fe80::1%25eth0]/', 'invalid_url'],
  ['https://300.1.1.1/', 'invalid_url'],
  ['https://user@hooks.example.com/', 'userinfo'],
  ['https://:secret@hooks.example.com/', 'userinfo'],
  ['https://hooks.example.com@127.0.0.1/', 'userinfo'],
  ['http://hooks.example.com/', 'scheme'],
  ['ftp://hooks.example.com/', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['gopher://127.0.0.1:6379/_FLUSHALL', 'scheme'],
  ['https://hooks.example.com:22/', 'port'],
  ['https://hooks.example.com:6379/', 'port'],
  ['https://hooks.example.com:10000/', 'port'],
]

test.each(HOSTILE)('when an endpoint is written, %j is refused: %s', async (url, reason) => {
  expect(await written(url)).toBe(reason)
})

test.each(HOSTILE)('when a delivery is sent, %j is refused', async (url) => {
  const egress = createEgress({ policy, resolve })
  const answer = await egress.send({ url, headers: [], body: '{}', timeoutMs: 5_000 })
  expect(answer).toMatchObject({ kind: 'failure', error: 'address_blocked' })
  await egress.close()
})

test.each([
  'https://hooks.example.com',
  'https://hooks.example.com:443/path?query=1#fragment',
  'https://hooks.example.com:80/',
  'https://hooks.example.com:8000/',
  'https://hooks.example.com:9999/',
  'https://93.184.216.34/',
  'https://[2606:4700::1]:8443/',
])('a public https URL may be written: %s', async (url) => {
  expect(await written(url)).toBe('allowed')
})

test('a name without addresses is a reason of its own', async () => {
  expect(await written('https://nobody.example.com/')).toBe('unresolvable')
  expect(await written('https://missing.example.com/')).toBe('unresolvable')
})

test('plain http may be called where https is not demanded', async () => {
  const development = createPolicy({ httpsOnly: false })
  expect(await written('http://hooks.example.com/', development)).toBe('allowed')
  expect(await written('http://hooks.example.com:22/', development)).toBe('port')
  expect(await written('http://10.0.0.1/', development)).toBe('address_blocked')
})

test('the ports that may be called are the deployment’s choice', async () => {
  const narrow = createPolicy({ ports: [{ first: 443, last: 443 }] })
  expect(await written('https://hooks.example.com/', narrow)).toBe('allowed')
  expect(await written('https://hooks.example.com:8443/', narrow)).toBe('port')
})

test('the allow-list sets port and https aside for its own addresses only, by number or by name', async () => {
  const inside = createPolicy({ allowedCidrs: ['10.0.0.0/8'] })
  expect(await written('http://10.0.0.1:3000/', inside)).toBe('allowed')
  expect(await written('http://inside.example.com:3000/', inside)).toBe('allowed')
  expect(await written('http://hooks.example.com/', inside)).toBe('scheme')
  expect(await written('https://hooks.example.com:3000/', inside)).toBe('port')
  expect(await written('https://93.184.216.34:3000/', inside)).toBe('port')
  expect(await written('http://192.168.0.1:3000/', inside)).toBe('address_blocked')
  expect(await written('http://user@10.0.0.1/', inside)).toBe('userinfo')
})

test('a refusal never tells what a name resolves to', async () => {
  const judged = await judgeEndpointUrl(policy, 'https://inside.example.com/', resolve)
  expect(JSON.stringify(judged)).not.toContain('10.0.0.1')
})
