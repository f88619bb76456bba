import { addressSet, BLOCKED_IPV4, BLOCKED_IPV6, familyOf, PUBLIC_IPV6 } from './ranges.ts'

/** First and last port, both included. */
export interface PortRange {
  first: number
  last: number
}

export interface EgressPolicy {
  /** Ranges that skip the address, port and https rules: private deployments, tests, loopback in development. */
  allowedCidrs: readonly string[]
  /** Public ranges refused as well, such as the deployment's own addresses. */
  publicCidrs: readonly string[]
  ports: readonly PortRange[]
  httpsOnly: boolean
}

/** A rule that an address on the allow-list sets aside. */
export type WaivableRule = 'scheme' | 'port'

export type UrlRefusal = 'invalid_url' | 'userinfo' | 'address_blocked' | WaivableRule

export interface Refused<Reason extends string = UrlRefusal> {
  allowed: false
  reason: Reason
  /** One sentence for the tenant. It never tells what a name resolves to: that could be a map of a private network. */
  detail: string
}

export interface Allowed {
  allowed: true
  url: URL
  /** The host without brackets: a name, or an address when `literal`. */
  host: string
  literal: boolean
  /** A rule this URL breaks. It may still be used, but only by way of addresses on the allow-list. */
  unless?: WaivableRule
}

/** `listed` is on the allow-list, `public` may be reached under every rule, `blocked` may not be reached. */
export type AddressVerdict = 'listed' | 'public' | 'blocked'

export interface Policy {
  /** All that can be said without DNS. Addresses written into the URL are judged here. */
  judgeUrl(text: string): Allowed | Refused
  judgeAddress(address: string): AddressVerdict
  /** The reason an address must not be connected to on behalf of a URL, or undefined when it may. */
  refusalOf(address: string, unless?: WaivableRule): 'address_blocked' | WaivableRule | undefined
}

export const DEFAULT_PORTS: readonly PortRange[] = [
  { first: 443, last: 443 },
  { first: 80, last: 80 },
  { first: 8000, last: 9999 },
]

/** `new URL` drops or rewrites these without a word: the URL that is shown would not be the URL that is called. */
const REWRITTEN_BY_PARSERS = /[\s\\\p{Cc}]/u

const DETAILS = {
  invalid_url: 'The URL is not a valid absolute URL.',
  scheme: 'The URL must use https.',
  userinfo: 'The URL must not carry a user name or password.',
  port: 'The port of the URL is not one that may be called.',
  address_blocked: 'The host of the URL is, or resolves to, an address that may not be called.',
} satisfies Record<UrlRefusal, string>

export function refused(reason: UrlRefusal, detail: string = DETAILS[reason]): Refused {
  return { allowed: false, reason, detail }
}

/** @throws Error when a range is neither an address nor a CIDR range. */
export function createPolicy(settings: Partial<EgressPolicy> = {}): Policy {
  const { allowedCidrs = [], publicCidrs = [], ports = DEFAULT_PORTS, httpsOnly = true } = settings
  const listed = addressSet(allowedCidrs)
  const blocked = addressSet([...BLOCKED_IPV4, ...BLOCKED_IPV6, ...publicCidrs])
  const publicIpv6 = addressSet([PUBLIC_IPV6])

  function judgeAddress(address: string): AddressVerdict {
    const family = familyOf(address)
    if (!family) return 'blocked'
    if (listed.check(address, family)) return 'listed'
    if (family === 'ipv6' && !publicIpv6.check(address, family)) return 'blocked'
    return blocked.check(address, family) ? 'blocked' : 'public'
  }

  function refusalOf(address: string, unless?: WaivableRule) {
    const verdict = judgeAddress(address)
    return verdict === 'listed' ? undefined : verdict === 'blocked' ? 'address_blocked' : unless
  }

  function brokenRule(url: URL): WaivableRule | undefined {
    if (httpsOnly && url.protocol === 'http:') return 'scheme'
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
    return ports.some(({ first, last }) => first <= port && port <= last) ? undefined : 'port'
  }

  function judgeUrl(text: string): Allowed | Refused {
    if (REWRITTEN_BY_PARSERS.test(text)) {
      return refused('invalid_url', 'The URL must not contain spaces, backslashes or control characters.')
    }
    const url = URL.parse(text)
    if (!url) return refused('invalid_url')
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return refused('scheme')
    if (url.username || url.password) return refused('userinfo')

    const host = url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname
    const unless = brokenRule(url)
    if (familyOf(host)) {
      const refusal = refusalOf(host, unless)
      return refusal ? refused(refusal) : { allowed: true, url, host, literal: true }
    }
    if (!unless) return { allowed: true, url, host, literal: false }
    // A name may still lead to the allow-list, if there is one; whoever resolves it has the last word.
    return allowedCidrs.length > 0 ? { allowed: true, url, host, literal: false, unless } : refused(unless)
  }

  return { judgeUrl, judgeAddress, refusalOf }
}
