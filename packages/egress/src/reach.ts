import { isIP, type Socket } from 'node:net'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import type { Marks } from './exchange.ts'
import { ConnectFailure } from './failures.ts'
import type { Policy, WaivableRule } from './policy.ts'
import type { Resolve } from './resolve.ts'

/** Everything a line needs to be opened; shared by the lines of one origin. */
export interface Trunk {
  policy: Policy
  /** The rule the origin breaks, so that only addresses on the allow-list will do. */
  unless: WaivableRule | undefined
  resolve: Resolve
  connectTimeoutMs: number
  /** The only way out; undefined: there is none in between. */
  proxy: URL | undefined
  /** The newest TLS session of this origin, which saves later handshakes half their work. */
  session: Buffer | undefined
  opened(socket: Socket): void
}

/**
 * Where a name leads, if every address of it may be called. Asked at every connection, and what it gives is what is
 * connected to: between a check and a use of its own a name could change (DNS rebinding).
 * @throws {ConnectFailure}
 */
export async function vettedAddresses(hostname: string, trunk: Trunk, marks: Marks): Promise<[string, ...string[]]> {
  const [first, ...more] = await trunk.resolve(hostname).catch(() => [])
  marks.dns = performance.now()
  if (first === undefined) throw new ConnectFailure('dns_failed', 'The host name could not be resolved.')
  const addresses: [string, ...string[]] = [first, ...more]
  if (addresses.some((address) => trunk.policy.refusalOf(address, trunk.unless)))
    throw new ConnectFailure('address_blocked', 'The host name resolves to an address that may not be called.')
  return addresses
}

export function tlsOptions(hostname: string, { session }: Trunk): ConnectionOptions {
  return {
    // RFC 6066, section 3: no addresses, and no trailing dot.
    servername: isIP(hostname) ? '' : hostname.replace(/\.$/, ''),
    ALPNProtocols: ['http/1.1'],
    ...(session && { session }),
  }
}

export function keepSessions(socket: TLSSocket, trunk: Trunk): TLSSocket {
  return socket.on('session', (session) => {
    trunk.session = session
  })
}

export const portOf = ({ port, protocol }: { port: string; protocol: string }) =>
  Number(port) || (protocol === 'https:' ? 443 : 80)
