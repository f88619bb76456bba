import type { Socket } from 'node:net'
import { type ProblemCode, problemCatalogue } from '@g5/contracts'
import type { Logger } from '@g5/telemetry'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { HttpProblem, problemBody, problemOf } from '../problem.ts'

/** Sends whatever went wrong as a problem (RFC 9457). What is a fault of ours is logged, and told to nobody. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): FastifyReply {
  const { code, details } = problemOf(error)
  const { status } = problemCatalogue[code]
  if (code === 'internal_error') log.error({ err: error }, 'a request failed through a fault of ours')
  else if (code === 'unavailable') log.warn({ err: error }, 'a request could not be served')
  const [instance] = request.url.split('?', 1)
  const body = problemBody(code, details, { requestId: request.id, instance })
  return reply
    .code(status)
    .headers({ 'x-request-id': request.id, ...details.headers })
    .type('application/problem+json')
    .send(Buffer.from(JSON.stringify(body))) // As text it would be given a charset, which JSON has not.
}

export function addProblems(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, log))
  const patterns = new Map<string, { segments: string[]; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    const pattern = patterns.get(url) ?? { segments: url.split('/'), methods: new Set() }
    for (const one of [method].flat()) pattern.methods.add(one)
    patterns.set(url, pattern)
  })
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?', 1)
    const methods = [...patterns.values()].flatMap((pattern) =>
      fits(pattern.segments, path) ? [...pattern.methods] : [],
    )
    const problem =
      methods.length > 0
        ? new HttpProblem('method_not_allowed', { headers: { allow: methods.sort().join(', ') } })
        : new HttpProblem('not_found', { detail: 'There is no such route.' })
    return sendProblem(problem, request, reply, log)
  })
}

function fits(segments: readonly string[], path: string): boolean {
  const given = path.split('/')
  const whole = segments.at(-1) === '*' ? given.length >= segments.length : given.length === segments.length
  return whole && segments.every((one, i) => one.startsWith(':') || one === given[i] || (one === '*' && i > 0))
}

/** What was not even HTTP never becomes a request; the connection is told why and closed. */
export function clientErrors(headers: Readonly<Record<string, string>>) {
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const code: ProblemCode = 'bad_request'
    const body = JSON.stringify(problemBody(code, {}, { requestId: 'none' }))
    const head = ['HTTP/1.1 400 Bad Request', 'content-type: application/problem+json', 'connection: close', ...more]
    socket.end(`${head.join('\r\n')}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
}
