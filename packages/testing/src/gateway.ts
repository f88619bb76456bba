import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Stands between a client and its server, and can cut every connection as a failing network does. */
export interface Gateway {
  /** The server's own, by way of the gateway. */
  url: string
  /** Ends all connections with a TCP reset: neither side gets to say goodbye. */
  reset(): void
  /** Connections made from now on go to another server; those that are there stay where they are. */
  leadsTo(target: string): void
  close(): Promise<void>
}

export async function startGateway(target: string): Promise<Gateway> {
  let { hostname, port } = new URL(target)
  const clients = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    client.pipe(upstream).pipe(client)
    clients.add(client)
    client.on('close', () => clients.delete(client))
    // A reset arrives as an error, and is followed by the close.
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const)
      one.on('error', () => {}).on('close', () => other.destroy())
  })
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens))
  const url = new URL(target)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const reset = () => {
    for (const client of clients) client.resetAndDestroy()
  }
  return {
    url: url.href,
    reset,
    leadsTo(other) {
      ;({ hostname, port } = new URL(other))
    },
    close() {
      reset()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}
