import { randomUUID } from 'node:crypto'
import type { Span } from '@g5/core'
import type { TenantScope } from '@g5/db'
import { type HttpMetrics, type Logger, newTraceparent, traceIdOf, withContext } from '@g5/telemetry'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Principal } from '../auth/principal.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until somebody is known. */
    principal: Principal | null
    tenantScope: TenantScope | undefined
    traceparent: string
    /** The body as it came, '' without one, and where the members of its top level lie in it. */
    bodyText: string
    bodyMembers: ReadonlyMap<string, Span>
  }
  interface FastifyContextConfig {
    /** Neither counted nor logged. */
    probe?: boolean
    /** Lasts for as long as its reader likes: how long says nothing of us. */
    streams?: boolean
  }
}

const noMembers: ReadonlyMap<string, Span> = new Map()

/** The caller's own id of the request if it is one, else a new one. */
export function requestIdOf(headers: FastifyRequest['raw']['headers']): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[A-Za-z0-9._-]{1,128}$/.test(given) ? given : randomUUID()
}

interface ContextOptions {
  log: Logger
  metrics: HttpMetrics
  /** Headers, names in lower case. */
  onEveryAnswer: Readonly<Record<string, string>>
  /** Routes of that path are not to be kept by anybody: they may hold what only the asker may see. */
  neverStored(path: string): boolean
  isStopping(): boolean
}

/** Every answer names its request; every line that is logged on the way names it too. */
export function addRequestContext(
  app: FastifyInstance,
  { log, metrics, onEveryAnswer, neverStored, isStopping }: ContextOptions,
): void {
  app.decorateRequest('principal', null)
  app.decorateRequest('tenantScope', undefined)
  app.decorateRequest('traceparent', '')
  app.decorateRequest('bodyText', '')
  app.decorateRequest('bodyMembers')

  app.addHook('onRequest', (request, reply, done) => {
    const parent = request.headers['traceparent']
    request.traceparent = newTraceparent(typeof parent === 'string' ? parent : undefined)
    request.bodyMembers = noMembers
    reply.headers(onEveryAnswer).header('x-request-id', request.id)
    if (neverStored(request.url)) reply.header('cache-control', 'no-store')
    withContext({ requestId: request.id, traceId: traceIdOf(request.traceparent) }, done)
  })

  // A connection that is kept alive would keep the listener from closing.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isStopping()) reply.header('connection', 'close')
    done(null, payload)
  })

  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request
    const route = routeOptions.url ?? 'unknown'
    if (!routeOptions.config.probe) {
      const durationMs = Math.round(reply.elapsedTime * 100) / 100
      if (!routeOptions.config.streams || reply.statusCode >= 400)
        metrics.requestDuration.observe({ method, route, status: reply.statusCode }, durationMs / 1000)
      log.info({ method, route, status: reply.statusCode, durationMs }, 'request')
    }
    done()
  })
}
