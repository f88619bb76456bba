import type { Socket } from 'node:net'
import type { Answer } from '@g5/core'
import { LRUCache } from 'lru-cache'
import type { Client } from 'undici'
import { Exchange } from './exchange.ts'
import { openLine } from './line.ts'
import { createOrigin, type Origin } from './origin.ts'
import type { Policy, WaivableRule } from './policy.ts'
import type { Trunk } from './reach.ts'
import { type Resolve, resolveHost } from './resolve.ts'

export interface EgressRequest {
  url: string
  /** Name, value, name, value… `host` and `content-length` are made here. */
  headers: readonly string[]
  body: string | Buffer
  /** From this call to the last byte that is kept, in milliseconds. */
  timeoutMs: number
  /** Gives the request up: `send` rejects with the signal's reason. */
  signal?: AbortSignal
}

export interface Egress {
  /**
   * POSTs once: no redirect is followed, no proxy used but the one given, nothing tried again. Whatever a receiver does is an
   * {@link Answer}; this rejects only when the caller's signal fires or after `close`.
   */
  send(request: EgressRequest): Promise<Answer>
  /** Takes no more requests, waits for those in flight (their deadlines bound it) and closes every connection. */
  close(): Promise<void>
  /** Sockets open or being opened. */
  readonly open: number
}

export interface EgressOptions {
  policy: Policy
  /** `http:` or `https:`, with user and password where it wants them: all connections go through it, by CONNECT. */
  proxy?: string | undefined
  /** Sent as `user-agent` with every request. */
  userAgent?: string
  /** Default: as many as requests are in flight. With a bound the excess waits, and its deadline runs meanwhile. */
  connectionsPerOrigin?: number
  /** DNS, TCP and TLS together, in milliseconds. An earlier deadline of the request wins. */
  connectTimeoutMs?: number
  /** Of a response's body; the rest is cut off. */
  maxBodyBytes?: number
  /** Origins whose connections are kept, the least recently used being let go first. */
  origins?: number
  resolve?: Resolve
}

const LINE_SETTINGS: Client.Options = {
  allowH2: false,
  pipelining: 1,
  maxHeaderSize: 16 * 1024,
  // How long an idle connection is kept, in milliseconds. The receiver's own Keep-Alive hint may change it, up to a
  // minute. Short, because a connection closed by the receiver just as it is used again costs an attempt.
  keepAliveTimeout: 4_000,
  keepAliveMaxTimeout: 60_000,
  // One deadline for the whole exchange replaces undici's, which a slow drip of bytes would renew.
  headersTimeout: 0,
  bodyTimeout: 0,
}

export function createEgress(options: EgressOptions): Egress {
  const {
    policy,
    resolve = resolveHost,
    connectTimeoutMs = 10_000,
    maxBodyBytes = 16 * 1024,
    origins = 2_000,
  } = options
  const ownHeaders = options.userAgent === undefined ? undefined : ['user-agent', options.userAgent]
  const proxy = options.proxy === undefined ? undefined : new URL(options.proxy)
  const closing = new Set<Promise<void>>()
  const sockets = new Set<Socket>()
  let closed = false

  // An origin that is let go finishes its requests before it closes its connections.
  const kept = new LRUCache<string, Origin>({
    max: origins,
    dispose(origin) {
      const done = origin.close().finally(() => closing.delete(done))
      closing.add(done)
    },
  })

  function opened(socket: Socket): void {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  }

  // The policy never changes, so neither does what it says of a URL. Addresses behind a name are judged at each connection.
  const destinations = new LRUCache<string, Destination>({ max: 10 * origins })

  function destinationOf(url: string): Destination {
    const known = destinations.get(url)
    if (known) return known
    const destination = judgeDestination(policy, url)
    destinations.set(url, destination)
    return destination
  }

  function originOf({ origin, unless }: Reachable): Origin {
    const known = kept.get(origin)
    if (known) return known
    const trunk: Trunk = { policy, unless, resolve, connectTimeoutMs, proxy, session: undefined, opened }
    const target = new URL(origin)
    const open = () => openLine(target, LINE_SETTINGS, trunk)
    const made = createOrigin(open, options.connectionsPerOrigin ?? Number.POSITIVE_INFINITY)
    kept.set(origin, made)
    return made
  }

  // Not an async function: one promise a request is enough.
  function send({ url, headers, body, timeoutMs, signal }: EgressRequest): Promise<Answer> {
    if (closed) return Promise.reject(new Error('egress is closed'))
    if (signal?.aborted) return Promise.reject(signal.reason)
    const to = destinationOf(url)
    if (to.refused !== undefined) return Promise.resolve(failure('address_blocked', to.refused))
    if (namesHost(headers))
      return Promise.resolve(failure('protocol_error', 'The host header follows from the URL and cannot be set.'))

    const exchange = new Exchange(timeoutMs, maxBodyBytes, signal)
    const all = ownHeaders ? ownHeaders.concat(headers) : (headers as string[]) // Read by undici, and never written to.
    originOf(to).dispatch({ method: 'POST', path: to.path, headers: all, body }, exchange)
    return exchange.answer
  }

  async function close(): Promise<void> {
    closed = true
    kept.clear()
    await Promise.all(closing)
    // What no line waits for: a socket given up while it was being opened.
    await Promise.all(Array.from(sockets, (socket) => new Promise((done) => socket.once('close', done).destroy())))
  }

  return {
    send,
    close,
    get open() {
      return sockets.size
    },
  }
}

/** What a URL comes to: where its requests go, or why none may go there. */
type Destination = Reachable | { refused: string }

interface Reachable {
  refused?: undefined
  origin: string
  path: string
  unless: WaivableRule | undefined
}

function judgeDestination(policy: Policy, text: string): Destination {
  const judged = policy.judgeUrl(text)
  if (!judged.allowed) return { refused: judged.detail }
  const { origin, pathname, search } = judged.url
  return { origin, path: pathname + search, unless: judged.unless }
}

function failure(error: 'address_blocked' | 'protocol_error', detail: string): Answer {
  return { kind: 'failure', error, detail, timings: { total: 0 } }
}

/** A Host header other than the URL's would reach a virtual host that nobody judged. */
function namesHost(headers: readonly string[]): boolean {
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i]
    if (name?.length === 4 && name.toLowerCase() === 'host') return true
  }
  return false
}
