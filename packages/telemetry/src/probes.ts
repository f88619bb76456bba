import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Health, type Problem, type ProblemCode, problemCatalogue, problemType } from '@g5/contracts'
import { hashToken, sameBytes } from '@g5/core'
import type { Registry } from './metrics/registry.ts'

export interface Probes {
  host: string
  /** 0 for any free one. */
  port: number
  /** Whether this process takes work. */
  ready(): boolean | Promise<boolean>
  health(): Promise<Health>
  registry: Registry
  /** What `/metrics` asks for as a bearer token; anybody may read without one. */
  metricsToken?: string | undefined
}

export interface ProbeServer {
  port: number
  close(): Promise<void>
}

/**
 * `/live`, `/ready`, `/health` and `/metrics` of a process that has no other HTTP.
 * @throws when the port can't be listened on
 */
export async function serveProbes(probes: Probes): Promise<ProbeServer> {
  const server = createServer((request, response) => {
    answer(probes, request, response).catch(() => send(response, 503, { status: 'down' }))
  })
  server.listen(probes.port, probes.host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer(probes: Probes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?', 1)[0]
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD')
    return refuse(response, 'method_not_allowed')
  }
  switch (path) {
    case '/live':
      return send(response, 200, { status: 'live' })
    case '/ready': {
      const ready = await probes.ready()
      return send(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not_ready' })
    }
    case '/health': {
      const health = await probes.health()
      return send(response, health.status === 'down' ? 503 : 200, health)
    }
    case '/metrics': {
      if (!mayReadMetrics(request.headers.authorization, probes.metricsToken)) {
        response.setHeader('www-authenticate', 'Bearer')
        return refuse(response, 'unauthorized')
      }
      response.setHeader('content-type', probes.registry.contentType)
      response.end(await probes.registry.metrics())
      return
    }
    default:
      return refuse(response, 'not_found')
  }
}

/** Compares in a time that says nothing about the token. */
export function mayReadMetrics(authorization: string | undefined, token: string | undefined): boolean {
  if (token === undefined) return true
  const [, given = ''] = /^bearer +(\S+)$/i.exec(authorization ?? '') ?? []
  return sameBytes(hashToken(given), hashToken(token))
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

function refuse(response: ServerResponse, code: ProblemCode): void {
  const { status, title } = problemCatalogue[code]
  const requestId = randomUUID()
  const problem: Problem = { type: problemType(code), title, status, code, requestId }
  response.writeHead(status, { 'content-type': 'application/problem+json', 'x-request-id': requestId })
  response.end(JSON.stringify(problem))
}
