import { randomUUID } from 'node:crypto'
import type { Span } from '@g5/core'
import type { TenantScope } from '@g5/db'
import {
  type ActiveSpan,
  type HttpMetrics,
  type Logger,
  newTraceparent,
  type Tracing,
  traceIdOf,
  withContext,
} from '@g5/telemetry'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Principal } from '../auth/principal.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until somebody is known. */
    principal: Principal | null
    tenantScope: TenantScope | undefined
    traceparent: string
    /** Undefined where nobody collects it. */
    span: ActiveSpan | undefined
    /** The body as it came, '' without one, and where the members of its top level lie in it. */
    bodyText: string
    bodyMembers: ReadonlyMap<string, Span>
  }
  interface FastifyContextConfig {
    /** Neither counted nor logged. */
    probe?: boolean
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
  tracing: Tracing | undefined
  /** Headers, names in lower case. */
  onEveryAnswer: Readonly<Record<string, string>>
  /** Routes of that path are not to be kept by anybody: they may hold what only the asker may see. */
  neverStored(path: string): boolean
  isStopping(): boolean
}

/** Every answer names its request; every line that is logged on the way names it too. */
export function addRequestContext(
  app: FastifyInstance,
  { log, metrics, tracing, onEveryAnswer, neverStored, isStopping }: ContextOptions,
): void {
  app.decorateRequest('principal', null)
  app.decorateRequest('tenantScope', undefined)
  app.decorateRequest('traceparent', '')
  app.decorateRequest('span', undefined)
  app.decorateRequest('bodyText', '')
  app.decorateRequest('bodyMembers')

  app.addHook('onRequest', (request, reply, done) => {
    const given = request.headers['traceparent']
    const parent = typeof given === 'string' ? given : undefined
    request.span = request.routeOptions.config.probe ? undefined : tracing && beginSpan(tracing, request, parent)
    request.traceparent = request.span?.traceparent ?? newTraceparent(parent)
    request.bodyMembers = noMembers
    reply.headers(onEveryAnswer).header('x-request-id', request.id)
    if (neverStored(request.url)) reply.header('cache-control', 'no-store')
    const goOn = () => withContext({ requestId: request.id, traceId: traceIdOf(request.traceparent) }, done)
    if (request.span) request.span.around(goOn)
    else goOn()
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
      metrics.requested({ method, route, status: reply.statusCode }, durationMs / 1000, request.span?.exemplar)
      request.span?.set({ 'http.response.status_code': reply.statusCode })
      request.span?.end(reply.statusCode >= 500 ? String(reply.statusCode) : undefined)
      log.info({ method, route, status: reply.statusCode, durationMs }, 'request')
    }
    done()
  })
}

/** Named as the conventions for HTTP spans have it: by the route, never by the path. */
function beginSpan(tracing: Tracing, { method, routeOptions, ip }: FastifyRequest, parent: string | undefined) {
  const route = routeOptions.url ?? 'unknown'
  return tracing.begin(`${method} ${route}`, {
    kind: 'server',
    parent,
    attributes: { 'http.request.method': method, 'http.route': route, 'client.address': ip },
  })
}
