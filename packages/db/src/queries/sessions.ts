import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { refreshTokens, users } from '../schema/index.ts'
import { lockUser, type User } from './users.ts'

export interface NewRefreshToken {
  hash: Buffer
  userId: string
  family: string
  lifeSeconds: number
}

export async function storeRefreshToken(tx: Tx, { lifeSeconds, ...token }: NewRefreshToken): Promise<void> {
  await tx.insert(refreshTokens).values({ ...token, expiresAt: sql`now() + ${lifeSeconds} * interval '1 s'` })
}

export type TokenUse = { kind: 'fresh' | 'reused'; user: User; family: string } | { kind: 'unknown' }

/**
 * Uses a token up. One that was used before was stolen or replayed: its whole family ends with it. The user is locked
 * first, as by whatever ends sessions, so that no token is given out behind the back of that.
 */
export async function useRefreshToken(tx: Tx, hash: Buffer): Promise<TokenUse> {
  const owned = await lockOwner(tx, hash)
  if (!owned) return { kind: 'unknown' }
  const [used] = await tx
    .update(refreshTokens)
    .set({ usedAt: sql`now()` })
    .where(and(eq(refreshTokens.hash, hash), isNull(refreshTokens.usedAt), sql`${refreshTokens.expiresAt} > now()`))
    .returning({ hash: refreshTokens.hash })
  if (used) return { kind: 'fresh', ...owned }
  const [known] = await tx
    .select({ usedAt: refreshTokens.usedAt })
    .from(refreshTokens)
    .where(eq(refreshTokens.hash, hash))
  if (!known?.usedAt) return { kind: 'unknown' }
  await deleteFamily(tx, owned.family)
  return { kind: 'reused', ...owned }
}

/** Ends the session of a token. @returns whose it was; undefined when there is none */
export async function endSessionOf(tx: Tx, hash: Buffer): Promise<User | undefined> {
  const owned = await lockOwner(tx, hash)
  if (owned) await deleteFamily(tx, owned.family)
  return owned?.user
}

/** Of a token that is not gone, with its user locked; undefined when the user may not sign in. */
async function lockOwner(tx: Tx, hash: Buffer): Promise<{ user: User; family: string } | undefined> {
  const [token] = await tx
    .select({ userId: refreshTokens.userId, family: refreshTokens.family })
    .from(refreshTokens)
    .where(eq(refreshTokens.hash, hash))
  const user = token && (await lockUser(tx, { allTenants: true }, { id: token.userId }))
  return user && user.disabledAt === null ? { user, family: token.family } : undefined
}

async function deleteFamily(tx: Tx, family: string): Promise<void> {
  await tx.delete(refreshTokens).where(eq(refreshTokens.family, family))
}

/**
 * Ends a user's sessions, access tokens included, at once on every pod. A family that is kept can go on, by a new
 * access token.
 * @returns the epoch that access tokens must be of from now on
 */
export async function endSessions(tx: Tx, userId: string, keep?: string): Promise<number> {
  const [user] = await tx
    .update(users)
    .set({ sessionEpoch: sql`${users.sessionEpoch} + 1` })
    .where(eq(users.id, userId))
    .returning({ epoch: users.sessionEpoch })
  await tx
    .delete(refreshTokens)
    .where(and(eq(refreshTokens.userId, userId), keep === undefined ? undefined : ne(refreshTokens.family, keep)))
  return user?.epoch ?? 0
}
