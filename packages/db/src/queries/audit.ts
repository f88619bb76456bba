import { and, asc, gt, gte, inArray, lt, or, type SQL } from 'drizzle-orm'
import type { Sql, Tx } from '../connect.ts'
import { auditLog } from '../schema/index.ts'
import { newestFirst, type TenantScope, within } from '../tenant-scope.ts'

/** Who did it: a user, an API key, the operator key, a portal session, or the system itself. */
export interface Actor {
  kind: 'user' | 'api_key' | 'operator' | 'portal' | 'system'
  id: string | null
  /** How people know it: an e-mail address, a key's name, a portal session's subject. */
  name: string
  address: string | null
  requestId: string | null
}

/** What the deployment's own programs do, unasked. */
export const systemActor = (name: string): Actor => ({ kind: 'system', id: null, name, address: null, requestId: null })

export interface AuditEntry {
  id: string
  /** Null: the deployment's own. */
  tenantId: string | null
  action: `${string}.${string}`
  /** What has no id has a name. */
  target: { kind: string } & ({ id: string } | { name: string })
  /** Redacted by the caller: never a secret, a header's value or a payload. */
  changes?: Record<string, unknown>
}

/** Written in the transaction of what it tells of. */
export async function writeAudit(tx: Tx, actor: Actor, { target, changes, ...entry }: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values({
    ...entry,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    targetKind: target.kind,
    ...('id' in target ? { targetId: target.id } : { targetName: target.name }),
    changes: changes ?? {},
    address: actor.address,
    requestId: actor.requestId,
  })
}

export type AuditRow = typeof auditLog.$inferSelect

/** By id as rows have it, or by name. */
export interface Named {
  ids: string[]
  names: string[]
}

export interface AuditFilter {
  actor?: Named | undefined
  action?: string[] | undefined
  target?: Named | undefined
  /** The lowest and the first too high id. */
  fromId?: string | undefined
  toId?: string | undefined
}

/** Newest first; `limit + 1` rows tell whether there is a next page. */
export function listAudit(
  tx: Tx,
  scope: TenantScope,
  { after, limit, ...filter }: AuditFilter & { after?: string | undefined; limit: number },
) {
  const { below, order } = newestFirst(scope, auditLog, after)
  return tx
    .select()
    .from(auditLog)
    .where(and(below, selected(filter)))
    .orderBy(...order)
    .limit(limit + 1)
}

/** The next of them, oldest first: an export goes through all of them without one long statement. */
export function nextAudit(
  tx: Tx,
  scope: TenantScope,
  { after, limit, ...filter }: AuditFilter & { after?: string | undefined; limit: number },
) {
  return tx
    .select()
    .from(auditLog)
    .where(and(within(scope, auditLog.tenantId), selected(filter), after ? gt(auditLog.id, after) : undefined))
    .orderBy(asc(auditLog.id))
    .limit(limit)
}

/**
 * Epoch milliseconds before which no entry can appear any more. An entry's id has the millisecond of the database's clock at
 * which its request began, and is seen once it is committed: statements and requests end within 30 s, and whatever
 * transaction still runs is reckoned with, as far as this role may see it.
 * @param margin seconds
 */
export async function auditSettledBefore(sql: Sql, margin = 120): Promise<number> {
  const [row] = await sql<[{ ms: number }]>`
    select extract(epoch from least(now() - make_interval(secs => ${margin}), (
        select min(xact_start) - interval '1 minute' from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid())))::float8 * 1000 as ms`
  return Math.floor(row.ms)
}

/** Whether sessions of other roles are there, of whose transactions this one is told nothing. */
export async function hiddenSessions(sql: Sql): Promise<boolean> {
  const [row] = await sql<[{ hidden: boolean }]>`
    select exists (select from pg_stat_activity where datname = current_database()
      and query = '<insufficient privilege>') as hidden`
  return row.hidden
}

/** The lowest id that the months which are left can hold: whatever was entered below it was dropped. */
export async function auditLeftFrom(sql: Sql): Promise<string> {
  const [row] = await sql<[{ id: string }]>`
    select coalesce(min(substring(pg_get_expr(c.relpartbound, c.oid) from 'FROM \\(''([0-9a-f-]{36})''\\)')),
                    uuid_bound(now())::text) as id
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'audit_log'::regclass and not i.inhdetachpending`
  return row.id
}

function selected({ actor, action, target, fromId, toId }: AuditFilter): SQL | undefined {
  return and(
    actor && or(inArray(auditLog.actorId, actor.ids), inArray(auditLog.actorName, actor.names)),
    action && inArray(auditLog.action, action),
    target && or(inArray(auditLog.targetId, target.ids), inArray(auditLog.targetName, target.names)),
    fromId ? gte(auditLog.id, fromId) : undefined,
    toId ? lt(auditLog.id, toId) : undefined,
  )
}
