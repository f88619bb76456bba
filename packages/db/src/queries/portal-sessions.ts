import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { portalSessions } from '../schema/index.ts'

type Row = typeof portalSessions.$inferSelect

export interface PortalSession extends Row {
  /** Whole seconds until it ends. */
  secondsLeft: number
}

export interface NewPortalSession
  extends Pick<Row, 'id' | 'tenantId' | 'subject' | 'capabilities' | 'endpointIds' | 'codeHash'> {
  codeSeconds: number
  lifeSeconds: number
}

const shown = {
  ...getTableColumns(portalSessions),
  secondsLeft: sql<number>`floor(extract(epoch from ${portalSessions.expiresAt} - now()))::int`,
}

const isLive = sql`${portalSessions.expiresAt} > now()`

export async function createPortalSession(
  tx: Tx,
  { codeSeconds, lifeSeconds, ...values }: NewPortalSession,
): Promise<PortalSession> {
  const [row] = await tx
    .insert(portalSessions)
    .values({
      ...values,
      codeExpiresAt: sql`now() + ${codeSeconds} * interval '1 s'`,
      expiresAt: sql`now() + ${lifeSeconds} * interval '1 s'`,
    })
    .returning(shown)
  if (!row) throw new Error('insert returned no row')
  return row
}

/** Exchanges a code, which ends with it, for a token. Of two that try, one gets it. */
export async function exchangePortalCode(
  tx: Tx,
  codeHash: Buffer,
  tokenHash: Buffer,
): Promise<PortalSession | undefined> {
  const [row] = await tx
    .update(portalSessions)
    .set({ codeHash: null, tokenHash })
    .where(and(eq(portalSessions.codeHash, codeHash), sql`${portalSessions.codeExpiresAt} > now()`, isLive))
    .returning(shown)
  return row
}

export async function findPortalSession(orm: Tx, tokenHash: Buffer): Promise<PortalSession | undefined> {
  const [row] = await orm
    .select(shown)
    .from(portalSessions)
    .where(and(eq(portalSessions.tokenHash, tokenHash), isLive))
  return row
}

/** Ends all of a tenant at once, on every pod. @returns how many there were */
export async function endPortalSessions(tx: Tx, tenantId: string): Promise<number> {
  const rows = await tx
    .delete(portalSessions)
    .where(eq(portalSessions.tenantId, tenantId))
    .returning({ id: portalSessions.id })
  return rows.length
}
