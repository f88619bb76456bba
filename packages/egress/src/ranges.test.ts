import { expect, test } from 'vitest'
import { createPolicy } from './policy.ts'
import { addressSet, BLOCKED_IPV4, BLOCKED_IPV6 } from './ranges.ts'

const policy = createPolicy()

/** Written out, rather than computed: a second opinion on each range. */
const EDGES: Record<string, { before?: string; first: string; last: string; after?: string }> = {
  '0.0.0.0/8': { first: '0.0.0.0', last: '0.255.255.255', after: '1.0.0.0' },
  '10.0.0.0/8': { before: '9.255.255.255', first: '10.0.0.0', last: '10.255.255.255', after: '11.0.0.0' },
  '100.64.0.0/10': { before: '100.63.255.255', first: '100.64.0.0', last: '100.127.255.255', after: '100.128.0.0' },
  '127.0.0.0/8': { before: '126.255.255.255', first: '127.0.0.0', last: '127.255.255.255', after: '128.0.0.0' },
  '169.254.0.0/16': { before: '169.253.255.255', first: '169.254.0.0', last: '169.254.255.255', after: '169.255.0.0' },
  '172.16.0.0/12': { before: '172.15.255.255', first: '172.16.0.0', last: '172.31.255.255', after: '172.32.0.0' },
  '192.0.0.0/24': { before: '191.255.255.255', first: '192.0.0.0', last: '192.0.0.255', after: '192.0.1.0' },
  '192.0.2.0/24': { before: '192.0.1.255', first: '192.0.2.0', last: '192.0.2.255', after: '192.0.3.0' },
  '192.31.196.0/24': { before: '192.31.195.255', first: '192.31.196.0', last: '192.31.196.255', after: '192.31.197.0' },
  '192.52.193.0/24': { before: '192.52.192.255', first: '192.52.193.0', last: '192.52.193.255', after: '192.52.194.0' },
  '192.88.99.0/24': { before: '192.88.98.255', first: '192.88.99.0', last: '192.88.99.255', after: '192.88.100.0' },
  '192.168.0.0/16': { before: '192.167.255.255', first: '192.168.0.0', last: '192.168.255.255', after: '192.169.0.0' },
  '192.175.48.0/24': { before: '192.175.47.255', first: '192.175.48.0', last: '192.175.48.255', after: '192.175.49.0' },
  '198.18.0.0/15': { before: '198.17.255.255', first: '198.18.0.0', last: '198.19.255.255', after: '198.20.0.0' },
  '198.51.100.0/24': { before: '198.51.99.255', first: '198.51.100.0', last: '198.51.100.255', after: '198.51.101.0' },
  '203.0.113.0/24': { before: '203.0.112.255', first: '203.0.113.0', last: '203.0.113.255', after: '203.0.114.0' },
  '224.0.0.0/4': { before: '223.255.255.255', first: '224.0.0.0', last: '239.255.255.255' },
  '240.0.0.0/4': { first: '240.0.0.0', last: '255.255.255.255' },
  '168.63.129.16/32': {
    before: '168.63.129.15',
    first: '168.63.129.16',
    last: '168.63.129.16',
    after: '168.63.129.17',
  },
  '2001::/23': {
    before: '2000:ffff::',
    first: '2001::',
    last: '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff',
    after: '2001:200::',
  },
  '2001:db8::/32': {
    before: '2001:db7:ffff::',
    first: '2001:db8::',
    last: '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff',
    after: '2001:db9::',
  },
  '2002::/16': {
    before: '2001:ffff::',
    first: '2002::',
    last: '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    after: '2003::',
  },
  '3fff::/20': {
    before: '3ffe:ffff::',
    first: '3fff::',
    last: '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff',
    after: '3fff:1000::',
  },
  '2620:4f:8000::/48': {
    before: '2620:4f:7fff:ffff::',
    first: '2620:4f:8000::',
    last: '2620:4f:8000:ffff:ffff:ffff:ffff:ffff',
    after: '2620:4f:8001::',
  },
}

test('every blocked range has its edges in the table', () => {
  expect(Object.keys(EDGES)).toEqual([...BLOCKED_IPV4, ...BLOCKED_IPV6])
})

test.each(Object.entries(EDGES))('%s is blocked from its first to its last address and not beyond', (_, edges) => {
  expect(policy.judgeAddress(edges.first)).toBe('blocked')
  expect(policy.judgeAddress(edges.last)).toBe('blocked')
  if (edges.before) expect(policy.judgeAddress(edges.before)).toBe('public')
  if (edges.after) expect(policy.judgeAddress(edges.after)).toBe('public')
})

test.each([
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['compatible', '::7f00:1'],
  ['compatible, dotted', '::127.0.0.1'],
  ['mapped', '::ffff:7f00:1'],
  ['mapped, dotted', '::ffff:127.0.0.1'],
  ['mapped, a public address', '::ffff:8.8.8.8'],
  ['NAT64', '64:ff9b::7f00:1'],
  ['local NAT64', '64:ff9b:1::7f00:1'],
  ['discard', '100::1'],
  ['the last before 2000::/3', '1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['the first after 2000::/3', '4000::'],
  ['unique local', 'fd00:ec2::254'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['multicast', 'ff02::1'],
  ['not an address', 'example.com'],
  ['nothing', ''],
])('IPv6 outside the public space is blocked: %s', (_, address) => {
  expect(policy.judgeAddress(address)).toBe('blocked')
})

test.each(['2000::', '2606:4700:4700::1111', '3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '8.8.8.8'])(
  'a public address is public: %s',
  (address) => {
    expect(policy.judgeAddress(address)).toBe('public')
  },
)

test('a range of the deployment itself is blocked, and the allow-list is stronger than both', () => {
  const own = createPolicy({ publicCidrs: ['8.8.8.0/24', '2606:4700::/32'], allowedCidrs: ['8.8.8.8', '10.1.0.0/16'] })
  expect(own.judgeAddress('8.8.8.7')).toBe('blocked')
  expect(own.judgeAddress('2606:4700::1')).toBe('blocked')
  expect(own.judgeAddress('8.8.8.8')).toBe('listed')
  expect(own.judgeAddress('10.1.2.3')).toBe('listed')
  expect(own.judgeAddress('10.2.0.0')).toBe('blocked')
})

test.each(['', 'example.com', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '::/129', '10.0.0.0/-1', 'fe80::1%eth0/64'])(
  'a range that is none stops the start and is named: "%s"',
  (cidr) => {
    expect(() => addressSet([cidr])).toThrow(`"${cidr}"`)
  },
)
