import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Database, SqlTx, Tx } from '../connect.ts'
import { apiKeys } from '../schema/index.ts'
import { type TenantScope, within } from '../tenant-scope.ts'

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

/** Stores an API key by its hash; undefined when that very key is there already. */
export async function storeApiKey(tx: Tx, key: typeof apiKeys.$inferInsert): Promise<ApiKeyRow | undefined> {
  const [row] = await tx.insert(apiKeys).values(key).onConflictDoNothing().returning(shown)
  return row
}

/** Everything of a key but its hash. */
const shown = {
  id: apiKeys.id,
  tenantId: apiKeys.tenantId,
  name: apiKeys.name,
  prefix: apiKeys.prefix,
  scopes: apiKeys.scopes,
  expiresAt: apiKeys.expiresAt,
  lastUsedAt: apiKeys.lastUsedAt,
  revokedAt: apiKeys.revokedAt,
}

export type ApiKeyRow = Omit<typeof apiKeys.$inferSelect, 'hash'>

export async function readApiKey(tx: Tx, scope: TenantScope, id: string): Promise<ApiKeyRow | undefined> {
  const [row] = await tx
    .select(shown)
    .from(apiKeys)
    .where(and(eq(apiKeys.id, id), within(scope, apiKeys.tenantId)))
  return row
}

/** Newest first, ended ones too; `limit + 1` rows tell whether there is a next page. */
export function listApiKeys(
  tx: Tx,
  scope: TenantScope,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<ApiKeyRow[]> {
  return tx
    .select(shown)
    .from(apiKeys)
    .where(and(within(scope, apiKeys.tenantId), after ? lt(apiKeys.id, after) : undefined))
    .orderBy(desc(apiKeys.id))
    .limit(limit + 1)
}

/** Ends a key at once, on every pod. Undefined when it isn't there or was revoked before. */
export async function revokeApiKey(tx: Tx, scope: TenantScope, id: string): Promise<ApiKeyRow | undefined> {
  const [row] = await tx
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiKeys.id, id), within(scope, apiKeys.tenantId), isNull(apiKeys.revokedAt)))
    .returning(shown)
  return row
}
