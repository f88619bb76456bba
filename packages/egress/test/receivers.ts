import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server as NetServer,
  type Socket,
} from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Answer } from '@g5/core'
import { onTestFinished } from 'vitest'
import { createEgress, createPolicy, type Egress, type EgressOptions, type EgressPolicy } from '../src/index.ts'

export interface Receiver {
  port: number
  url: string
  /** Sockets accepted so far. */
  readonly connections: number
}

/** A loopback HTTP receiver that lives as long as the test. */
export function httpReceiver(answer: RequestListener): Promise<Receiver> {
  return listen(createServer(answer))
}

/** A loopback TCP receiver, for answers no HTTP library would give. */
export function tcpReceiver(onSocket: (socket: Socket) => void): Promise<Receiver> {
  return listen(createTcpServer(onSocket))
}

/** A loopback TLS receiver with {@link CERTIFICATE}; its URL says `receiver.test`, so give egress a `resolve`. */
export async function tlsReceiver(onSocket: (socket: Socket) => void): Promise<Receiver> {
  const receiver = await listen(createTlsServer({ key: KEY, cert: CERTIFICATE }, onSocket))
  return { ...receiver, url: `https://receiver.test:${receiver.port}/` }
}

async function listen(server: NetServer | Server): Promise<Receiver> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections++
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)))
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(async () => {
    const closed = new Promise((done) => server.close(done))
    for (const socket of sockets) socket.destroy()
    await closed
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    get connections() {
      return connections
    },
  }
}

/** An egress that may call loopback, closed when the test ends. */
export function loopbackEgress(options: Partial<EgressOptions> = {}, policy: Partial<EgressPolicy> = {}): Egress {
  const egress = createEgress({ policy: createPolicy({ allowedCidrs: ['127.0.0.0/8'], ...policy }), ...options })
  onTestFinished(() => egress.close())
  return egress
}

export function post(egress: Egress, url: string, more: { timeoutMs?: number; signal?: AbortSignal } = {}) {
  return egress.send({ url, headers: ['content-type', 'application/json'], body: '{}', timeoutMs: 5_000, ...more })
}

/** The answer's outcome in one line, for comparing: `200`, or the word of the failure. */
export function outcome(answer: Answer): string {
  return answer.kind === 'response' ? String(answer.status) : answer.error
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

/** Self-signed for `receiver.test`, good until 2126. Trusted by nothing; guards nothing. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBoTCCAUegAwIBAgIUCFwBuX/vTYtJ5NuCBFUq78Ydid0wCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNcmVjZWl2ZXIudGVzdDAgFw0yNjExMjQwMjE5MjNaGA8yMTI2
MTAzMTAyMTkyM1owGDEWMBQGA1UEAwwNcmVjZWl2ZXIudGVzdDBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABJ5QqG0wCEqAhlHt1LIzVaraDDNJZEWY90mP55ruKxv5
id198cczpFmiBoRz0lmnbFsj9hN7qobnR1yNoP8n1TejbTBrMB0GA1UdDgQWBBRh
JzEgTuumKxSCWjC5Lfn6s48xZzAfBgNVHSMEGDAWgBRhJzEgTuumKxSCWjC5Lfn6
s48xZzAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+CDXJlY2VpdmVyLnRlc3Qw
CgYIKoZIzj0EAwIDSAAwRQIhANQU5agZEXveabdVFoXQYmcAZGf07GSu0D4h8hVu
com3AiA1DECBjTdvx3GVUf4fVg7JolMlnEFar4tH7IBSBlmc0g==
-----END CERTIFICATE-----
`

const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLM8C3jYkyiCS4NVN
zvjoAry3Ddpp9nW8JEneN5mB6gihRANCAASeUKhtMAhKgIZR7dSyM1Wq2gwzSWRF
mPdJj+ea7isb+YndffHHM6RZogaEc9JZp2xbI/YTe6qG50dcjaD/J9U3
-----END PRIVATE KEY-----
`

export interface Proxy extends Receiver {
  /** What it was asked to connect to, and with what access. */
  asked: { authority: string | undefined; access: string | undefined }[]
}

/** A loopback proxy that connects to whatever it is asked for, or answers with another status than 200. */
export async function connectProxy({ status = 200 } = {}): Promise<Proxy> {
  const asked: Proxy['asked'] = []
  const server = createServer().on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    asked.push({ authority: request.url, access: request.headers['proxy-authorization'] })
    if (status !== 200) return client.end(`HTTP/1.1 ${status} No\r\n\r\n`)
    const [host = '', port] = (request.url ?? '').split(':')
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.write(head)
      client.pipe(upstream).pipe(client)
    })
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy())
    client.on('close', () => upstream.destroy())
  })
  return Object.assign(await listen(server), { asked })
}
