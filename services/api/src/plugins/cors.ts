import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const asked = ['authorization', 'content-type', 'idempotency-key', 'last-event-id', 'x-request-id', 'x-tenant-id']
const exposed = ['x-request-id', 'ratelimit', 'ratelimit-policy', 'retry-after', 'idempotent-replayed', 'location']
/** Seconds for which a browser need not ask again. */
const maxAge = 600

/**
 * Lets pages of these origins, and of no other, read what the API answers, with credentials. Without any nothing is
 * added to a request's way.
 */
export async function addCors(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return
  const listed = new Set(origins)
  await app.register(cors, {
    // False: not a word about CORS, credentials included, and a preflight is any other request.
    origin: (origin, done) => done(null, origin !== undefined && listed.has(origin) ? origin : false),
    credentials: true,
    ...{ methods, allowedHeaders: asked, exposedHeaders: exposed, maxAge },
    strictPreflight: false, // It would be refused in plain text; without it, it is an unknown method.
  })
}
