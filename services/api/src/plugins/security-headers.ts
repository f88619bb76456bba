import helmet from '@fastify/helmet'
import { type FastifyInstance, fastify } from 'fastify'

/**
 * What helmet sets, by name. It is the same for every answer of ours, so helmet is asked once, on a server that serves
 * nobody: as a plugin it would set one header after another on each response, for a twelfth of what an event costs.
 */
export async function securityHeaders({ hsts }: { hsts: boolean }): Promise<Record<string, string>> {
  const [plain, safe] = [fastify(), fastify()]
  await safe.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: hsts ? { maxAge: 31_536_000 } : false,
  })
  const [before, after] = await Promise.all([plain, safe].map(headersOf))
  const added = Object.entries(after ?? {}).filter(([name]) => !(name in (before ?? {})))
  return Object.fromEntries(added.map(([name, value]) => [name, String(value)]))
}

async function headersOf(server: FastifyInstance) {
  server.get('/', (_request, reply) => reply.send())
  const { headers } = await server.inject('/')
  await server.close()
  return headers
}
