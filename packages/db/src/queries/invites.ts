import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { invites } from '../schema/index.ts'

/** Gives a user an invite, in place of the one they had. @returns when it expires */
export async function storeInvite(tx: Tx, userId: string, hash: Buffer, lifeSeconds: number): Promise<string> {
  const expiresAt = sql`now() + ${lifeSeconds} * interval '1 s'`
  const [stored] = await tx
    .insert(invites)
    .values({ userId, hash, expiresAt })
    .onConflictDoUpdate({ target: invites.userId, set: { hash, expiresAt } })
    .returning({ expiresAt: invites.expiresAt })
  if (!stored) throw new Error('insert returned no row')
  return stored.expiresAt
}

/** Whom an invite is for that is still good. */
export async function invitedUserId(tx: Tx, hash: Buffer): Promise<string | undefined> {
  const [row] = await tx.select({ userId: invites.userId }).from(invites).where(isGood(hash))
  return row?.userId
}

/** Uses an invite up. Of two that try, one does. The caller has locked the user. */
export async function takeInvite(tx: Tx, hash: Buffer): Promise<boolean> {
  const rows = await tx.delete(invites).where(isGood(hash)).returning({ userId: invites.userId })
  return rows.length === 1
}

const isGood = (hash: Buffer) => and(eq(invites.hash, hash), sql`${invites.expiresAt} > now()`)
