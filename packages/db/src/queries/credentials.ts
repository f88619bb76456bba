import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database, SqlTx, Tx } from '../connect.ts'
import { apiKeys, refreshTokens, users } from '../schema/index.ts'

export type User = typeof users.$inferSelect

export interface LiveKey {
  id: string
  tenantId: string | null
  name: string
  scopes: string[]
}

/** As a condition on a key `k`: it is neither expired nor revoked. */
export function isLive(sql: SqlTx) {
  return sql`k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`
}

/** The keys of these hashes that are live, in their order. */
export async function findLiveKeys({ sql }: Database, hashes: readonly Buffer[]): Promise<(LiveKey | undefined)[]> {
  const wanted = hashes.map((hash) => hash.toString('hex'))
  const rows = await sql<(LiveKey & { hash: string })[]>`
    select encode(k.hash, 'hex') as hash, k.id, k.tenant_id as "tenantId", k.name, k.scopes
      from unnest(${wanted}::text[]) w(hash)
      cross join lateral (select * from api_keys where hash = decode(w.hash, 'hex') offset 0) k
      where ${isLive(sql)}`
  const found = new Map(rows.map((row) => [row.hash, row]))
  return wanted.map((hash) => found.get(hash))
}

export async function keyIsLive(sql: SqlTx, id: string): Promise<boolean> {
  const rows = await sql`select from api_keys k where k.id = ${id} and ${isLive(sql)}`
  return rows.length === 1
}

/** Keeps "last used" true to the minute. */
export async function touchKeys({ sql }: Database, ids: readonly string[]): Promise<void> {
  await sql`
    with k as (
      select id from api_keys where id = any(${ids as string[]}::uuid[])
        and (last_used_at is null or last_used_at < now() - interval '1 minute') order by id for update skip locked
    )
    update api_keys a set last_used_at = now() from k where a.id = k.id`
}

export async function findUserByEmail(orm: Tx, email: string): Promise<User | undefined> {
  const [row] = await orm.select().from(users).where(eq(users.email, email.toLowerCase()))
  return row
}

/** A user whose access token is shown: gone or disabled users have none. */
export async function findActiveUser(orm: Tx, id: string): Promise<User | undefined> {
  const [row] = await orm
    .select()
    .from(users)
    .where(and(eq(users.id, id), isNull(users.disabledAt)))
  return row
}

export interface NewRefreshToken {
  hash: Buffer
  userId: string
  family: string
  lifeSeconds: number
}

export async function storeRefreshToken(tx: Tx, { lifeSeconds, ...token }: NewRefreshToken): Promise<void> {
  await tx.insert(refreshTokens).values({ ...token, expiresAt: sql`now() + ${lifeSeconds} * interval '1 s'` })
}

export type TokenUse =
  | { kind: 'fresh'; userId: string; family: string }
  | { kind: 'reused'; userId: string }
  | { kind: 'unknown' }

/** Uses a token up. One that was used before was stolen or replayed: its whole family ends with it. */
export async function useRefreshToken(tx: Tx, hash: Buffer): Promise<TokenUse> {
  const [used] = await tx
    .update(refreshTokens)
    .set({ usedAt: sql`now()` })
    .where(and(eq(refreshTokens.hash, hash), isNull(refreshTokens.usedAt), sql`${refreshTokens.expiresAt} > now()`))
    .returning()
  if (used) return { kind: 'fresh', userId: used.userId, family: used.family }
  const [known] = await tx.select().from(refreshTokens).where(eq(refreshTokens.hash, hash))
  if (!known) return { kind: 'unknown' }
  await endTokenFamily(tx, known.family)
  return { kind: 'reused', userId: known.userId }
}

export async function endTokenFamily(tx: Tx, family: string): Promise<void> {
  await tx.delete(refreshTokens).where(eq(refreshTokens.family, family))
}

export async function familyOfToken(tx: Tx, hash: Buffer): Promise<{ family: string; userId: string } | undefined> {
  const [row] = await tx
    .select({ family: refreshTokens.family, userId: refreshTokens.userId })
    .from(refreshTokens)
    .where(eq(refreshTokens.hash, hash))
  return row
}

/** For the seed: makes the user, or leaves it as it is. True when it was made. */
export async function seedUser(tx: Tx, user: typeof users.$inferInsert): Promise<boolean> {
  const rows = await tx.insert(users).values(user).onConflictDoNothing().returning({ id: users.id })
  return rows.length === 1
}

export async function setPassword(tx: Tx, email: string, passwordHash: string): Promise<void> {
  await tx.update(users).set({ passwordHash }).where(eq(users.email, email))
}

/** Stores an API key by its hash; false when that very key is there already. */
export async function storeApiKey(tx: Tx, key: typeof apiKeys.$inferInsert): Promise<boolean> {
  const rows = await tx.insert(apiKeys).values(key).onConflictDoNothing().returning({ id: apiKeys.id })
  return rows.length === 1
}

/** Ends a key at once, on every pod. False when it isn't the tenant's or has ended before. */
export async function revokeApiKey(tx: Tx, tenantId: string | null, id: string): Promise<boolean> {
  const owner = tenantId === null ? isNull(apiKeys.tenantId) : eq(apiKeys.tenantId, tenantId)
  const rows = await tx
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiKeys.id, id), owner, isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id })
  return rows.length === 1
}
