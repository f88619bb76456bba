import { publicId } from '@g5/contracts'
import type { Actor } from '@g5/db'
import { enrichContext } from '@g5/telemetry'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { tenantScopeOf } from './auth/tenant.ts'
import type { Deps } from './deps.ts'
import { documentation } from './docs/documentation.ts'
import { mutate } from './mutate.ts'
import { hangMs } from './persistently.ts'
import type { Limit } from './plugins/rate-limit.ts'
import { fieldErrors, HttpProblem, unavailable } from './problem.ts'
import { type Rendered, render } from './render.ts'
import type { AnyRequest, Route } from './route.ts'

/** Puts a declared route on the server: admit → validate → handle → render, in that order, for every one. */
export function mount(app: FastifyInstance, deps: Deps, limit: Limit, route: Route): void {
  app.route({
    method: route.method,
    url: route.url,
    schema: documentation(route),
    config: { probe: route.probe ?? false },
    ...(route.bodyLimit && { bodyLimit: route.bodyLimit(deps) }),
    ...(!route.bounded && { handlerTimeout: hangMs }),
    onRequest: (request, reply) => admit(route, deps, limit, request, reply),
    handler: async (request, reply) => send(reply, await (route.provesKey ? runProving : run)(route, deps, request)),
  })
}

async function admit(route: Route, deps: Deps, limit: Limit, request: FastifyRequest, reply: FastifyReply) {
  if (route.probe) return
  if (deps.lifecycle.pendingMigrations.length > 0) throw unavailable("The database's migrations are pending.")
  if (route.scope === 'public') return limit(request, reply)

  const { headers } = request
  const principal = await deps.credentials.authenticate(headers.authorization, route.provesKey)
  request.principal = principal ?? null
  await limit(request, reply)
  if (!principal) throw nobody()
  if (route.scope !== 'any' && !principal.scopes.includes(route.scope))
    throw new HttpProblem('forbidden', { detail: `It needs the scope ${route.scope}.` })
  const named = [headers['x-tenant-id']].flat()[0]
  request.tenantScope = await tenantScopeOf(deps.db.orm, principal, named, route.tenant)
  const { tenantScope } = request
  if (tenantScope && 'tenantId' in tenantScope) enrichContext({ tenantId: publicId('tenant', tenantScope.tenantId) })
}

const nobody = () => new HttpProblem('unauthorized', { headers: { 'www-authenticate': 'Bearer' } })

/** Who shows a key that has ended is told nothing but that, whatever else is wrong. */
async function runProving(route: Route, deps: Deps, request: FastifyRequest): Promise<Rendered> {
  try {
    return await run(route, deps, request)
  } catch (error) {
    await proveKey(deps, request)
    throw error
  }
}

async function proveKey({ credentials }: Deps, { principal, headers }: FastifyRequest): Promise<void> {
  if (principal?.remembered && !(await credentials.authenticate(headers.authorization))) throw nobody()
}

async function run(route: Route, deps: Deps, request: FastifyRequest): Promise<Rendered> {
  const valid = validate(route, deps, request)
  const prepared = await route.prepare?.(valid, deps)
  const ready = { ...valid, prepared }
  if (route.mutates) return mutate(route, ready, deps)
  return render(route, await route.handle(ready, deps, undefined))
}

const noBody = z.strictObject({}).optional()

function validate(route: Route, deps: Deps, request: FastifyRequest): AnyRequest {
  const params = route.params?.safeParse(request.params)
  if (params?.error) throw new HttpProblem('not_found')
  const query = route.query?.safeParse(request.query)
  const body =
    request.method === 'GET' || request.method === 'HEAD' ? undefined : (route.body ?? noBody).safeParse(request.body)
  const errors = [...fieldErrors('#/query', query?.error?.issues ?? []), ...fieldErrors('', body?.error?.issues ?? [])]
  if (errors.length > 0) throw new HttpProblem('validation_failed', { errors })
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
    proveKey: () => proveKey(deps, request),
    traceparent: request.traceparent,
    prepared: undefined,
  }
}

function actorOf({ principal, ip, id }: FastifyRequest): Actor {
  const { kind, id: actorId, name } = principal ?? { kind: 'system' as const, id: null, name: 'nobody' }
  return { kind, id: actorId, name, address: ip, requestId: id }
}

function send(reply: FastifyReply, { status, headers, body }: Rendered): FastifyReply {
  reply.code(status).headers(headers)
  return body === undefined ? reply.send() : reply.type('application/json; charset=utf-8').send(body)
}
