import jwt from '@fastify/jwt'
import type { FastifyInstance } from 'fastify'

/** Seconds an access token lives. It can't be taken back, so it is short; the user is looked up anew each time. */
export const accessTokenSeconds = 900

const issuer = 'g5-core'

export interface AccessTokens {
  sign(userId: string): string
  /** The user's id; undefined for anything that is not a live token of ours. */
  verify(token: string): string | undefined
}

/** JWTs of users (RFC 7519), HS256. What a previous secret signed stays good until it expires. */
export async function createAccessTokens(
  app: FastifyInstance,
  secrets: { current: string; previous: readonly string[] },
): Promise<AccessTokens> {
  await app.register(jwt, {
    secret: secrets.current,
    sign: { algorithm: 'HS256', expiresIn: accessTokenSeconds, iss: issuer },
    verify: { algorithms: ['HS256'], allowedIss: issuer },
  })
  const shape = /^[\w-]+\.[\w-]+\.[\w-]+$/

  function read(token: string, previous?: string): string | undefined {
    try {
      const { sub } = app.jwt.verify<{ sub?: unknown }>(token, previous === undefined ? undefined : { key: previous })
      return typeof sub === 'string' ? sub : undefined
    } catch {
      return undefined
    }
  }

  return {
    sign: (userId) => app.jwt.sign({ sub: userId }),
    verify(token) {
      if (!shape.test(token)) return undefined
      for (const previous of [undefined, ...secrets.previous]) {
        const userId = read(token, previous)
        if (userId) return userId
      }
      return undefined
    },
  }
}
