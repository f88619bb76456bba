import { isIP, type LookupFunction, connect as tcpConnect } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { type buildConnector, Client } from 'undici'
import { Exchange, type Line, type Marks } from './exchange.ts'
import { ConnectFailure, connectFailure } from './failures.ts'
import { keepSessions, portOf, type Trunk, tlsOptions, vettedAddresses } from './reach.ts'
import { dialThrough } from './tunnel.ts'
import { skipUnaskedContinue } from './unasked-continue.ts'

/** A second address is tried after this long, in milliseconds (RFC 8305, section 5, asks for at most 2 s). */
const NEXT_ADDRESS_MS = 500
const TCP_KEEP_ALIVE_MS = 60_000

/** One undici Client, that is one connection at a time, which tells each exchange what line it is on. */
export function openLine(origin: URL, settings: Client.Options, trunk: Trunk): Client {
  const line: Line = { opening: undefined, fresh: undefined, expectsHead: false }
  const { proxy } = trunk
  const connect: buildConnector.connector = proxy
    ? (target, done) => dialThrough(proxy, target, trunk, line, done)
    : (target, done) => dial(target, trunk, line, done)
  const client = new Client(origin, { ...settings, connect })
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

/** Opens a socket to an address the policy allows, asked in the very lookup whose result is connected to. */
function dial(target: buildConnector.Options, trunk: Trunk, line: Line, done: buildConnector.Callback): void {
  const secure = target.protocol === 'https:'
  const marks: Marks = {}
  const options = {
    host: target.hostname,
    port: portOf(target),
    lookup: vettedLookup(trunk, marks),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: TCP_KEEP_ALIVE_MS,
  }
  const socket = secure
    ? keepSessions(tlsConnect({ ...options, ...tlsOptions(target.hostname, trunk) }), trunk)
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
function vettedLookup(trunk: Trunk, marks: Marks): LookupFunction {
  return (hostname, _options, callback) => {
    vettedAddresses(hostname, trunk, marks).then(
      (addresses) =>
        callback(
          null,
          addresses.map((address) => ({ address, family: isIP(address) })),
        ),
      (error) => callback(error, []),
    )
  }
}
