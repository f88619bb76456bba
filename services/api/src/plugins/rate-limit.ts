import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { HttpProblem } from '../problem.ts'
import type { Counters } from '../rate-limit/counters.ts'

export interface LimitOptions {
  counters: Counters
  max: number
  windowSeconds: number
  onRefused(): void
}

/** Counts a request. @throws {HttpProblem} `rate_limited` */
export type Limit = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

/** Requests are counted by credential, or by address where there is none (IPv6: by /64). */
export async function createLimit(
  app: FastifyInstance,
  { counters, max, windowSeconds, onRefused }: LimitOptions,
): Promise<Limit> {
  await app.register(rateLimit, {
    global: false,
    max,
    timeWindow: windowSeconds * 1000,
    keyGenerator: ({ ip, principal }) => principal?.countedAs ?? `address:${rateLimit.normalizeIP(ip)}`,
    store: storeOf(counters),
  })
  const count = app.createRateLimit()
  const policy = `"default";q=${max};w=${windowSeconds}`

  return async (request, reply) => {
    const counted = await count(request)
    if (counted.isAllowed) return
    const { remaining, ttlInSeconds, isExceeded } = counted
    reply.header('ratelimit-policy', policy) // draft-ietf-httpapi-ratelimit-headers
    reply.header('ratelimit', `"default";r=${remaining};t=${ttlInSeconds}`)
    if (!isExceeded) return
    onRefused()
    throw new HttpProblem('rate_limited', { headers: { 'retry-after': String(ttlInSeconds) } })
  }
}

type Callback = (error: Error | null, result?: { current: number; ttl: number }) => void

/** The plugin makes its store itself, and wants a constructor for that. */
function storeOf(counters: Counters) {
  return class Store {
    incr(key: string, callback: Callback, windowMs: number) {
      callback(null, counters.hit(key, windowMs))
    }
    child() {
      return new Store()
    }
  }
}
