import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a receiver finds out about one webhook. */
export type Verdict =
  | { kind: 'verified'; id: string; type: string | undefined; bytes: number }
  | { kind: 'refused'; why: string }

export interface DemoReceiver {
  url: string
  close(): Promise<void>
}

/**
 * What a customer would write: a web server that believes nothing but a right signature. `secrets` gives those that
 * count now, several during a rotation.
 */
export async function startDemoReceiver(
  port: number,
  secrets: () => Promise<readonly string[]>,
  onWebhook: (verdict: Verdict) => void,
): Promise<DemoReceiver> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer)
      if (request.method !== 'POST') return void response.writeHead(405, { allow: 'POST' }).end()
      const verdict = verify(request.headers, Buffer.concat(chunks), await secrets(), Date.now())
      onWebhook(verdict)
      response.writeHead(verdict.kind === 'verified' ? 204 : 401).end()
    } catch {
      response.writeHead(500).end()
    }
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(port, '127.0.0.1', listening)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Standard Webhooks 1.0.0, "Verifying signatures": HMAC-SHA256 over `id.timestamp.body`, at most 300 s old or ahead. */
export function verify(headers: IncomingHttpHeaders, body: Buffer, secrets: readonly string[], nowMs: number): Verdict {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string')
    return { kind: 'refused', why: 'it lacks a webhook-id, webhook-timestamp or webhook-signature header' }
  if (!(Math.abs(nowMs / 1000 - Number(timestamp)) <= 300))
    return { kind: 'refused', why: 'its timestamp is more than 300 s off' }
  const given = signatures.split(' ').map((signature) => Buffer.from(signature))
  const isRight = secrets.some((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    const mac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')
    const right = Buffer.from(`v1,${mac}`)
    return given.some((signature) => signature.length === right.length && timingSafeEqual(signature, right))
  })
  if (!isRight) return { kind: 'refused', why: 'no signature fits the secret' }
  return { kind: 'verified', id, type: typeOf(body), bytes: body.length }
}

function typeOf(body: Buffer): string | undefined {
  try {
    const { type } = JSON.parse(body.toString())
    return typeof type === 'string' ? type : undefined
  } catch {
    return undefined
  }
}
