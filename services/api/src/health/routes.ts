import { health } from '@g5/contracts'
import { mayReadMetrics } from '@g5/telemetry'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { answer } from '../answer.ts'
import type { Deps } from '../deps.ts'
import { HttpProblem } from '../problem.ts'
import { route } from '../route.ts'

const state = z.strictObject({ status: z.string() })

export const getHealth = route({
  method: 'GET',
  url: '/v1/health',
  summary: 'How everything is: the word alone without a credential',
  tag: 'operations',
  scope: 'public',
  tenant: 'none',
  probe: true,
  answers: { 200: health, 503: health },
  async handle({ headers }, deps) {
    const whole = await deps.health.look()
    const shown = (await mayReadAll(headers['authorization'], deps)) ? whole : { status: whole.status }
    return whole.status === 'down' ? answer(503, shown) : answer(200, shown)
  },
})

/** A probe with a bad credential, or while credentials can't be looked up, is still a probe. */
async function mayReadAll(authorization: string | string[] | undefined, { config, credentials, health }: Deps) {
  if (config.mode === 'development') return true
  if (typeof authorization !== 'string') return false
  const { postgres } = await health.look()
  if (postgres?.status === 'down') return false
  const principal = await credentials.authenticate(authorization).catch(() => undefined)
  return principal?.scopes.includes('read') ?? false
}

export const getReady = route({
  method: 'GET',
  url: '/ready',
  summary: 'Whether this process takes work',
  tag: 'operations',
  scope: 'public',
  tenant: 'none',
  probe: true,
  answers: { 200: state, 503: state },
  async handle(_request, { lifecycle, health }) {
    if (lifecycle.stopping) return answer(503, { status: 'stopping' })
    if (lifecycle.pendingMigrations.length > 0) return answer(503, { status: 'migrations are pending' })
    if (!lifecycle.ready) return answer(503, { status: 'starting' })
    const { postgres } = await health.look()
    if (postgres?.status === 'down') return answer(503, { status: 'postgres is away' })
    return answer(200, { status: 'ready' })
  },
})

export const getLive = route({
  method: 'GET',
  url: '/live',
  summary: 'Whether this process lives',
  tag: 'operations',
  scope: 'public',
  tenant: 'none',
  probe: true,
  answers: { 200: state },
  handle: async () => answer(200, { status: 'live' }),
})

/** Not JSON, so it is mounted by hand. */
export function addMetrics(app: FastifyInstance, { registry, config }: Deps): void {
  app.get('/metrics', { config: { probe: true } }, async (request, reply) => {
    if (!mayReadMetrics(request.headers.authorization, config.metricsToken))
      throw new HttpProblem('unauthorized', { headers: { 'www-authenticate': 'Bearer' } })
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
