import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { idempotentAnswers } from '../schema/index.ts'

export type Claim =
  | { kind: 'first' }
  | { kind: 'repeat'; status: number; answer: Buffer | null }
  | { kind: 'other_body' }

/**
 * Takes an Idempotency-Key for the transaction that will answer it. A concurrent twin waits here until that one ends,
 * and then gets its answer, or the key if it failed.
 */
export async function claimKey(
  tx: Tx,
  { key, bodyHash, tenantId }: Pick<typeof idempotentAnswers.$inferInsert, 'key' | 'bodyHash' | 'tenantId'>,
  lifeSeconds: number,
): Promise<Claim> {
  const expiresAt = sql`now() + ${lifeSeconds} * interval '1 s'`
  const [first] = await tx
    .insert(idempotentAnswers)
    .values({ key, bodyHash, tenantId, status: 0, expiresAt })
    .onConflictDoUpdate({
      target: idempotentAnswers.key,
      set: { bodyHash, status: 0, answer: null, expiresAt },
      setWhere: sql`${idempotentAnswers.expiresAt} < now()`,
    })
    .returning({ key: idempotentAnswers.key })
  if (first) return { kind: 'first' }
  const [stored] = await tx.select().from(idempotentAnswers).where(eq(idempotentAnswers.key, key))
  if (!stored?.bodyHash.equals(bodyHash)) return { kind: 'other_body' }
  return { kind: 'repeat', status: stored.status, answer: stored.answer }
}

export async function storeAnswer(tx: Tx, key: Buffer, status: number, answer: Buffer | null): Promise<void> {
  await tx.update(idempotentAnswers).set({ status, answer }).where(eq(idempotentAnswers.key, key))
}
