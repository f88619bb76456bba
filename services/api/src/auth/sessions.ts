import { randomBytes } from 'node:crypto'
import type { Session } from '@g5/contracts'
import { hashToken, uuidv7 } from '@g5/core'
import { storeRefreshToken, type Tx } from '@g5/db'
import type { Deps } from '../deps.ts'
import { accessTokenSeconds } from './access-tokens.ts'

const refreshTokenSeconds = 30 * 86_400

/**
 * Gives a user a new pair of tokens. The refresh token is good once and belongs to a family, one a login: when it is
 * used twice somebody else has it, and the whole family ends.
 */
export async function openSession(
  { tokens, clock }: Pick<Deps, 'tokens' | 'clock'>,
  tx: Tx,
  userId: string,
  family = uuidv7(clock.now()),
): Promise<Session> {
  const refreshToken = `g5r_${randomBytes(32).toString('base64url')}`
  await storeRefreshToken(tx, { hash: hashToken(refreshToken), userId, family, lifeSeconds: refreshTokenSeconds })
  return { accessToken: tokens.sign(userId), refreshToken, expiresIn: accessTokenSeconds }
}
