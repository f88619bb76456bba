import { BlockList, isIP } from 'node:net'

/**
 * IPv4 no stranger's URL may reach: private, shared, loopback, link-local (cloud metadata among it), documentation,
 * benchmarking, multicast and reserved space (IANA special-purpose registry, RFC 6890), and 168.63.129.16, where
 * Azure answers its virtual machines.
 */
export const BLOCKED_IPV4: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '168.63.129.16/32',
]

/**
 * The only IPv6 space handed out for the public internet (RFC 4291, section 2.4). Naming what is allowed, and not what
 * is blocked, leaves out every way to write an IPv4 address in IPv6 (mapped, compatible, NAT64), ULA, link-local,
 * loopback and multicast at once.
 */
export const PUBLIC_IPV6 = '2000::/3'

/** Special-purpose blocks inside {@link PUBLIC_IPV6}: Teredo, ORCHID, documentation, 6to4, AS112. */
export const BLOCKED_IPV6: readonly string[] = [
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '2620:4f:8000::/48',
]

export type AddressFamily = 'ipv4' | 'ipv6'

/** The family of an address in its plain form, or undefined for anything else (a name, a zone such as `%eth0`). */
export function familyOf(address: string): AddressFamily | undefined {
  if (address.includes('%')) return undefined
  const version = isIP(address)
  return version === 4 ? 'ipv4' : version === 6 ? 'ipv6' : undefined
}

/**
 * CIDRs, or single addresses, as one set to ask.
 * @throws Error that names the first entry which is neither.
 */
export function addressSet(cidrs: readonly string[]): BlockList {
  const set = new BlockList()
  for (const cidr of cidrs) {
    const [address = '', prefix, ...rest] = cidr.trim().split('/')
    const family = familyOf(address)
    const widest = family === 'ipv6' ? 128 : 32
    const bits = prefix === undefined ? widest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN
    if (!family || rest.length > 0 || !(bits <= widest)) throw new Error(`"${cidr}" is not an address or a CIDR range`)
    set.addSubnet(address, bits, family)
  }
  return set
}
