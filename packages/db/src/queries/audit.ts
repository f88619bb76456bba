import type { Tx } from '../connect.ts'
import { auditLog } from '../schema/index.ts'

/** Who did it: a user, an API key, the operator key, a portal session, or the system itself. */
export interface Actor {
  kind: 'user' | 'api_key' | 'operator' | 'portal' | 'system'
  id: string | null
  /** How people know it: an e-mail address, a key's name, a portal session's subject. */
  name: string
  address: string | null
  requestId: string | null
}

export interface AuditEntry {
  id: string
  /** Null: the deployment's own. */
  tenantId: string | null
  action: `${string}.${string}`
  target: { kind: string; id: string }
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
    targetId: target.id,
    changes: changes ?? {},
    address: actor.address,
    requestId: actor.requestId,
  })
}
