import { Readable } from 'node:stream'
import { publicId } from '@g5/contracts'
import type { Actor } from '@g5/db'
import { enrichContext } from '@g5/telemetry'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isStreamAnswer } from './answer.ts'
import { namedScope, ownScope } from './auth/tenant.ts'
import type { Deps } from './deps.ts'
import { mutate } from './mutate.ts'
import { hangMs } from './persistently.ts'
import type { Limit } from './plugins/rate-limit.ts'
import { fieldErrors, HttpProblem, unavailable } from './problem.ts'
import { type Rendered, render } from './render.ts'
import type { AnyOutcome, AnyRequest, Operation, Route } from './route.ts'

/** Puts a declared route on the server: admit → validate → handle → render, in that order, for every one. */
export function mount(app: FastifyInstance, deps: Deps, limit: Limit, route: Operation): void {
  const stream = Object.values(route.answers).find(isStreamAnswer)
  app.route({
    method: route.method,
    url: route.url,
    config: { probe: route.probe ?? false, endless: stream?.endless ?? false },
    ...(stream && { exposeHeadRoute: false }), // It would read a stream to its end, for nobody.
    ...(route.bodyLimit && { bodyLimit: route.bodyLimit(deps) }),
    ...(!route.bounded && { handlerTimeout: hangMs }),
    onRequest: (request, reply) => admit(route, deps, limit, request, reply),
    // It gives no promise back: the framework would wait for that too.
    handler: (request, reply) => {
      run(route, deps, request)
        .then((rendered) => send(reply, rendered))
        .catch((error) => reply.sent || reply.send(error))
    },
  })
}

async function admit(route: Route, deps: Deps, limit: Limit, request: FastifyRequest, reply: FastifyReply) {
  if (route.probe) return
  if (deps.lifecycle.pendingMigrations.length > 0) throw unavailable("The database's migrations are pending.")
  if (route.scope === 'public') return limit(request, reply)

  const { authorization, 'x-tenant-id': named } = request.headers
  const lately = route.provesKey ? deps.credentials.remembered(authorization) : undefined
  const principal = lately ?? (await deps.credentials.authenticate(authorization))
  request.principal = principal ?? null
  await limit(request, reply)
  if (!principal) throw nobody()
  if (route.scope !== 'any' && !principal.scopes.includes(route.scope))
    throw new HttpProblem('forbidden', { detail: `It needs the scope ${route.scope}.` })
  if (principal.endpointIds && !route.narrow)
    throw new HttpProblem('forbidden', { detail: 'It is not for a session of some endpoints.' })
  if (route.tenant === 'none') return
  const scope =
    named === undefined
      ? ownScope(principal, route.tenant)
      : await namedScope(deps.db.orm, principal, [named].flat()[0] ?? '')
  request.tenantScope = scope
  if ('tenantId' in scope) enrichContext({ tenantId: publicId('tenant', scope.tenantId) })
}

const nobody = () => new HttpProblem('unauthorized', { headers: { 'www-authenticate': 'Bearer' } })

async function proveKey({ credentials }: Deps, { principal, headers }: FastifyRequest): Promise<void> {
  if (principal?.remembered && !(await credentials.authenticate(headers.authorization))) throw nobody()
}

async function run(route: Route, deps: Deps, request: FastifyRequest): Promise<Rendered> {
  try {
    const asked = validate(route, deps, request)
    if (asked.principal?.endpointIds) await route.narrow?.(asked, deps)
    if (route.prepare) asked.prepared = await route.prepare(asked, deps)
    if (route.mutates) return await mutate(route, asked, deps)
    return render(route, await answerOf(route, asked, deps), deps.config.mode)
  } catch (error) {
    await proveKey(deps, request) // Who shows a key that has ended is told nothing but that, whatever else is wrong.
    throw error
  }
}

/**
 * From a standby where the route allows it. What is not there may be on the primary by now, so to refuse is for the primary.
 * Whoever wants what they have just written asks with `Cache-Control: no-cache`.
 */
async function answerOf(route: Route, asked: AnyRequest, deps: Deps): Promise<AnyOutcome> {
  const wantsFresh = /\bno-cache\b/i.test(String(asked.headers['cache-control'] ?? ''))
  if (route.mayLag && deps.replicas && !wantsFresh) {
    const outcome = await deps.replicas.read((db) => route.handle(asked, { ...deps, db }, undefined))
    if (outcome.kind !== 'refusal') return outcome
  }
  return route.handle(asked, deps, undefined)
}

const noBody = z.strictObject({}).optional()
const noQuery = z.strictObject({})

function validate(route: Route, deps: Deps, request: FastifyRequest): AnyRequest {
  const params = route.params?.safeParse(request.params)
  if (params?.error) throw new HttpProblem('not_found')
  // What looks whether we live may append what it likes, as some do to get past a cache.
  const query = (route.query ?? (route.probe ? undefined : noQuery))?.safeParse(request.query)
  const body =
    request.method === 'GET' || request.method === 'HEAD' ? undefined : (route.body ?? noBody).safeParse(request.body)
  if (query?.error || body?.error)
    throw new HttpProblem('validation_failed', {
      errors: [...fieldErrors('#/query', query?.error?.issues ?? []), ...fieldErrors('', body?.error?.issues ?? [])],
    })
  return {
    id: request.id,
    target: request.url,
    params: params?.data,
    query: query?.data,
    body: body?.data,
    text: request.bodyText,
    members: request.bodyMembers,
    headers: request.headers,
    principal: request.principal ?? undefined,
    actor: actorOf(request),
    scope: request.tenantScope,
    address: request.ip,
    origin: () => `${request.protocol}://${request.host}`,
    proveKey: () => proveKey(deps, request),
    traceparent: request.traceparent,
    prepared: undefined,
  }
}

function actorOf({ principal, ip, id }: FastifyRequest): Actor {
  const { kind, id: actorId, name } = principal ?? { kind: 'system' as const, id: null, name: 'nobody' }
  return { kind, id: actorId, name, address: ip, requestId: id }
}

function send(reply: FastifyReply, { status, headers, body, stream }: Rendered): FastifyReply {
  reply.code(status)
  if (headers) reply.headers(headers)
  if (stream) return sendStream(reply, stream)
  return body === undefined ? reply.send() : reply.type('application/json; charset=utf-8').send(body)
}

/**
 * The framework writes no faster than it is read, and destroys the stream when its reader goes. The connection ends with
 * an endless one: kept alive, it would keep a server that stops from closing.
 */
function sendStream(reply: FastifyReply, { declared, pieces }: NonNullable<Rendered['stream']>): FastifyReply {
  if (declared.endless) reply.headers({ connection: 'close', 'x-accel-buffering': 'no' })
  return reply.type(declared.mediaType).send(pieces instanceof Readable ? pieces : Readable.from(pieces))
}
