import { randomBytes } from 'node:crypto'
import { hashToken } from '@g5/core'

/** What a bearer token of people starts with, so that a scanner of leaked secrets knows it. */
const prefixes = { refresh: 'g5r_', invite: 'g5i_', portalCode: 'g5c_', portalToken: 'g5p_' } as const

interface Minted {
  secret: string
  /** All that is kept of it. */
  hash: Buffer
}

/** 256 bits that nobody can guess. */
export function mint(kind: keyof typeof prefixes): Minted {
  const secret = `${prefixes[kind]}${randomBytes(32).toString('base64url')}`
  return { secret, hash: hashToken(secret) }
}

export const isPortalToken = (token: string) => token.startsWith(prefixes.portalToken)
