import { request as askPlainly, type ClientRequest } from 'node:http'
import { request as askSecurely } from 'node:https'
import { isIP, isIPv6, type Socket } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import type { buildConnector } from 'undici'
import type { Line, Marks } from './exchange.ts'
import { ConnectFailure, connectFailure } from './failures.ts'
import { keepSessions, portOf, type Trunk, tlsOptions, vettedAddresses } from './reach.ts'
import { skipUnaskedContinue } from './unasked-continue.ts'

/**
 * Opens a socket by way of a proxy (CONNECT: RFC 9110, section 9.3.6). The proxy is told an address that the policy allows,
 * never a name: it would look that up for itself, and what it found nobody would have judged. TLS goes through it
 * unopened.
 */
export function dialThrough(
  proxy: URL,
  target: buildConnector.Options,
  trunk: Trunk,
  line: Line,
  done: buildConnector.Callback,
): void {
  const secure = target.protocol === 'https:'
  const marks: Marks = {}
  let held: Socket | ClientRequest | undefined
  const opening = {
    destroy(reason: Error) {
      if (line.opening !== opening) return
      clearTimeout(timer)
      line.opening = undefined
      held?.on('error', () => {}).destroy()
      done(connectFailure(reason, secure && marks.connect !== undefined ? 'tls' : 'tcp'), null)
    },
  }
  const timer = setTimeout(() => {
    const detail = `No connection could be opened within ${trunk.connectTimeoutMs} ms.`
    opening.destroy(new ConnectFailure('connect_timeout', detail))
  }, trunk.connectTimeoutMs)
  line.opening = opening
  line.fresh = marks

  function ready(socket: Socket): void {
    if (line.opening !== opening) return
    if (secure) marks.tls = performance.now()
    clearTimeout(timer)
    line.opening = undefined
    socket.off('error', opening.destroy)
    socket.on('error', () => {}) // From here on undici listens, too.
    skipUnaskedContinue(socket, () => line.expectsHead)
    done(null, socket)
  }

  async function open(): Promise<void> {
    const [address] = isIP(target.hostname) ? [target.hostname] : await vettedAddresses(target.hostname, trunk, marks)
    if (line.opening !== opening) return
    const authority = `${isIPv6(address) ? `[${address}]` : address}:${portOf(target)}`
    const asking = connectRequest(proxy, authority)
    held = asking
    asking
      .once('socket', trunk.opened)
      .on('error', () => opening.destroy(new ConnectFailure('connection_refused', 'The egress proxy does not answer.')))
      .once('response', ({ statusCode }) => opening.destroy(refusedBy(statusCode)))
      .once('connect', ({ statusCode }, raw: Socket) => {
        held = raw
        raw.on('error', opening.destroy)
        if (statusCode !== 200) return opening.destroy(refusedBy(statusCode))
        marks.connect = performance.now()
        raw.setNoDelay(true)
        if (!secure) return ready(raw)
        const socket = keepSessions(tlsConnect({ socket: raw, ...tlsOptions(target.hostname, trunk) }), trunk)
        held = socket
        socket.on('error', opening.destroy).once('secureConnect', () => ready(socket))
      })
      .end()
  }
  open().catch(opening.destroy)
}

function connectRequest(proxy: URL, authority: string): ClientRequest {
  const ask = proxy.protocol === 'https:' ? askSecurely : askPlainly
  const access = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  return ask({
    ...{ host: proxy.hostname.replace(/^\[|\]$/g, ''), port: portOf(proxy), agent: false },
    ...{ method: 'CONNECT', path: authority },
    headers: {
      host: authority,
      ...(access !== ':' && { 'proxy-authorization': `Basic ${Buffer.from(access).toString('base64')}` }),
    },
  })
}

function refusedBy(status: number | undefined): ConnectFailure {
  return new ConnectFailure('connection_refused', `The egress proxy answered ${status} instead of a connection.`)
}
