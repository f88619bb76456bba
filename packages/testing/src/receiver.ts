import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Behaviour, behaviours } from './behaviours.ts'

/** One request as it came over the wire. */
export interface Received {
  method: string
  /** With the query. */
  path: string
  headers: IncomingHttpHeaders
  /** Byte for byte. */
  body: Buffer
  /** Milliseconds since the epoch, when the body was whole. */
  at: number
}

export interface ReceiverOptions {
  port?: number
  /** For paths that have none of their own: 200 unless told. */
  behaviour?: Behaviour
}

export interface Receiver {
  url: string
  port: number
  /** Everything that came, oldest first. */
  requests: Received[]
  /** From the next request on: for one path, or for all that have none of their own. */
  behave(behaviour: Behaviour): void
  behave(path: string, behaviour: Behaviour): void
  /**
   * Waits until `wanted` requests came in all, or until one came that fits (past ones count).
   * @throws when `withinMs` (10,000 unless told) pass, saying what came instead.
   */
  received(wanted: number | ((request: Received) => boolean), options?: { withinMs?: number }): Promise<Received[]>
  /** Cuts every connection. */
  close(): Promise<void>
}

/** A web server on the loopback that records what it gets and answers as badly as it is told to. */
export async function startReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  const requests: Received[] = []
  const byPath = new Map<string, Behaviour>()
  const waiting = new Set<() => void>()
  let fallback = options.behaviour ?? behaviours.ok()

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    response.on('error', () => {})
    void read(request).then((received) => {
      if (!received) return
      requests.push(received)
      const behave = byPath.get(received.path) ?? fallback
      behave(request, response)
      for (const look of waiting) look()
    })
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(options.port ?? 0, '127.0.0.1', listening)
  })
  const { port } = server.address() as AddressInfo

  function behave(...args: [Behaviour] | [string, Behaviour]) {
    if (args.length === 1) fallback = args[0]
    else byPath.set(...args)
  }

  function received(wanted: number | ((request: Received) => boolean), { withinMs = 10_000 } = {}) {
    const isThere = () => (typeof wanted === 'number' ? requests.length >= wanted : requests.some(wanted))
    return new Promise<Received[]>((done, failed) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer)
        waiting.delete(look)
        settle()
      }
      const look = () => isThere() && finish(() => done(requests))
      const timer = setTimeout(
        () =>
          finish(() => failed(new Error(`Waited ${withinMs} ms in vain for ${name(wanted)}; ${summary(requests)}`))),
        withinMs,
      )
      waiting.add(look)
      look()
    })
  }

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    behave,
    received,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Undefined for a request that was broken off. */
async function read(request: IncomingMessage): Promise<Received | undefined> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer)
  } catch {
    return undefined
  }
  const { method = '', url = '', headers } = request
  return { method, path: url, headers, body: Buffer.concat(chunks), at: Date.now() }
}

const name = (wanted: number | ((request: Received) => boolean)) =>
  typeof wanted === 'number' ? `${wanted} requests` : 'a request that fits'

function summary(requests: Received[]): string {
  if (requests.length === 0) return 'none came.'
  const last = requests.slice(-5).map(({ method, path, body }) => `${method} ${path} (${body.length} bytes)`)
  return `${requests.length} came, the last: ${last.join(', ')}.`
}
