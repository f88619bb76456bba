import jwt from '@fastify/jwt'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

/** Seconds an access token lives. The user is looked up anew each time, so it can end before. */
export const accessTokenSeconds = 900

const issuer = 'g5-core'

export interface AccessClaims {
  userId: string
  /** The family of refresh tokens that it belongs to. */
  family: string | undefined
  /** It has ended when its user's epoch is another. */
  epoch: number
}

export interface AccessTokens {
  sign(claims: AccessClaims): string
  /** Undefined for anything that is not a token of ours, or has expired. */
  verify(token: string): AccessClaims | undefined
}

const claims = z.object({ sub: z.string(), sid: z.string().optional(), epoch: z.number().default(0) })

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

  function read(token: string, previous?: string): AccessClaims | undefined {
    try {
      const verified = claims.safeParse(app.jwt.verify(token, previous === undefined ? undefined : { key: previous }))
      return verified.data && { userId: verified.data.sub, family: verified.data.sid, epoch: verified.data.epoch }
    } catch {
      return undefined
    }
  }

  return {
    sign: ({ userId, family, epoch }) => app.jwt.sign({ sub: userId, ...(family && { sid: family }), epoch }),
    verify(token) {
      if (!shape.test(token)) return undefined
      for (const previous of [undefined, ...secrets.previous]) {
        const known = read(token, previous)
        if (known) return known
      }
      return undefined
    },
  }
}
