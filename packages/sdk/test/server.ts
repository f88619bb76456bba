import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Asked {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}

export interface Script {
  url: string
  asked: Asked[]
  close(): Promise<void>
}

type Step = (response: ServerResponse, asked: Asked) => void

/** Answers each request with the next step; the last one is for all that follow. */
export async function scripted(...steps: Step[]): Promise<Script> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method = '', url = '', headers } = request
    const one = { method, path: url, headers, body: Buffer.concat(chunks).toString() }
    asked.push(one)
    steps[Math.min(asked.length, steps.length) - 1]?.(response, one)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Step =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'r1', ...headers })
    response.end(JSON.stringify(body))
  }

export const refusal =
  (status: number, code: string, headers: Record<string, string> = {}): Step =>
  (response) => {
    const problem = { type: `urn:g5:problem:${code}`, title: code, status, code, requestId: 'r1' }
    response.writeHead(status, { 'content-type': 'application/problem+json', 'x-request-id': 'r1', ...headers })
    response.end(JSON.stringify(problem))
  }

/** The connection is gone before an answer. */
export const hangUp: Step = (response) => void response.destroy()

/** Never answers. */
export const silence: Step = () => {}

/** Pieces of a stream, and its end unless told otherwise. */
export const pieces =
  (type: string, parts: readonly string[], { ends = true }: { ends?: boolean } = {}): Step =>
  (response) => {
    response.writeHead(200, { 'content-type': type })
    for (const part of parts) response.write(part)
    if (ends) response.end()
  }
