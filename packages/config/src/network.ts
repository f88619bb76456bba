import { isIP } from 'node:net'
import { integer, integerWithin, kind, readList } from './kinds.ts'

/** 0 lets the system choose one. */
export const port = integer(0, 65_535)

export const host = kind('a host name or an address to listen on', (text) =>
  /^[^\s/]{1,253}$/.test(text) ? text : undefined,
)

/** `none` is for turning off a default: an empty variable counts as one that is not set. */
export const cidrs = kind('CIDR ranges with commas between them, such as 10.0.0.0/8,fd00::/8, or none', (text) =>
  text === 'none' ? [] : readList(text, cidr),
)

/** Single ports and ranges of them, both ends included. */
export const ports = kind('ports or ranges of ports with commas between them, such as 443,8000-9999', (text) =>
  readList(text, portRange),
)

/** Whole origins (RFC 6454), never a pattern: whoever is listed acts with the credentials of who looks at its pages. */
export const origins = kind('origins with commas between them, such as https://console.example.com, or none', (text) =>
  text === 'none' ? [] : readList(text, origin),
)

function origin(text: string): string | undefined {
  const url = URL.parse(text)
  return url && /^https?:\/\/[^*]+$/.test(text) && url.origin === text ? text : undefined
}

/**
 * Whose pages may frame one of ours, as host sources of a Content-Security-Policy: whole origins, or all subdomains of a
 * domain, which is no top-level one.
 */
export const frameAncestors = kind(
  'origins with commas between them, such as https://app.example.com,https://*.customer.example, or none',
  (text) => (text === 'none' ? [] : readList(text, frameAncestor)),
)

function frameAncestor(text: string): string | undefined {
  const [, scheme, subdomains, rest] = /^(https?:\/\/)(\*\.)?([a-z0-9.:-]+)$/.exec(text) ?? []
  if (rest === undefined || origin(`${scheme}${rest}`) === undefined) return undefined
  return subdomains && !/^[^.]+\.[^.]/.test(rest) ? undefined : text
}

/** As Fastify's `trustProxy`, without its `true`, which would believe any caller's X-Forwarded-For. */
export const trustedProxies = kind('false, a number of hops, or CIDR ranges with commas between them', (text) =>
  text === 'false' ? (false as const) : (integerWithin(text, 1, 32) ?? readList(text, cidr)),
)

function portRange(text: string) {
  const [first, last = first, ...more] = text.split('-').map((end) => integerWithin(end, 1, 65_535))
  return first && last && first <= last && more.length === 0 ? { first, last } : undefined
}

/** A single address is the range of itself. */
function cidr(text: string): string | undefined {
  const [address = '', prefix, ...more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || address.includes('%') || more.length > 0) return undefined
  const isRange = prefix === undefined || integerWithin(prefix, 0, version === 6 ? 128 : 32) !== undefined
  return isRange ? text : undefined
}
