import { isIP, type LookupFunction, type Socket, connect as tcpConnect } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { type buildConnector, Client } from 'undici'
import { Exchange, type Line, type Marks } from './exchange.ts'
import { ConnectFailure, connectFailure } from './failures.ts'
import type { Policy, WaivableRule } from './policy.ts'
import type { Resolve } from './resolve.ts'
import { skipUnaskedContinue } from './unasked-continue.ts'

/** Everything a line needs to be opened; shared by the lines of one origin. */
export interface Trunk {
  policy: Policy
  /** The rule the origin breaks, so that only addresses on the allow-list will do. */
  unless: WaivableRule | undefined
  resolve: Resolve
  connectTimeoutMs: number
  /** The newest TLS session of this origin, which saves later handshakes half their work. */
  session: Buffer | undefined
  opened(socket: Socket): void
}

/** A second address is tried after this long, in milliseconds (RFC 8305, section 5, asks for at most 2 s). */
const NEXT_ADDRESS_MS = 500
const TCP_KEEP_ALIVE_MS = 60_000

/** One undici Client, that is one connection at a time, which tells each exchange what line it is on. */
export function openLine(origin: URL, settings: Client.Options, trunk: Trunk): Client {
  const line: Line = { opening: undefined, fresh: undefined, expectsHead: false }
  const client = new Client(origin, { ...settings, connect: (target, done) => dial(target, trunk, line, done) })
  const dispatch = client.dispatch.bind(client)
  client.dispatch = (request, exchange) => {
    if (!(exchange instanceof Exchange)) return dispatch(request, exchange)
    if (exchange.settled) return true
    exchange.line = line
    // A request that undici refuses outright leaves the line free, though undici says that it is busy.
    return dispatch(request, exchange) || exchange.settled
  }
  return client
}

/**
 * Opens a socket to an address the policy allows. The policy is asked at every connection, about every address, in the
 * lookup whose result is connected to: between a check and a use of its own a name could change (DNS rebinding).
 */
function dial(target: buildConnector.Options, trunk: Trunk, line: Line, done: buildConnector.Callback): void {
  const secure = target.protocol === 'https:'
  const marks: Marks = {}
  const options = {
    host: target.hostname,
    port: Number(target.port) || (secure ? 443 : 80),
    lookup: vettedLookup(trunk, marks),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: TCP_KEEP_ALIVE_MS,
  }
  const socket = secure
    ? tlsConnect({
        ...options,
        // RFC 6066, section 3: no addresses, and no trailing dot.
        servername: isIP(target.hostname) ? '' : target.hostname.replace(/\.$/, ''),
        ALPNProtocols: ['http/1.1'],
        ...(trunk.session && { session: trunk.session }),
      }).on('session', (session) => {
        trunk.session = session
      })
    : tcpConnect(options)

  const timer = setTimeout(() => {
    const detail = `No connection could be opened within ${trunk.connectTimeoutMs} ms.`
    socket.destroy(new ConnectFailure('connect_timeout', detail))
  }, trunk.connectTimeoutMs)
  line.opening = socket
  line.fresh = marks
  trunk.opened(socket)
  skipUnaskedContinue(socket, () => line.expectsHead)

  socket
    .once('connect', () => {
      marks.connect = performance.now()
    })
    .once(secure ? 'secureConnect' : 'connect', () => {
      if (secure) marks.tls = performance.now()
      clearTimeout(timer)
      line.opening = undefined
      done(null, socket)
    })
    .on('error', (error) => {
      if (line.opening !== socket) return
      clearTimeout(timer)
      line.opening = undefined
      done(connectFailure(error, secure && marks.connect !== undefined ? 'tls' : 'tcp'), null)
    })
}

/** Called for names only; an address written into a URL was judged with the URL. */
function vettedLookup({ policy, unless, resolve }: Trunk, marks: Marks): LookupFunction {
  return (hostname, _options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        marks.dns = performance.now()
        if (addresses.length === 0) return callback(unresolved(), [])
        if (addresses.some((address) => policy.refusalOf(address, unless))) return callback(blocked(), [])
        callback(
          null,
          addresses.map((address) => ({ address, family: isIP(address) })),
        )
      },
      () => callback(unresolved(), []),
    )
  }
}

function unresolved() {
  return new ConnectFailure('dns_failed', 'The host name could not be resolved.')
}

function blocked() {
  return new ConnectFailure('address_blocked', 'The host name resolves to an address that may not be called.')
}
