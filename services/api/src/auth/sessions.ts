import type { Session } from '@g5/contracts'
import { uuidv7 } from '@g5/core'
import { storeRefreshToken, type Tx, type User } from '@g5/db'
import type { Extras } from '../answer.ts'
import type { Deps } from '../deps.ts'
import type { AuditNote } from '../route.ts'
import { accessTokenSeconds } from './access-tokens.ts'
import { refreshCookie } from './refresh-cookie.ts'
import { mint } from './secrets.ts'

const refreshTokenSeconds = 30 * 86_400

interface Manner {
  /** Another one a sign-in, unless told. */
  family?: string
  /** The refresh token goes into a cookie instead of the body. */
  inCookie: boolean
}

/**
 * Gives a user, whom the transaction has locked, a new pair of tokens. The refresh token is good once and belongs to a
 * family, one a sign-in: when it is used twice somebody else has it, and the whole family ends.
 */
export async function openSession(
  deps: Deps,
  tx: Tx,
  { id: userId, sessionEpoch: epoch }: Pick<User, 'id' | 'sessionEpoch'>,
  { family = uuidv7(deps.clock.now()), inCookie }: Manner,
): Promise<{ session: Session; extras: Extras }> {
  const { secret, hash } = mint('refresh')
  await storeRefreshToken(tx, { hash, userId, family, lifeSeconds: refreshTokenSeconds })
  const access = { accessToken: deps.tokens.sign({ userId, family, epoch }), expiresIn: accessTokenSeconds }
  if (!inCookie) return { session: { ...access, refreshToken: secret }, extras: {} }
  return { session: access, extras: { headers: { 'set-cookie': refreshCookie(deps, secret, refreshTokenSeconds) } } }
}

/** Told of a user by a request that carries no credential yet. */
export function byUser(action: `${string}.${string}`, { id, email, tenantId }: User): AuditNote {
  return { action, tenantId, actor: { kind: 'user', id, name: email }, target: { kind: 'user', id } }
}
